"""Figures as a reader has them in Vietnamese, written without any of the portal's code."""

from fractions import Fraction

from tests.reporting.recomputed import rounded


def whole(number):
    return f"{number:,}".replace(",", ".")


def percent(text):
    return text.replace(".", ",") + " %" if text else "–"


def part(online, total):
    """A share that is held against no minimum."""
    return percent(rounded(Fraction(online * 100, total), 2, None) if total else "")


def minimum(text):
    return percent(text.rstrip("0").rstrip(".")) if text else "–"


def short_month(month):
    year, number = month.split("-")
    return f"{number}/{year}"


def place(district):
    return district["name"].removeprefix("UBND ")


def sign(number):
    return "+" if number > 0 else "−" if number < 0 else ""


def signed(number):
    return sign(number) + whole(abs(number))


def points(number):
    """Percentage points, half up; of what is not below nothing."""
    return rounded(Fraction(number), 2, None).replace(".", ",")
