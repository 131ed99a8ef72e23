"""What was written to whom, so that nobody is written to twice for the same cause."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from targets.models.fields import MonthField
from targets.models.units import Unit


class Reminder(models.Model):
    """One letter to one person for one cause. It is stored before the letter goes, and says when it went."""

    class Kind(models.TextChoices):
        BEFORE_DUE = "before_due", _("Due soon")
        DUE = "due", _("Due today")
        OVERDUE = "overdue", _("Overdue")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")
        REMARK = "remark", _("Remark")
        UNLOCK = "unlock", _("Unlock request")
        DIGEST = "digest", _("Weekly digest")
        URGED = "urged", _("Urged by hand")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="reminders",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    month = MonthField(_("reporting period"), null=True, blank=True)
    cause = models.CharField(
        _("cause"),
        max_length=100,
        help_text=_("What sets this letter apart: the same cause is written once to a person."),
    )
    made_at = models.DateTimeField(_("made at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="reminder_once_for_a_person_and_a_cause", fields=["person", "cause"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.cause}"
