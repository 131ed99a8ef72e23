"""The states of a month in words."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from targets.due_dates import Seam
from targets.models import ReportingPeriod, Submission
from targets.templatetags.figures import short_month
from targets.year_preview import PreviewedMonth

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


@register.filter
def previewed(month: PreviewedMonth) -> str:
    """Where the stored days of a month stand beside those that a rule would make."""
    if month.stored is None:
        return _("not stored yet")
    return _("stored with other days") if month.is_changed else _("stored like this")


@register.filter
def seam_in_words(seam: Seam) -> str:
    """Where two months do not join: the days that neither covers, or that both do."""
    between = {"before": short_month(seam.before), "after": short_month(seam.after)}
    if seam.gap is None:
        return _("%(before)s and %(after)s both cover some days: what came in on them is counted twice.") % between  # fmt: skip
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in seam.gap)
    return _("No month covers %(first)s to %(last)s, between %(before)s and %(after)s.") % {
        **between,
        "first": first,
        "last": last,
    }
