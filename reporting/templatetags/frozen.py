"""Days, months and moments as they are frozen, in the reader's words."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format

from targets.periods import Month
from targets.templatetags.figures import short_month

register = template.Library()


@register.filter
def frozen_day(text: str | None) -> str:
    """A frozen day; blank for none."""
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT") if text else ""


@register.filter
def frozen_moment(text: str | None) -> str:
    """A frozen moment; blank for none."""
    return date_format(datetime.fromisoformat(text), "SHORT_DATETIME_FORMAT") if text else ""


@register.filter
def frozen_month(text: str) -> str:
    """A frozen month, in short."""
    return short_month(Month.parse(text))
