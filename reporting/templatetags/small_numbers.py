"""The mark of a share of few dossiers, and how far it may be off by chance."""

from typing import Any

from django import template

from reporting.compliance import Share
from reporting.interval import has_few_dossiers, shown_interval

register = template.Library()


@register.inclusion_tag("components/few.html")
def few(share: Share | None) -> dict[str, Any]:
    """Nothing for a share of enough dossiers, or of none."""
    return {
        "is_small": has_few_dossiers(share),
        "interval": shown_interval(share),
    }
