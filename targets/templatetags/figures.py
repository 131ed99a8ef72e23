"""How figures and months are written: `1.234` and `39,99 %` in Vietnamese, `1,234` and `39.99%` in English."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils import formats, translation
from django.utils.translation import gettext as _

from targets.periods import Month, Span, runs

register = template.Library()

NO_FIGURE = "–"


@register.filter
def whole(number: int | None) -> str:
    """A whole number with its thousands marked; a dash for none."""
    if number is None:
        return NO_FIGURE
    return f"{number:,}".replace(",", formats.get_format("THOUSAND_SEPARATOR"))


@register.filter
def signed(number: int | None) -> str:
    """A difference with its sign: `+5`, `−1.234`, `0`; a dash for none."""
    if number is None or number == 0:
        return whole(number)
    return ("+" if number > 0 else "\N{MINUS SIGN}") + whole(abs(number))


@register.filter
def signed_points(value: Decimal | None) -> str:
    """A change of a share in percentage points, already rounded, with its sign: `+1,25`, `−0,40`, `0,00`."""
    if value is None:
        return NO_FIGURE
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return sign + decimal(abs(value))


@register.filter
def percent(value: Decimal | None) -> str:
    """A percentage that is already rounded, with the decimals it has; a dash for none."""
    if value is None:
        return NO_FIGURE
    return decimal(value) + percent_sign()


def percent_sign() -> str:
    """The sign for percent as it stands behind a number in the language that is active."""
    return "\N{NO-BREAK SPACE}%" if translation.get_language() == "vi" else "%"


@register.filter
def decimal(value: Decimal | None) -> str:
    """A decimal number that is already rounded, with the decimals it has; a dash for none."""
    if value is None:
        return NO_FIGURE
    language = translation.get_language()
    return str(value).replace(".", formats.get_format("DECIMAL_SEPARATOR", language))


@register.filter
def plain(value: Decimal | None) -> str:
    """A decimal number for a program or an SVG, with a point in every language."""
    return "" if value is None else str(value)


@register.filter
def minimum(value: Decimal | None) -> str:
    """A minimum in percent without idle zeros: `40 %`, `33,5 %`."""
    if value is None:
        return NO_FIGURE
    return bare_minimum(value) + percent_sign()


@register.filter
def bare_minimum(value: Decimal) -> str:
    """A minimum in percent without the sign, for where it is plain that percent are meant: `40`, `33,5`."""
    return decimal(
        value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
    )


@register.filter
def month(value: Month | None) -> str:
    """A month as a sentence has it: `tháng 9/2018`, `September 2018`."""
    if value is None:
        return NO_FIGURE
    if translation.get_language() == "vi":
        return f"tháng {value.number}/{value.year}"
    return formats.date_format(value.first_day, "F Y")


@register.filter
def short_month(value: Month) -> str:
    """A month as a table has it: `09/2018`."""
    return f"{value.number:02}/{value.year}"


@register.filter
def span(value: Span) -> str:
    """A span of months in words."""
    if value.first == value.last:
        return month(value.first)
    return _("%(first)s to %(last)s") % {"first": month(value.first), "last": month(value.last)}


@register.filter
def months(values: Iterable[Month]) -> str:
    """Some months as a table has them, those that follow each other drawn together: `01/2018, 03/2018–09/2018`."""
    return ", ".join(
        short_month(run.first)
        if run.first == run.last
        else f"{short_month(run.first)}–{short_month(run.last)}"
        for run in runs(values)
    )
