"""Rules 5 to 9, by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from reporting import compliance
from reporting.compliance import NOTHING, Share, Status


def percent(text):
    return None if text is None else Decimal(text)


# online, total, minimum, status, shown percent, shown attainment, shortfall
CASES = [
    (2, 5, "40", Status.MET, "40.00", "1.0000", 0),
    (3, 5, "40", Status.EXCEEDED, "60.00", "1.5000", 0),
    (1, 5, "40", Status.NOT_MET, "20.00", "0.5000", 1),
    (39_996, 100_000, "40", Status.NOT_MET, "39.99", "0.9999", 4),
    (39_994, 100_000, "40", Status.NOT_MET, "39.99", "0.9999", 6),
    (40_001, 100_000, "40", Status.EXCEEDED, "40.00", "1.0000", 0),
    (40_005, 100_000, "40", Status.EXCEEDED, "40.01", "1.0001", 0),
    (1_499_999, 10_000_000, "15", Status.NOT_MET, "14.99", "0.9999", 1),
    # Half up, not half to even, and only away from the minimum.
    (1, 800, "20", Status.NOT_MET, "0.13", "0.0063", 159),
    (3, 800, "20", Status.NOT_MET, "0.38", "0.0188", 157),
    (1, 3, "33.33", Status.EXCEEDED, "33.33", "1.0001", 0),
    (3_333, 10_000, "33.33", Status.MET, "33.33", "1.0000", 0),
    (33_329, 100_000, "33.33", Status.NOT_MET, "33.32", "0.9999", 1),
    (1, 8, "12.5", Status.MET, "12.50", "1.0000", 0),
    (12_499, 100_000, "12.5", Status.NOT_MET, "12.49", "0.9999", 1),
    (1, 9, "12.50", Status.NOT_MET, "11.11", "0.8889", 1),
    (0, 7, "0.01", Status.NOT_MET, "0.00", "0.0000", 1),
    (1, 20_000, "0.01", Status.NOT_MET, "0.00", "0.5000", 1),
    (5, 5, "100", Status.MET, "100.00", "1.0000", 0),
    (99_999, 100_000, "100", Status.NOT_MET, "99.99", "0.9999", 1),
    (0, 1, "40", Status.NOT_MET, "0.00", "0.0000", 1),
    (0, 0, "40", Status.NO_DOSSIERS, None, None, 0),
    (2, 3, None, Status.NO_TARGET, "66.67", None, 0),
    (0, 0, None, Status.NO_TARGET, None, None, 0),
]


@pytest.mark.parametrize(
    ("online", "total", "minimum", "status", "shown", "attained", "short"), CASES
)
def test_share_is_judged_exactly_and_shown_honestly(
    online, total, minimum, status, shown, attained, short
):
    share, minimum = Share(online, total), percent(minimum)
    assert compliance.status(share, minimum) == status
    assert _written(compliance.shown_percent(share, minimum)) == shown
    assert _written(compliance.shown_attainment(share, minimum)) == attained
    assert compliance.shortfall(share, minimum) == short


def _written(shown):
    return None if shown is None else str(shown)


@pytest.mark.parametrize(
    ("minimum", "status"), [(Decimal(40), Status.NOT_REPORTED), (None, Status.NO_TARGET)]
)
def test_unit_that_reported_nothing_has_a_status_and_no_figures(minimum, status):
    assert compliance.status(None, minimum) == status
    assert compliance.attainment(None, minimum) is None
    assert compliance.shown_percent(None, minimum) is None
    assert compliance.shown_attainment(None, minimum) is None
    assert compliance.shortfall(None, minimum) == 0


@pytest.mark.parametrize("minimum", [40, Decimal("40.00"), Fraction(40)])
def test_minimum_may_be_any_exact_number(minimum):
    assert compliance.attainment(Share(1, 3), minimum) == Fraction(5, 6)


def test_attainment_is_kept_exact():
    assert compliance.attainment(Share(39_996, 100_000), Decimal(40)) == Fraction(9_999, 10_000)
    assert compliance.attainment(Share(1, 3), Decimal("33.33")) == Fraction(10_000, 9_999)


def test_share_without_minimum_is_rounded_half_up_alone():
    assert compliance.shown_percent(Share(39_996, 100_000), None) == Decimal("40.00")


def test_shares_together_are_a_ratio_of_sums():
    shares = [Share(1, 1), None, Share(0, 9), NOTHING]
    assert compliance.together(shares) == Share(1, 10)
    assert compliance.together([]) == NOTHING
    assert compliance.together([Share(1, 1), Share(0, 9)]).percent == 10


def test_nothing_of_nothing_is_no_percentage():
    assert NOTHING.percent is None
    assert Share(0, 3).percent == 0


@pytest.mark.parametrize(("online", "total"), [(2, 1), (-1, 1), (0, -1)])
def test_share_that_cannot_be_is_refused(online, total):
    with pytest.raises(ValueError, match="dossiers"):
        Share(online, total)


def test_statuses_are_those_of_the_rules():
    assert [status.value for status in Status] == [
        "exceeded",
        "met",
        "not_met",
        "no_dossiers",
        "not_reported",
        "no_target",
    ]
