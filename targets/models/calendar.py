"""When months are due: the reporting periods of a year, and the holidays that move their dates."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from targets.due_dates import Dates
from targets.models.fields import MonthField
from targets.periods import Month


class Holiday(models.Model):
    """A day without work; a date that falls on it moves to the next working day."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def days_covered(self, months: Iterable[Month]) -> dict[Month, tuple[date, date]]:
        """The first and the last day that each month covers: those of its period, or else of the calendar."""
        months = set(months)
        periods = self.in_bulk(months, field_name="month")
        return {
            month: (periods[month].covers_from, periods[month].covers_to)
            if month in periods
            else (month.first_day, month.last_day)
            for month in months
        }


class ReportingPeriod(models.Model):
    """A month with its dates. A month for which there is none is open and has no due date."""

    month = MonthField(_("reporting period"), unique=True)
    covers_from = models.DateField(_("covers from"))
    covers_to = models.DateField(_("covers until"))
    opens_on = models.DateField(_("opens on"), help_text=_("Figures are entered from this day on."))
    due_on = models.DateField(_("due on"), help_text=_("What comes after this day is late."))
    locks_on = models.DateField(
        _("locks after"), help_text=_("After this day figures are changed by request only.")
    )

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["month"]
        constraints = [
            models.CheckConstraint(name="period_month_is_a_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="period_covers_in_order", condition=Q(covers_to__gte=F("covers_from"))
            ),
            models.CheckConstraint(
                name="period_days_in_order",
                condition=Q(due_on__gte=F("opens_on"), locks_on__gte=F("due_on")),
                violation_error_message=_(
                    "The days of a period follow each other: it opens, is due, locks."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.month)

    @property
    def dates(self) -> Dates:
        """Its days without the month."""
        return Dates(self.covers_from, self.covers_to, self.opens_on, self.due_on, self.locks_on)

    def is_locked(self, today: date) -> bool:
        """Whether its figures may be changed by request only."""
        return today > self.locks_on
