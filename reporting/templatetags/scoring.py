"""The words of a scoring rule in pages."""

from django import template

from reporting.labels import UNRANKED_LABELS
from reporting.scoring import Unranked

register = template.Library()


@register.filter
def unranked_label(reason: str) -> str:
    """Why a unit has no rank."""
    return str(UNRANKED_LABELS[Unranked(reason)])
