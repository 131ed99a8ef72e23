"""Tiles by district: none over another, each unit once, each district where the file of places says."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reporting.map_places import MapPlace, named_places, placed
from reporting.presenters.tile_map import NARROW, WIDE, tile_map, tile_maps
from targets.models import Unit
from tests.reporting.drawn_standings import provinces

papers = st.sampled_from([WIDE, NARROW])
places = st.dictionaries(
    st.integers(0, 5).map(lambda key: f"district{key}"),
    st.builds(MapPlace, st.integers(1, 3), st.integers(1, 4), st.booleans()),
)


def boxes(drawn):
    """Every tile as left, top, right, bottom."""
    for one in drawn.placed:
        yield one.x, one.y, one.x + one.block.width, one.y + one.block.head_height
        for tile in one.block.tiles:
            left, top = one.x + tile.x, one.y + tile.y
            yield left, top, left + tile.paper.tile, top + tile.paper.tall


@given(provinces(), papers, places)
def test_no_two_tiles_overlap_and_none_leaves_the_picture(standings, paper, named):
    drawn = tile_map(standings, paper=paper, named=named)
    for (left, top, right, bottom), (x, y, end, foot) in combinations(boxes(drawn), 2):
        assert right <= x or end <= left or bottom <= y or foot <= top
    for left, top, right, bottom in boxes(drawn):
        assert left >= 0
        assert top >= 0
        assert right <= drawn.width
        assert bottom <= drawn.height


@given(provinces(), papers, places)
def test_every_district_and_commune_appears_once_in_its_district(standings, paper, named):
    drawn = tile_map(standings, paper=paper, named=named)
    heads = [block.standing for block in drawn.blocks if block.standing]
    tiles = [tile.standing for block in drawn.blocks for tile in block.tiles]
    shown = sorted(row.unit.code for row in heads + tiles)
    assert shown == sorted(row.unit.code for row in standings if row.group != Unit.Kind.AGENCY)
    for block in drawn.blocks:
        assert {tile.standing.unit.parent for tile in block.tiles} <= {block.district}
        assert block.standing is None or block.standing.unit == block.district


@given(provinces(), papers, places, st.randoms(use_true_random=False))
def test_order_of_the_units_changes_nothing(standings, paper, named, random):
    shuffled = list(standings)
    random.shuffle(shuffled)
    drawn = (tile_map(rows, paper=paper, named=named) for rows in (shuffled, standings))
    assert next(drawn) == next(drawn)


@given(provinces())
def test_units_are_links_where_they_may_be_opened(standings):
    own, opened = ({row.unit.pk for row in standings[::step]} for step in (3, 2))
    for drawn in tile_maps(standings, own=own, opened=opened):
        for one in [each for block in drawn.blocks for each in (block, *block.tiles)]:
            key = one.standing.unit.pk if one.standing else None
            assert one.is_open == (key in opened)


def test_districts_that_no_file_names_follow_below_in_order():
    named = {"a": MapPlace(2, 3), "b": MapPlace(2, 3), "far": MapPlace(9, 9)}
    assert placed(["a", "b", "c", "d", "e"], named) == {
        "a": MapPlace(2, 3),
        "b": MapPlace(1, 4),
        "c": MapPlace(2, 4),
        "d": MapPlace(3, 4),
        "e": MapPlace(1, 5),
    }


def test_file_of_places_names_the_districts_of_the_province_from_north_to_south():
    named = named_places()
    van_ninh, ninh_hoa, khanh_vinh, dien_khanh, nha_trang = (
        named[code] for code in ("571", "572", "573", "574", "568")
    )
    cam_lam, cam_ranh, khanh_son, truong_sa = (named[code] for code in ("570", "569", "575", "576"))
    assert len(named) == len(set(named.values())) == 9
    assert van_ninh.row < ninh_hoa.row < nha_trang.row < cam_lam.row < cam_ranh.row
    assert khanh_vinh.column < dien_khanh.column < nha_trang.column
    assert khanh_son.column < cam_lam.column
    assert [code for code, place in named.items() if place.inset] == ["576"]
    assert (truong_sa.column, truong_sa.row) == (3, cam_ranh.row)
