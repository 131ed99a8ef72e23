"""How far a share of few dossiers may be off by chance: the Wilson interval. Pure and exact: integers only, no Django.

It stands beside a share as a help to the reader, and never changes a status or a rank.
"""

from decimal import Decimal
from math import isqrt

from reporting.compliance import Share

# Below so many dossiers a share is marked as one of few ("ít hồ sơ").
FEW_DOSSIERS = 30
# Below so many an interval stands beside it; above, it would be read for more than it is.
SHOWN_BELOW = 100
CONFIDENCE_PERCENT = 95
# 1.96², the square of the normal quantile of 95 %, as a fraction: (49/25)².
_Z2, _Z2_PER = 2_401, 625
_HUNDREDTHS = 10_000


def is_small(total: int) -> bool:
    """Whether so few dossiers came that chance alone moves their share much."""
    return total < FEW_DOSSIERS


def has_few_dossiers(share: Share | None) -> bool:
    """Whether a share is marked as one of few dossiers; 0 of 0 is no share, and bears no mark."""
    return share is not None and share.total > 0 and is_small(share.total)


def shown_interval(share: Share | None) -> tuple[Decimal, Decimal] | None:
    """The 95 % interval of a share in percent with two decimals; None without dossiers, or where there are enough.

    Wilson: (2k + z² ∓ √(z⁴ + 4z²·k(n−k)/n)) / 2(n + z²), for k online of n. The lower end is rounded down and the upper
    one up, so that it is never shown narrower than it is: since ⌊(a − √b)/c⌋ = ⌊(a − ⌈√b⌉)/c⌋ for whole numbers and
    c > 0, an integer square root gives both ends exactly.
    """
    if share is None or not 0 < share.total < SHOWN_BELOW:
        return None
    k, n = share.online, share.total
    middle = _HUNDREDTHS * n * (2 * k * _Z2_PER + _Z2)
    under_root = _HUNDREDTHS**2 * n * _Z2 * (_Z2 * n + 4 * _Z2_PER * k * (n - k))
    root = isqrt(under_root)
    # The root rounded up.
    root += root * root != under_root
    divisor = 2 * n * (n * _Z2_PER + _Z2)
    low, high = (middle - root) // divisor, -(-(middle + root) // divisor)
    return _percent(low), _percent(high)


def _percent(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
