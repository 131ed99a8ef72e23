"""A published ranking, and the files that were handed over with it."""

from datetime import date
from functools import cached_property
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reporting.models.scoring_rules import ScoringRule
from reporting.rankings import results
from reporting.rankings.canonical import CODE_LENGTH, written_code
from reporting.rankings.frozen import Figures
from reporting.rankings.results import Place
from reporting.rankings.states import CLOSED, State
from targets.models import Decision
from targets.models.fields import MonthField
from targets.periods import Span

_DIGEST = Func(
    Func(
        Func(F("canonical"), Value("UTF8"), function="convert_to"),
        function="sha256",
        output_field=models.BinaryField(),
    ),
    Value("hex"),
    function="encode",
    output_field=models.CharField(),
)


def _person(label: Any) -> models.ForeignKey:
    """Who took a step that was taken."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class RankingQuerySet(models.QuerySet["Ranking"]):
    def out_for_explanation(self, day: date) -> "RankingQuerySet":
        """Those to which units may object on that day."""
        return self.filter(state=State.OUT, objections_until__gte=day)

    def in_force(self) -> "RankingQuerySet":
        """Final ones that no other final one replaces."""
        replaced = self.model.objects.filter(state=State.FINAL, replaces__isnull=False)
        return self.filter(state=State.FINAL).exclude(pk__in=replaced.values("replaces"))

    def listed(self) -> "RankingQuerySet":
        """As lists show them: without the frozen text, which is long."""
        return self.select_related("decision", "rule", "replaces", "drawn_up_by").defer(
            "canonical", "replaces__canonical"
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="RankingEvent",
    fields=[
        "code",
        "sha256",
        "state",
        "put_out_at",
        "put_out_by",
        "objections_until",
        "finalised_at",
        "finalised_by",
        "withdrawn_at",
        "withdrawn_by",
        "withdrawal_reason",
    ],
    append_only=True,
    app_label="reporting",
)
class Ranking(models.Model):
    """A ranking of all units by one decision, span and scoring rule, with everything that it is computed from."""

    class Status(models.TextChoices):
        DRAWN_UP = State.DRAWN_UP.value, _("Drawn up")
        OUT = State.OUT.value, _("Out for explanation")
        FINAL = State.FINAL.value, _("Final")
        WITHDRAWN = State.WITHDRAWN.value, _("Withdrawn")

    code = models.CharField(
        _("code"),
        max_length=CODE_LENGTH,
        unique=True,
        help_text=_("Printed on every page: by it anyone checks a printout."),
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    canonical = models.TextField(
        _("canonical form"), help_text=_("Every figure it is computed from, and what follows.")
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="rankings", verbose_name=_("decision")
    )
    first_month = MonthField(_("from"))
    through_month = MonthField(_("through"))
    rule = models.ForeignKey(
        ScoringRule, models.PROTECT, related_name="rankings", verbose_name=_("scoring rule")
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="restatements",
        verbose_name=_("replaces"),
        help_text=_("The final ranking that this one restates."),
    )
    reason = models.TextField(_("reason for the restatement"), max_length=2_000, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)
    drawn_up_at = models.DateTimeField(_("drawn up at"))
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drawn up by")
    )
    state = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAWN_UP)
    put_out_at = models.DateTimeField(_("put out at"), null=True, blank=True)
    put_out_by = _person(_("put out by"))
    objections_until = models.DateField(
        _("objections until"), null=True, blank=True, help_text=_("The last day of the window.")
    )
    finalised_at = models.DateTimeField(_("made final at"), null=True, blank=True)
    finalised_by = _person(_("made final by"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = _person(_("withdrawn by"))
    withdrawal_reason = models.TextField(_("reason"), max_length=2_000, blank=True)

    objects = RankingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        ordering = ["-drawn_up_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="ranking_is_what_was_hashed", condition=Q(sha256=_DIGEST)),
            models.CheckConstraint(
                name="ranking_months_in_order", condition=Q(through_month__gte=F("first_month"))
            ),
            models.CheckConstraint(
                name="ranking_restatement_says_why",
                condition=Q(replaces=None) | ~Q(reason=""),
            ),
            models.UniqueConstraint(
                name="ranking_restated_once",
                fields=["replaces"],
                condition=~Q(state=State.WITHDRAWN.value),
            ),
            # Another of the same months names the one that it replaces.
            models.UniqueConstraint(
                name="ranking_one_final_of_the_same_months",
                fields=["decision", "first_month", "through_month"],
                condition=Q(state=State.FINAL.value, replaces=None),
            ),
            models.CheckConstraint(
                name="ranking_out_says_when_and_until",
                condition=Q(put_out_at=None, put_out_by=None, objections_until=None)
                & ~Q(state__in=[State.OUT.value, State.FINAL.value])
                | Q(
                    put_out_at__isnull=False,
                    put_out_by__isnull=False,
                    objections_until__isnull=False,
                )
                & ~Q(state=State.DRAWN_UP.value),
            ),
            models.CheckConstraint(
                name="ranking_final_says_when",
                condition=Q(
                    state=State.FINAL.value, finalised_at__isnull=False, finalised_by__isnull=False
                )
                | (~Q(state=State.FINAL.value) & Q(finalised_at=None, finalised_by=None)),
            ),
            models.CheckConstraint(
                name="ranking_withdrawn_says_when_and_why",
                condition=(
                    Q(
                        state=State.WITHDRAWN.value,
                        withdrawn_at__isnull=False,
                        withdrawn_by__isnull=False,
                    )
                    & ~Q(withdrawal_reason="")
                )
                | (~Q(state=State.WITHDRAWN.value) & Q(withdrawn_at=None, withdrawal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.written_code

    def get_absolute_url(self) -> str:
        return reverse("ranking", args=[self.code])

    @property
    def written_code(self) -> str:
        return written_code(self.code)

    @property
    def span(self) -> Span:
        return Span(self.first_month, self.through_month)

    @cached_property
    def figures(self) -> Figures:
        """What is frozen."""
        return results.read(self.canonical)[0]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Each unit's place, in the Decision's own order."""
        return results.read(self.canonical)[1]

    @property
    def is_final(self) -> bool:
        return self.state == State.FINAL

    @property
    def is_restated(self) -> bool:
        """Whether another ranking restates it, or is to: one that was not withdrawn."""
        return self.restatements.exclude(state=State.WITHDRAWN).exists()

    @property
    def is_closed(self) -> bool:
        return State(self.state) in CLOSED


class RankingFile(models.Model):
    """A file of a final ranking, kept as it was handed over, so that anyone can hold his copy against it."""

    ranking = models.ForeignKey(
        Ranking, models.PROTECT, related_name="files", verbose_name=_("ranking")
    )
    name = models.CharField(_("name"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file of a ranking")
        verbose_name_plural = _("files of rankings")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="ranking_file_once", fields=["ranking", "name"]),
            models.CheckConstraint(
                name="ranking_file_is_what_was_hashed",
                condition=Q(
                    sha256=Func(
                        Func(F("content"), function="sha256", output_field=models.BinaryField()),
                        Value("hex"),
                        function="encode",
                        output_field=models.CharField(),
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
