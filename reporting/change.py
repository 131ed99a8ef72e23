"""How a share moved between two questions, in percentage points. Pure and exact: no Django."""

from decimal import Decimal
from fractions import Fraction

from reporting.compliance import Share


def points(then: Share | None, now: Share | None) -> Fraction | None:
    """The share now less the share then, in percentage points, exact; None where either has none."""
    if then is None or now is None or then.percent is None or now.percent is None:
        return None
    return now.percent - then.percent


def shown_points(exact: Fraction | None) -> Decimal | None:
    """Two decimals, half away from zero: so that there and back again are shown as the same distance."""
    if exact is None:
        return None
    hundredths = int((abs(exact) * 200 + 1) // 2)
    return Decimal(-hundredths if exact < 0 else hundredths).scaleb(-2)
