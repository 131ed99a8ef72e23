"""Text typed in the administration, in the form in which it would come in from a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from targets.imports.cells import LONGEST_NAME, stripped
from targets.plain_text import composed


class PlainTextField(forms.CharField):
    """What is stored here goes out as a table and comes in again: it must be the same then."""

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=max_length or LONGEST_NAME, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        try:
            return stripped(composed(text)) or self.empty_value
        except ValueError as error:
            raise ValidationError(str(error)) from error


# What an admin page says of its text fields.
PLAIN_TEXT = {
    models.CharField: {"form_class": PlainTextField},
    models.TextField: {"form_class": PlainTextField},
}
