"""The states of a month in words."""

from django import template

from targets.models import Submission

register = template.Library()


@register.filter
def state_label(status: str) -> str:
    """The name of a state."""
    return str(Submission.Status(status).label)
