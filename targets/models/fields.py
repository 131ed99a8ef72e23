"""A month as a column."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from targets.periods import Month


class MonthField(models.DateField):
    """A Month, kept as the first day of it, so that the database orders and compares months as dates."""

    description = _("Month")

    def from_db_value(self, value: datetime.date | None, *_args: Any) -> Month | None:
        return None if value is None else Month.of(value)

    def to_python(self, value: Any) -> Month | None:
        if value is None or isinstance(value, Month):
            return value
        if isinstance(value, datetime.date):
            return Month.of(value)
        try:
            return Month.parse(str(value))
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a month: write it as 2018-06 or 06/2018."),
                params={"value": value},
            ) from error

    def get_prep_value(self, value: Any) -> datetime.date | None:
        month = self.to_python(value)
        return None if month is None else month.first_day

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not prepared:
            value = self.get_prep_value(value)
        return connection.ops.adapt_datefield_value(value)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj) or "")

    def formfield(self, **kwargs: Any) -> Any:
        from targets.month_form_field import MonthFormField

        return models.Field.formfield(self, form_class=MonthFormField, **kwargs)
