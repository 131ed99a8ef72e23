"""What is said about a month: remarks, reasons for unusual figures, requests to correct a locked month."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from targets.models.fields import MonthField
from targets.models.procedures import Procedure
from targets.models.submissions import Submission
from targets.models.units import Unit


class Remark(models.Model):
    """A question of the reviewer or an answer of the officer, on a month or on one of its rows."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="remarks", verbose_name=_("submission")
    )
    procedure = models.ForeignKey(
        Procedure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("procedure"),
        help_text=_("Blank: on the month as a whole."),
    )
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    text = models.TextField(_("text"), max_length=2_000)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(name="remark_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text


class Explanation(models.Model):
    """The unit's reason for figures that are unusual; the reviewer sees it beside them."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="explanations", verbose_name=_("submission")
    )
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, related_name="+", verbose_name=_("procedure")
    )
    reason = models.CharField(_("reason"), max_length=500)
    given_at = models.DateTimeField(_("given at"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ["submission", "procedure"]
        constraints = [
            models.UniqueConstraint(
                name="explanation_once_for_a_submission_and_a_procedure",
                fields=["submission", "procedure"],
            ),
            models.CheckConstraint(name="explanation_gives_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason


class UnlockRequestQuerySet(models.QuerySet["UnlockRequest"]):
    def open_on(self, day: date) -> Self:
        """Requests that were granted for days among which is this one."""
        return self.filter(open_from__lte=day, open_until__gte=day)

    def with_use(self) -> Self:
        """Each with `is_corrected`: whether the unit submitted the month in the days that were granted."""
        submitted = Submission.objects.filter(
            unit=OuterRef("unit"),
            month=OuterRef("month"),
            submitted_at__date__gte=OuterRef("open_from"),
            submitted_at__date__lte=OuterRef("open_until"),
        )
        return self.annotate(is_corrected=Exists(submitted))


class UnlockRequest(models.Model):
    """A unit asks to correct a locked month; the DIC grants days for it, or declines."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="unlock_requests", verbose_name=_("unit")
    )
    month = MonthField(_("reporting period"))
    reason = models.TextField(_("reason"), max_length=2_000)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    open_from = models.DateField(_("open from"), null=True, blank=True)
    open_until = models.DateField(
        _("open until"),
        null=True,
        blank=True,
        help_text=_("The last day of the window; blank where the request was declined."),
    )
    answer = models.TextField(_("answer"), max_length=2_000, blank=True)

    objects = UnlockRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("unlock request")
        verbose_name_plural = _("unlock requests")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="unlock_request_one_open_for_a_unit_and_a_period",
                fields=["unit", "month"],
                condition=Q(decided_at=None),
            ),
            models.CheckConstraint(name="unlock_request_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="unlock_request_window_is_decided_and_in_order",
                condition=Q(open_from=None, open_until=None)
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    open_until__gte=F("open_from"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.month}"

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None

    @property
    def is_granted(self) -> bool:
        return self.open_until is not None
