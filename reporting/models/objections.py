"""What a unit says about its place while a ranking is out for explanation, and what it is answered."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting.models.rankings import Ranking
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

    def __str__(self) -> str:
        return self.name
