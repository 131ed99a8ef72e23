"""Standings at random, without a database: units of every kind, with shares near their minimum and far from it."""

from decimal import Decimal

from hypothesis import strategies as st

from reporting.compliance import Share
from reporting.standings import Standing
from targets.models import Target, Unit
from targets.periods import Month

MINIMUMS = [Decimal(40), Decimal(15), Decimal("33.33"), Decimal("0.01"), Decimal(100)]
JUNE = Month(2018, 6)


@st.composite
def shares(draw, minimum):
    """None, 0 of 0, a share within a dossier of the minimum, or any."""
    total = draw(st.sampled_from([0, 1, 3, 20, 100_000]))
    near = int(total * (minimum or 0) / 100) + draw(st.integers(-1, 1))
    online = draw(st.integers(0, total) | st.just(min(max(near, 0), total)))
    return draw(st.sampled_from([None, *[Share(online, total)] * 4]))


def _unit(key, kind, parent=None):
    names = {"agency": "Sở", "district": "UBND huyện", "commune": "UBND xã"}
    name = f"{names[kind]} {'Lao động ' * (key % 4)}{key}"
    return Unit(pk=key, code=f"{kind}{key}", kind=kind, name=name, order=key, parent=parent)


@st.composite
def provinces(draw, most=40):
    """The standings of a few districts with their communes and of some agencies; some districts are left out."""
    districts = [_unit(key, "district") for key in range(draw(st.integers(1, 6)))]
    kinds = draw(st.lists(st.sampled_from(["agency", "commune", "commune"]), max_size=most))
    units = districts[: draw(st.integers(0, 6))]
    for key, kind in enumerate(kinds, start=len(districts)):
        parent = draw(st.sampled_from(districts)) if kind == "commune" else None
        units.append(_unit(key, kind, parent))
    return [draw(standings(unit)) for unit in units]


@st.composite
def standings(draw, unit):
    minimum = draw(st.sampled_from([None, *MINIMUMS]))
    share = draw(shares(minimum))
    return Standing(
        unit=unit,
        target=minimum and Target(unit=unit, clause="1.a", minimum_percent=minimum),
        months={} if share is None else {JUNE: share},
        months_expected=(JUNE,),
    )
