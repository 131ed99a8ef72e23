"""A decision that gives units their minimum shares: what it says, as data."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from targets.models.fields import MonthField
from targets.models.keeping_shares import shares_follow_decisions
from targets.models.units import Unit
from targets.periods import Month, Span


class DecisionQuerySet(models.QuerySet["Decision"]):
    def covering(self, month: Month) -> "DecisionQuerySet":
        """Decisions in whose months the month lies."""
        return self.filter(first_month__lte=month, last_month__gte=month)


class Decision(models.Model):
    """An act of the People's Committee that gives minimum shares for the months of one year."""

    number = models.CharField(_("number"), max_length=50, unique=True)
    title = models.CharField(_("subject"), max_length=500)
    issuer = models.CharField(_("issued by"), max_length=200)
    province = models.CharField(
        _("province"),
        max_length=20,
        blank=True,
        help_text=_("That of its units. Blank: the portal serves one province."),
    )
    issued_on = models.DateField(_("issued on"))
    first_month = MonthField(_("first month"))
    last_month = MonthField(_("last month"))
    counts_new_procedures = models.BooleanField(
        _("counts new procedures"),
        default=True,
        help_text=_("Whether procedures first published in the decision's own year count."),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-issued_on", "number"]
        constraints = [
            models.CheckConstraint(
                name="decision_months_in_order",
                condition=Q(last_month__gte=F("first_month")),
                violation_error_message=_("The last month cannot be before the first."),
            ),
        ]
        triggers = shares_follow_decisions()

    def __str__(self) -> str:
        return self.number

    @property
    def span(self) -> Span:
        """All the months of the decision."""
        return Span(self.first_month, self.last_month)

    @property
    def own_year_begins(self) -> date:
        """A procedure first published on this day or later is new to the decision, whichever its first month (rule 2)."""
        return date(self.first_month.year, 1, 1)

    @property
    def leaves_out_since(self) -> date | None:
        """The day since which a procedure that is first published does not count; None where every one counts (rule 2)."""
        return None if self.counts_new_procedures else self.own_year_begins


class Clause(models.Model):
    """One clause of a decision, in the decision's own words."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="clauses", verbose_name=_("decision")
    )
    label = models.CharField(_("clause"), max_length=20)
    wording = models.TextField(_("wording"))
    order = models.PositiveIntegerField(_("order"))

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["decision", "order"]
        constraints = [
            models.UniqueConstraint(name="clause_once_in_a_decision", fields=["decision", "label"])
        ]

    def __str__(self) -> str:
        return self.label


class Target(models.Model):
    """The minimum share, in percent, that a decision gives to one unit."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="targets", verbose_name=_("decision")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name=_("unit"))
    clause = models.CharField(_("clause"), max_length=20)
    minimum_percent = models.DecimalField(
        _("minimum (percent)"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0.01), MaxValueValidator(100)],
    )

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["decision", "unit__order"]
        constraints = [
            models.UniqueConstraint(
                name="target_once_for_a_decision_and_a_unit", fields=["decision", "unit"]
            ),
            models.CheckConstraint(
                name="target_minimum_above_0_to_100",
                condition=Q(minimum_percent__gt=0, minimum_percent__lte=100),
                violation_error_message=_("The minimum is above 0 and at most 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} · {self.unit}"
