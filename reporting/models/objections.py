"""What a unit says about its place while a ranking is out for explanation, and what it is answered."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting.models.immutable import is_never_deleted, never_changes
from reporting.models.rankings import Ranking
from reporting.rankings.states import State
from targets.models import Unit


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    append_only=True,
    app_label="reporting",
)
class Objection(models.Model):
    """An objection of one unit to its place, with its answer."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("Upheld")
        PARTLY = "partly", _("Upheld in part")
        REJECTED = "rejected", _("Rejected")

    ranking = models.ForeignKey(
        Ranking, models.PROTECT, related_name="objections", verbose_name=_("ranking")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="objections", verbose_name=_("unit")
    )
    text = models.TextField(_("objection"), max_length=5_000)
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("filed by")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), max_length=5_000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["filed_at", "pk"]
        constraints = [
            models.CheckConstraint(name="objection_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="objection_answered_says_when_who_and_what",
                condition=Q(answered_at=None, answered_by=None, answer="", outcome="")
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer="")
                    & ~Q(outcome="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_while_out",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"""
                IF NOT EXISTS (
                    SELECT FROM reporting_ranking WHERE id = NEW.ranking_id AND state = '{State.OUT}'
                ) THEN
                    RAISE EXCEPTION 'pgtrigger: Cannot object to a ranking that is not out for explanation';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.ReadOnly(
                name="is_frozen", fields=["ranking", "unit", "text", "filed_at", "filed_by"]
            ),
            pgtrigger.Protect(
                name="answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
            *is_never_deleted(in_table="reporting_objection"),
        ]

    def __str__(self) -> str:
        return f"{self.ranking} · {self.unit.code}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class Attachment(models.Model):
    """A file that goes with an objection."""

    objection = models.ForeignKey(
        Objection, models.PROTECT, related_name="attachments", verbose_name=_("objection")
    )
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        triggers = never_changes(in_table="reporting_attachment")

    def __str__(self) -> str:
        return self.name
