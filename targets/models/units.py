"""Who reports: agencies, district-level and commune-level People's Committees."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from targets.models.keeping_shares import shares_follow_units
from targets.periods import Month, Span


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing_in(self, span: Span) -> "UnitQuerySet":
        """Units that exist on at least one day of the span."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=span.last.last_day),
            Q(valid_to=None) | Q(valid_to__gte=span.first.first_day),
        )


class Unit(models.Model):
    """A body that receives dossiers and reports on them. Known by its code: names repeat."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Agency")
        DISTRICT = "district", _("District")
        COMMUNE = "commune", _("Commune")

    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="communes",
        verbose_name=_("district"),
        help_text=_("The district of a commune."),
    )
    province = models.CharField(
        _("province"),
        max_length=20,
        blank=True,
        help_text=_("Blank: the portal serves one province, and every unit is of it."),
    )
    valid_from = models.DateField(
        _("exists from"), null=True, blank=True, help_text=_("Blank: before the records begin.")
    )
    valid_to = models.DateField(
        _("exists until"), null=True, blank=True, help_text=_("Blank: still exists.")
    )
    order = models.PositiveIntegerField(
        _("order"), help_text=_("The place in the Decision's own order.")
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["order", "code"]
        # A page asks for one province's units out of a nation's.
        indexes = [models.Index(fields=["province"], name="units_of_a_province")]
        constraints = [
            models.CheckConstraint(
                name="unit_commune_has_district",
                condition=Q(kind="commune", parent__isnull=False)
                | (~Q(kind="commune") & Q(parent__isnull=True)),
                violation_error_message=_("A commune has a district; other units have none."),
            ),
            models.CheckConstraint(
                name="unit_valid_from_before_valid_to",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A unit cannot end before it begins."),
            ),
        ]
        triggers = shares_follow_units()

    def __str__(self) -> str:
        return self.name

    def exists_in(self, month: Month) -> bool:
        """Whether the unit exists on at least one day of the month."""
        return (self.valid_from is None or self.valid_from <= month.last_day) and (
            self.valid_to is None or self.valid_to >= month.first_day
        )
