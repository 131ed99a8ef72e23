"""Months and moments as they are frozen, in the reader's words."""

from django import template

from reporting.documents.ranking_words import where_to_check
from reporting.presenters.rankings.words import moment
from targets.periods import Month
from targets.templatetags.figures import short_month

register = template.Library()
register.filter("frozen_moment", moment)
register.filter("where_to_check", where_to_check)


@register.filter
def frozen_month(text: str) -> str:
    """A frozen month, in short."""
    return short_month(Month.parse(text))
