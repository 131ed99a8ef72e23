"""Rows that stand in a page by the hundred: drawn by a template of their own, once for what they say."""

from collections.abc import Hashable

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reporting.drawn_once import drawn_once
from reporting.standings import Standing

register = template.Library()


@register.simple_tag
@drawn_once
def drawn_rows(row: Standing, name: str, **asked: Hashable) -> SafeString:
    """What the template of that name makes of each `row`; it is given nothing but the row and what is `asked`."""
    return render_to_string(name, {"row": row, **asked})
