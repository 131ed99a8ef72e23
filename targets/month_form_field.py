"""A month in a form: typed as text, in the ways in which files may write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from targets.periods import Month


class MonthFormField(forms.CharField):
    """Reads `2018-06`, `06/2018` or `6/2018` into a Month."""

    default_error_messages = {"invalid": _("Write the month as 06/2018.")}

    def to_python(self, value: Any) -> Month | None:
        if value in self.empty_values or isinstance(value, Month):
            return value or None
        try:
            return Month.parse(str(value).strip())
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.number:02}/{value.year}" if isinstance(value, Month) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
