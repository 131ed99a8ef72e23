"""How far the axis of the year's course reaches, and where its lines are."""

import pytest

from reporting.presenters.course import MOST_STEPS, Scale, scale_of


@pytest.mark.parametrize(
    ("largest", "units", "scale"),
    [
        (68, 162, Scale(80, 20)),
        (80, 162, Scale(80, 20)),
        (81, 162, Scale(100, 50)),
        (160, 162, Scale(162, 50)),
        (162, 162, Scale(162, 50)),
        (2, 5, Scale(2, 1)),
        (5, 5, Scale(5, 2)),
        (0, 162, Scale(1, 1)),
        (0, 0, Scale(1, 1)),
        (9_999, 13_000, Scale(10_000, 5_000)),
    ],
)
def test_axis_ends_at_the_first_round_number_or_at_all_units(largest, units, scale):
    assert scale_of(largest, units) == scale


def test_every_column_stands_within_the_axis():
    for units in range(1, 300):
        for largest in range(units + 1):
            scale = scale_of(largest, units)
            assert largest <= scale.end <= units
            assert scale.end // scale.step <= MOST_STEPS
