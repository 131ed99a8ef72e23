"""How far each procedure leaves a unit below its minimum, or lifts it above. Pure and exact: no Django."""

from fractions import Fraction

from reporting.compliance import Percent, Share
from reporting.interval import FEW_DOSSIERS


def gap(share: Share, minimum: Percent) -> Fraction:
    """Dossiers that should also have come online, exact; below zero where more came online than the minimum asks.

    The gaps of a unit's procedures add up to the unit's own: rounded up once, that is its shortfall (rule 9).
    """
    return share.total * Fraction(minimum) / 100 - share.online


def is_hardly_online(share: Share, minimum: Percent) -> bool:
    """Many dossiers, hardly any online: at least 30 of them, and a share below a quarter of the minimum."""
    return share.total >= FEW_DOSSIERS and share.online * 400 < share.total * Fraction(minimum)
