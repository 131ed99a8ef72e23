"""Exact numbers as they are written, where no minimum bounds them. Pure and exact: no Django."""

from decimal import Decimal
from fractions import Fraction


def half_up(exact: Fraction | int, places: int) -> Decimal:
    """The number with so many decimals, half up."""
    units = (exact * 10**places * 2 + 1) // 2
    return Decimal(int(units)).scaleb(-places)
