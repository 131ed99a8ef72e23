"""The states of a month in words."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from targets.models import ReportingPeriod, Submission

register = template.Library()


@register.filter
def state_label(status: str) -> str:
    """The name of a state."""
    return str(Submission.Status(status).label)


@register.filter
def period_stage(period: ReportingPeriod, today: date) -> str:
    """Where a reporting period stands on a day."""
    if today < period.opens_on:
        return _("not open yet")
    if today <= period.due_on:
        return _("open")
    return _("locked") if period.is_locked(today) else _("overdue")
