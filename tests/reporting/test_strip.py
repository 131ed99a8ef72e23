"""Dots against the minimum: none over another, each where its status says, whatever the order of the units."""

from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import swarm
from reporting.compliance import JUDGED, Share, Status
from reporting.labels import GROUP_LABELS
from reporting.presenters.strip import NARROW, WIDE, strip, strips
from reporting.standings import Standing
from reporting.swarm import Axis
from targets.models import Target, Unit
from tests.reporting.drawn_standings import JUNE, provinces

papers = st.sampled_from([WIDE, NARROW])
fractions = st.fractions(0, 20) | st.builds(
    lambda small, sign: 1 + Fraction(sign, small), st.integers(2, 10**9), st.sampled_from([-1, 1])
)


@given(st.lists(st.integers(0, 200), max_size=60), st.integers(1, 30))
def test_dots_of_a_row_are_a_pitch_apart(places, pitch):
    places.sort()
    dots = sorted(zip(swarm.rows(places, pitch), places, strict=True))
    assert all(
        row != other or place - before >= pitch for (other, before), (row, place) in pairwise(dots)
    )


def test_dots_stack_outwards_from_the_middle():
    assert swarm.rows([5, 5, 6, 20, 20, 29], 10) == [0, -1, 1, 0, -1, 1]


@given(fractions, st.sampled_from([Fraction(3, 2), Fraction(2), Fraction(3)]))
def test_place_of_a_unit_agrees_with_its_attainment(attainment, end):
    axis = Axis(50, 300, end)
    place = axis.of_a_unit(attainment)
    assert (place > axis.minimum) - (place < axis.minimum) == (attainment > 1) - (attainment < 1)


def test_axis_without_its_minimum_is_refused():
    with pytest.raises(ValueError, match="does not hold"):
        Axis(0, 100, Fraction(1))


@pytest.mark.parametrize(
    ("largest", "end"),
    [(None, 2), (Fraction(0), 2), (Fraction(2), 2), (Fraction(20001, 10000), 3), (Fraction(9), 3)],
)
def test_axis_ends_at_the_first_round_value_that_holds_all(largest, end):
    assert swarm.end_of_axis(largest, [Fraction(3), Fraction(2)]) == end


@given(provinces(), papers)
def test_no_two_dots_overlap(standings, paper):
    drawn = strip(standings, paper=paper)
    for one, other in combinations(drawn.dots, 2):
        apart = (one.x - other.x) ** 2 + (one.y - other.y) ** 2
        assert apart >= paper.pitch**2


@given(provinces(), papers)
def test_every_unit_appears_once_in_the_lane_of_its_group_and_inside_the_picture(standings, paper):
    drawn = strip(standings, paper=paper)
    shown = [dot.standing.unit.code for dot in drawn.dots]
    assert sorted(shown) == sorted(row.unit.code for row in standings)
    half = paper.pitch // 2
    for lane in drawn.lanes:
        assert {GROUP_LABELS[dot.standing.group] for dot in lane.dots} == {lane.label}
        for dot in lane.dots:
            assert half <= dot.x <= drawn.paper.width - half
            assert lane.top + half <= dot.y <= lane.bottom - half


@given(provinces(), papers)
def test_dots_stand_left_of_the_line_on_it_or_right_of_it_as_their_status_says(standings, paper):
    drawn = strip(standings, paper=paper)
    line = drawn.axis.minimum
    for lane in drawn.lanes:
        assert {dot.standing.status in JUDGED for dot in lane.ranked} <= {True}
        assert {dot.standing.status in JUDGED for dot in lane.unranked} <= {False}
        for dot in lane.ranked:
            side = (dot.x > line) - (dot.x < line)
            assert (
                side == {Status.NOT_MET: -1, Status.MET: 0, Status.EXCEEDED: 1}[dot.standing.status]
            )
        assert all(dot.x < drawn.axis.left for dot in lane.unranked)


@given(provinces(), papers)
def test_what_lies_beyond_the_axis_stands_past_its_end(standings, paper):
    drawn = strip(standings, paper=paper)
    for dot in drawn.dots:
        beyond = dot.standing.attainment is not None and dot.standing.attainment > drawn.axis.end
        assert dot.is_beyond == beyond == (dot.x > drawn.axis.right)


@given(provinces(), papers, st.randoms(use_true_random=False))
def test_order_of_the_units_changes_nothing(standings, paper, random):
    shuffled = list(standings)
    random.shuffle(shuffled)
    assert strip(shuffled, paper=paper) == strip(standings, paper=paper)


@given(provinces())
def test_own_units_are_marked_named_and_alone_are_links_on_a_phone(standings):
    own = {row.unit.pk for row in standings[::3]}
    opened = {row.unit.pk for row in standings[::2]}
    wide, narrow = strips(standings, own=own, opened=opened)
    for dot in wide.dots:
        assert (dot.is_own, dot.is_open) == (
            dot.standing.unit.pk in own,
            dot.standing.unit.pk in opened,
        )
    assert {dot.standing.unit.pk for dot in narrow.dots if dot.is_open} == own & opened
    for lane in wide.lanes:
        named = {label.dot.standing.unit.pk for label in lane.labels}
        assert {dot.standing.unit.pk for dot in lane.ranked if dot.is_own} <= named


def test_no_units_make_an_empty_picture():
    assert (strip([]).dots, strip([]).statuses) == ([], [])


@given(provinces(), papers)
def test_communes_of_each_district_have_a_lane_of_their_own_where_that_is_asked(standings, paper):
    drawn = strip(standings, paper=paper, by_district=True)
    assert len(drawn.dots) == len(standings)
    parents = [{dot.standing.unit.parent for dot in lane.dots} for lane in drawn.lanes]
    assert all(len(found) == 1 for found in parents)
    districts = [lane.label for lane, [parent] in zip(drawn.lanes, parents, strict=True) if parent]
    assert [name.lower() for name in districts] == [
        parent.name.removeprefix("UBND ").lower() for [parent] in parents if parent
    ]
    assert len(districts) == len(set(districts))


@given(provinces(), papers)
def test_no_name_over_the_dots_lies_across_the_minimum_unless_it_is_marked(standings, paper):
    drawn = strip(standings, paper=paper)
    for label in (one for lane in drawn.lanes for one in lane.labels if one.leads_to):
        half = len(label.name) * paper.letter // 2
        left, right = label.x - half, label.x + half
        on_it = label.dot.x == drawn.axis.minimum
        assert on_it or right <= drawn.axis.minimum or left >= drawn.axis.minimum
        assert left >= 0
        assert right <= paper.width


def test_name_that_is_cut_short_begins_with_what_tells_it_from_others():
    districts = [
        Unit(
            pk=key, code=f"H{key}", kind="district", name=f"UBND huyện Khánh Vĩnh {key}", order=key
        )
        for key in range(1, 4)
    ]
    rows = [
        Standing(
            unit=unit,
            target=Target(unit=unit, clause="1.b", minimum_percent=30),
            months={JUNE: Share(online, 100)},
            months_expected=(JUNE,),
        )
        for unit, online in zip(districts, [28, 29, 32], strict=True)
    ]
    names = [label.name for lane in strip(rows, paper=NARROW).lanes for label in lane.labels]
    assert [name for name in names if not name.startswith("UBND")] == ["huyện Khánh V…"]
