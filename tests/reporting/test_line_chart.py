"""The points of a unit's line, in the units of the picture: 600 × 212 inside, from (48, 16) to (648, 228)."""

from decimal import Decimal

import pytest

from reporting.compliance import Share
from reporting.presenters.chart_paper import NARROW
from reporting.presenters.line_chart import line_chart
from reporting.presenters.unit import MonthRow
from targets.periods import Month, Span

QUARTER = Span(Month(2018, 1), Month(2018, 3))


def rows(*shares):
    """Rows from January on; of each its own share and the share so far."""
    return [
        MonthRow(Month(2018, number), own, so_far, Decimal(40), None, True)
        for number, (own, so_far) in enumerate(shares, start=1)
    ]


def points(drawn):
    return [(point.x, point.y) for point in drawn]


def test_line_runs_through_the_shares_so_far_and_dots_through_each_months_own():
    months = rows(
        (Share(3, 4), Share(3, 4)), (Share(0, 2), Share(3, 6)), (Share(1, 4), Share(4, 10))
    )
    chart = line_chart(months, QUARTER, Decimal(40))
    assert points(chart.cumulative) == [(148, 29), (348, 96), (548, 122)]
    assert points(chart.monthly) == [(148, 29), (348, 228), (548, 162)]
    assert chart.path == "M148 29L348 96L548 122"
    assert chart.minimum_y == 122


def test_month_without_report_or_dossiers_has_no_point():
    so_far = Share(1, 2)
    chart = line_chart(rows((so_far, so_far), (None, so_far), (Share(0, 0), so_far)), QUARTER, None)
    assert points(chart.monthly) == [(148, 51)]
    assert points(chart.cumulative) == [(148, 51), (548, 51)]


def test_line_breaks_off_where_a_month_is_not_reported():
    half, year = Share(1, 2), Span(Month(2018, 1), Month(2018, 5))
    chart = line_chart(rows((half, half), (half, half), (None, half), (half, half)), year, None)
    before, until, after = [(point.x, point.y) for point in chart.cumulative]
    drawn = [f"{x} {y}" for x, y in (before, until, after)]
    assert chart.path == f"M{drawn[0]}L{drawn[1]}M{drawn[2]}"
    assert chart.is_broken
    assert not line_chart(rows((half, half), (half, half), (None, half)), year, None).is_broken


def test_chart_without_target_has_no_minimum():
    assert line_chart(rows((Share(1, 2), Share(1, 2))), QUARTER, None).minimum_y is None


def test_chart_without_figures_has_its_frame():
    chart = line_chart([], QUARTER, Decimal(40))
    assert (chart.path, points(chart.monthly), chart.minimum_y) == ("", [], 16)
    assert [(tick.x, tick.label) for tick in chart.months] == [(148, "1"), (348, "2"), (548, "3")]


@pytest.mark.parametrize(
    ("online", "minimum", "labels"),
    [
        (0, None, ["0", "5", "10", "15", "20"]),
        (20, None, ["0", "5", "10", "15", "20"]),
        (21, None, ["0", "10", "20", "30", "40"]),
        (5, "40", ["0", "10", "20", "30", "40"]),
        (5, "40.01", ["0", "15", "30", "45", "60"]),
        (75, "40", ["0", "20", "40", "60", "80"]),
        (100, "40", ["0", "25", "50", "75", "100"]),
    ],
)
def test_axis_ends_just_above_all_that_is_drawn(online, minimum, labels):
    share = Share(online, 100)
    chart = line_chart(rows((share, share)), QUARTER, minimum and Decimal(minimum))
    assert [str(tick.label) for tick in chart.percents] == labels
    assert [tick.y for tick in chart.percents] == [228, 175, 122, 69, 16]


def test_month_stands_above_its_name():
    year = Span(Month(2018, 1), Month(2018, 12))
    chart = line_chart(rows(*[(Share(1, 2), Share(1, 2))] * 3), year, None)
    assert [point.x for point in chart.monthly] == [tick.x for tick in chart.months[:3]]
    assert len(chart.months) == 12


def test_phone_has_the_same_figures_on_its_own_paper():
    half = Share(1, 2)
    chart = line_chart(rows((half, half)), QUARTER, Decimal(40), paper=NARROW)
    [point] = chart.cumulative
    assert (point.x, point.y) == (NARROW.x(0, 3), NARROW.y(half.percent, 60))
    assert all(NARROW.margin_left < tick.x < NARROW.right for tick in chart.months)
    assert [tick.label for tick in chart.percents] == ["0", "15", "30", "45", "60"]
