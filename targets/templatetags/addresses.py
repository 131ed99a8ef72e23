"""Addresses of pages that stand on one page by the hundred."""

from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse

register = template.Library()


@register.simple_tag
def address(name: str, *parts: object) -> str:
    """The same as `url`, remembered: working it out takes longer than all the rest of a table's row."""
    return _known(name, parts, get_script_prefix())


@lru_cache(maxsize=20_000)
def _known(name: str, parts: tuple[object, ...], _prefix: str) -> str:
    return reverse(name, args=parts)
