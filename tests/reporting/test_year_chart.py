"""The picture of a unit's year: where the fan ends, which way leads to the minimum, and where the words stand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.compliance import Share, together
from reporting.outlook import Outlook
from reporting.presenters.chart_paper import NARROW, WIDE
from reporting.presenters.outlook import Ahead
from reporting.presenters.unit import MonthRow
from reporting.presenters.year_chart import LABEL_GAP, year_chart, year_charts
from targets.periods import Month, Span

YEAR = Span(Month(2018, 1), Month(2018, 12))


def drawn(*shares, minimum=20, left=6, paper=WIDE):
    months = [Month(2018, number) for number in range(1, len(shares) + 1)]
    rows = [
        MonthRow(month, share, together(shares[: index + 1]), Decimal(minimum), None, True)
        for index, (month, share) in enumerate(zip(months, shares, strict=True))
    ]
    found = Outlook(shares, Decimal(minimum), left)
    ahead = Ahead(
        outlook=found,
        through=months[-1],
        last_month=YEAR.last,
        minimum=Decimal(minimum),
        months_left=months[:left],
        is_of_the_past=False,
    )
    return ahead, year_chart(rows, ahead, YEAR, paper)


def test_line_ends_where_the_outlook_says():
    # 16 % so far, and 30 % of late: the year ends at 23 %, so the axis at 40.
    shares = [Share(0, 60), *[Share(0, 100)] * 2, *[Share(30, 100)] * 3]
    ahead, chart = drawn(*shares, minimum=15)
    found = ahead.outlook
    likely = found.end_with(found.expected.likely).percent
    assert chart.end_y == WIDE.y(likely, 40)
    assert chart.fan == tuple(
        WIDE.y(found.end_with(each).percent, 40)
        for each in (found.expected.least, found.expected.most)
    )
    # More dossiers at a share above the one so far end higher, which is nearer to the top.
    assert chart.fan[0] > chart.end_y > chart.fan[1]
    assert (chart.now[0], chart.end_x) == (WIDE.x(5, 12), WIDE.x(11, 12))
    low, high = ahead.end_percents
    assert low <= ahead.end_percent <= high


def test_way_to_the_minimum_is_drawn_where_it_is_needed_and_can_be_gone():
    assert drawn(*[Share(1, 10)] * 6)[1].has_way
    # Safe even if nothing more comes online; out of reach even if all does.
    assert not drawn(*[Share(9, 10)] * 6)[1].has_way
    assert not drawn(*[Share(0, 10)] * 6, minimum=80, left=1)[1].has_way


def test_few_dossiers_have_a_line_and_no_fan():
    ahead, chart = drawn(Share(1, 4), Share(0, 4))
    assert (ahead.ends, chart.fan, chart.end_y, chart.end_label_y) == (None, None, None, None)
    assert len(chart.cumulative) == 2
    assert chart.minimum_label_y == chart.minimum_y


def test_line_breaks_off_where_a_month_is_not_reported():
    reported = [
        MonthRow(Month(2018, number), own, Share(10, 40), Decimal(20), None, True)
        for number, own in [(1, Share(10, 40)), (2, None), (3, Share(0, 0)), (4, Share(0, 0))]
    ]
    ahead, _chart = drawn(*[Share(10, 40)] * 3)
    chart = year_chart(reported, ahead, YEAR)
    first, third, fourth = [f"{x} {y}" for x, y in chart.cumulative]
    assert chart.path == f"M{first}M{third}L{fourth}"


def test_month_without_dossiers_has_no_point():
    _ahead, chart = drawn(Share(0, 0), *[Share(10, 40)] * 3)
    assert [x for x, _y in chart.cumulative] == [WIDE.x(index, 12) for index in (1, 2, 3)]


@pytest.mark.parametrize("paper", [WIDE, NARROW])
@pytest.mark.parametrize("online", range(0, 40, 3))
def test_words_beside_the_plot_never_lie_over_each_other(paper, online):
    _ahead, chart = drawn(*[Share(online, 40)] * 6, paper=paper)
    assert abs(chart.minimum_label_y - chart.end_label_y) >= LABEL_GAP
    assert (chart.minimum_label_y < chart.end_label_y) == (chart.minimum_y <= chart.end_y)


def test_desk_and_phone_show_the_same():
    ahead, wide = drawn(*[Share(10, 40)] * 6)
    rows = [
        MonthRow(
            Month(2018, number), Share(10, 40), Share(10 * number, 40 * number), 20, None, True
        )
        for number in range(1, 7)
    ]
    [first, second] = year_charts(rows, ahead, YEAR)
    assert first == wide
    assert replace(second, paper=WIDE).has_way == first.has_way
    assert len(second.cumulative) == len(first.cumulative)
    assert all(NARROW.margin_left < x < NARROW.right for x, _y in second.cumulative)
