"""Scoring rules and provinces at random, and the places that a rule gives, worked out a second time, slowly."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from reporting.compliance import Share
from reporting.scoring import Case
from reporting.scoring_rule import MOST_DECIMALS, Basis, Order, Rule, ScoreClass, Step, Ties

CLASSES = (
    ScoreClass("Tốt", Decimal(9)),
    ScoreClass("Khá", Decimal(7)),
    ScoreClass("Trung bình", Decimal(5)),
    ScoreClass("Yếu", Decimal(0)),
)
RULE = Rule(Decimal(10), classes=CLASSES)
# Few and round, so that ties are frequent.
MINIMUMS = [Decimal(text) for text in ("40", "35", "20", "12.5", "33.33", "0.01", "100")]
DISTRICTS = ["H1", "H2"]


def numbers(least, most, places=4):
    """Decimals from `least` to `most`, both included."""
    scale = 10**places
    return st.integers(int(least * scale), int(most * scale)).map(
        lambda units: Decimal(units) / scale
    )


def _falling(draw, values, size):
    return sorted(draw(st.lists(values, min_size=size, max_size=size, unique=True)), reverse=True)


@st.composite
def rules(draw):
    """Rules that have no problem."""
    decimals = draw(st.integers(0, MOST_DECIMALS))
    maximum = draw(numbers(1, 100, decimals))
    size = draw(st.integers(1, 4))
    points = numbers(0, maximum)
    thresholds = _falling(draw, numbers(Decimal("0.0001"), maximum), size - 1)
    return Rule(
        maximum=maximum,
        basis=draw(st.sampled_from(Basis)),
        steps=tuple(
            map(
                Step,
                _falling(draw, numbers(0, 150, 2), size),
                _falling(draw, points, size),
            )
        ),
        full_share=draw(numbers(Decimal("0.01"), 100, 2)),
        off_late=draw(st.just(Decimal(0)) | numbers(0, 1)),
        off_missing=draw(st.just(Decimal(0)) | numbers(0, 1)),
        decimals=decimals,
        classes=tuple(
            ScoreClass(f"loại {number}", least)
            for number, least in enumerate([*thresholds, Decimal(0)], 1)
        ),
        least_dossiers=draw(st.sampled_from([1, 1, 3, 30])),
        order=draw(st.sampled_from(Order)),
        ties=draw(st.sampled_from(Ties)),
    )


shares = st.none() | st.integers(0, 12).flatmap(
    lambda total: st.integers(0, total).map(lambda online: Share(online, total))
)


@st.composite
def provinces(draw):
    """A few units of each group, with ties, near misses and every status."""
    return [
        Case(
            unit=f"U{number}",
            group=group,
            district=draw(st.sampled_from(DISTRICTS)) if group == "commune" else None,
            share=draw(shares | st.sampled_from([Share(39_996, 100_000), Share(2, 5)])),
            minimum=draw(st.none() | st.sampled_from(MINIMUMS)),
            late=draw(st.integers(0, 3)),
            missing=draw(st.integers(0, 3)),
        )
        for number, group in enumerate(
            draw(st.lists(st.sampled_from(["agency", "district", "commune"]), max_size=9))
        )
    ]


def raised(case, by):
    """The same unit with more of its dossiers online, at most all of them."""
    share = Share(min(case.share.online + by, case.share.total), case.share.total)
    return replace(case, share=share)


def scaled(case, factor):
    """The same unit with so many times its dossiers."""
    share = case.share
    return (
        case
        if share is None
        else replace(case, share=Share(share.online * factor, share.total * factor))
    )


def places_by_hand(rule, cases, group_of):
    """Each ranked unit's place, counted one pair at a time and by none of the portal's own arithmetic but its points."""
    return {
        own.unit: 1 + _ahead(rule, own, cases, group_of)
        for own in cases
        if _is_ranked(rule, own) and group_of(own) is not None
    }


def _is_ranked(rule, case):
    share = case.share
    return (
        case.minimum is not None
        and share is not None
        and share.total > 0
        and share.total >= rule.least_dossiers
    )


def _ahead(rule, own, cases, group_of):
    rivals = [
        measures(rule, other)
        for other in cases
        if _is_ranked(rule, other)
        and group_of(other) == group_of(own)
        and _beats(rule, measures(rule, other), measures(rule, own))
    ]
    if rule.ties == Ties.DENSE:
        return len({measure for measure, _total in rivals})
    return len(rivals)


def _beats(rule, one, other):
    if one[0] == other[0] and rule.ties == Ties.MORE_DOSSIERS:
        return one[1] > other[1]
    return one[0] > other[0]


def measures(rule, case):
    """What a unit is ranked by, and its dossiers."""
    online, total = case.share.online, case.share.total
    exact = Fraction(online * 100, total)
    if rule.order == Order.ATTAINMENT:
        exact /= Fraction(case.minimum)
    if rule.order == Order.POINTS:
        exact = points_by_hand(rule, case)
    return exact, total


def points_by_hand(rule, case):
    """The points as they are printed, by whole units of the last decimal place."""
    percent = Fraction(case.share.online * 100, case.share.total)
    attained = percent / Fraction(case.minimum)
    maximum, unit = Fraction(rule.maximum), Fraction(1, 10**rule.decimals)
    if rule.basis == Basis.PROPORTIONAL:
        points = attained * maximum
    elif rule.basis == Basis.FULL_SHARE:
        points = percent / Fraction(rule.full_share) * maximum
    else:
        points = max(
            (
                Fraction(step.points)
                for step in rule.steps
                if Fraction(step.attainment_percent) <= attained * 100
            ),
            default=Fraction(0),
        )
    points = min(points, maximum)
    points -= case.late * Fraction(rule.off_late) + case.missing * Fraction(rule.off_missing)
    points = max(points, Fraction(0))
    below = points - points % unit
    printed = below + unit if points - below >= unit / 2 else below
    return below if points < maximum and printed >= maximum else printed
