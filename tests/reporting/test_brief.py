"""The small pictures of the first screen: where their columns and pieces stand."""

from reporting.compliance import Share
from reporting.outlook import Course
from reporting.presenters.behind import largest_shortfalls
from reporting.presenters.brief import HEIGHT, NEAR, Part, brief
from reporting.presenters.by_the_end import ByTheEnd, UnitAhead
from reporting.standings import Standing
from targets.models import Target, Unit
from tests.reporting.drawn_standings import JUNE


def standing(key, online):
    unit = Unit(pk=key, code=f"X{key}", kind="commune", name=f"UBND xã {key}", order=key)
    return Standing(
        unit=unit,
        target=Target(unit=unit, clause="2.b", minimum_percent=20),
        months={JUNE: Share(online, 1_000)},
        months_expected=(JUNE,),
    )


ROWS = [standing(key, online) for key, online in enumerate([100, 101, 150, 199, 200, 900])]


def columns(path):
    """Where each column of a path stands, and how high it is."""
    return [tuple(map(int, column.split(f" {HEIGHT}v-"))) for column in path.split("M")[1:]]


def test_units_near_each_other_stand_in_one_column_and_none_across_the_minimum():
    found = brief(ROWS, largest_shortfalls(ROWS), None)
    [marks] = found.marks
    below, reached = columns(marks.below), columns(marks.reached)
    assert [height for _x, height in below] == [HEIGHT, HEIGHT // 2, HEIGHT // 2]
    assert [height for _x, height in reached] == [HEIGHT // 2, HEIGHT // 2]
    assert all(x + NEAR // 2 <= found.minimum for x, _height in below)
    assert all(x - NEAR // 2 >= found.minimum for x, _height in reached)
    # What lies beyond the axis stands at its end.
    assert reached[-1][0] <= found.width
    assert (marks.group.reached, marks.group.units) == (2, 6)
    assert (marks.with_a_share, str(marks.lowest), str(marks.highest)) == (6, "50.00", "450.00")


def test_group_without_a_share_has_no_lowest():
    unit = Unit(pk=1, code="X1", kind="commune", name="UBND xã 1", order=1)
    target = Target(unit=unit, clause="2.b", minimum_percent=20)
    silent = Standing(unit=unit, target=target, months={}, months_expected=(JUNE,))
    [marks] = brief([silent], largest_shortfalls([silent]), None).marks
    assert (marks.lowest, marks.highest, marks.below, marks.reached) == (None, None, "", "")


def test_those_furthest_short_are_named_first():
    found = brief(ROWS, largest_shortfalls(ROWS), None)
    assert [row.shortfall for row in found.furthest] == [100, 99, 50]
    assert found.outlook == []


def test_pieces_of_the_outlook_follow_each_other():
    end = ByTheEnd(JUNE, JUNE, is_of_the_past=False, units=[UnitAhead(row, None) for row in ROWS])
    found = brief(ROWS, largest_shortfalls(ROWS), end)
    assert found.outlook == [(Course.NOT_SAID, Part(0, 6))]
    assert found.expected == 6


def test_nothing_to_draw_draws_nothing():
    found = brief([], largest_shortfalls([]), None)
    assert (found.marks, found.furthest, found.outlook) == ([], [], [])
