"""The choices of a page's filters."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_SELECTED = mark_safe(" selected")


class Choice(forms.Select):
    """A choice without groups that always has an answer.

    Drawn in one piece: a page of figures has fifty options, for which templates take longer than its queries.
    """

    def use_required_attribute(self, initial: Any) -> bool:
        # To find out whether the first choice is blank, Django would fetch them once more.
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, _SELECTED if str(key) in chosen else "", label) for key, label in self.choices),
        )
        attributes = flatatt(self.build_attrs({"name": name, **self.attrs}, attrs))
        return format_html("<select{}>\n{}\n</select>", attributes, options)
