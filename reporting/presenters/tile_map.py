"""A schematic map: a block of tiles for each district, a tile for each commune, in whole units of the picture's own box."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reporting.compliance import Status
from reporting.map_places import MapPlace, named_places, placed
from reporting.presenters.tile_block import NARROW, WIDE, Block, Drawing, Paper
from reporting.standings import Standing
from targets.models import Unit

# From this width on a map is drawn as wide as the page.
FULL = 1_000


@dataclass(frozen=True)
class Placed:
    """A block where it stands on the map."""

    x: int
    y: int
    block: Block
    is_inset: bool

    @property
    def told(self) -> tuple[object, ...]:
        """Where it stands, and all that it says, by value."""
        return (self.x, self.y, self.is_inset, self.block.told)


@dataclass(frozen=True)
class TileMap:
    """The whole picture."""

    paper: Paper
    width: int
    height: int
    placed: Sequence[Placed]

    @property
    def fills_the_page(self) -> bool:
        return self.width >= FULL

    @property
    def blocks(self) -> list[Block]:
        return [one.block for one in self.placed]

    @property
    def has_marks(self) -> bool:
        return any(one.is_marked for block in self.blocks for one in (block, *block.tiles))

    @property
    def has_links(self) -> bool:
        return any(one.is_open for block in self.blocks for one in (block, *block.tiles))

    @property
    def statuses(self) -> list[Status]:
        """The statuses that occur, for the legend."""
        found = {
            one.standing.status
            for block in self.blocks
            for one in (block, *block.tiles)
            if one.standing
        }
        return [status for status in Status if status in found]


def tile_maps(
    standings: Iterable[Standing],
    *,
    own: Container[int],
    opened: Container[int],
    found: Container[int] = (),
) -> list[TileMap]:
    """The map for a desk and the one for a phone; `own`, `opened` and `found` hold primary keys of units."""
    standings = list(standings)
    return [
        tile_map(standings, own=own, opened=opened, found=found, paper=paper)
        for paper in (WIDE, NARROW)
    ]


def tile_map(
    standings: Iterable[Standing],
    *,
    own: Container[int] = (),
    opened: Container[int] = (),
    found: Container[int] = (),
    paper: Paper = WIDE,
    named: Mapping[str, MapPlace] | None = None,
) -> TileMap:
    """One map of the districts and communes among the units, the same for the same units in whatever order.

    `named` says where districts stand (by their codes); None is what the file of places says.
    """
    in_order = sorted(standings, key=lambda row: (row.unit.order, row.unit.code))
    communes: dict[Unit, list[Standing]] = defaultdict(list)
    for row in in_order:
        if row.unit.parent:
            communes[row.unit.parent].append(row)
    heads = {row.unit: row for row in in_order if row.group == Unit.Kind.DISTRICT}
    districts = sorted({*heads, *communes}, key=lambda unit: (unit.order, unit.code))
    drawing = Drawing(paper, own, opened, found)
    blocks = {unit.code: drawing.block(unit, heads.get(unit), communes[unit]) for unit in districts}
    return _laid_out(blocks, placed(blocks, named_places() if named is None else named), paper)


def _laid_out(blocks: Mapping[str, Block], places: Mapping[str, MapPlace], paper: Paper) -> TileMap:
    """The blocks in the rows and columns of their places; a row or column without a block takes no room."""
    heights: dict[int, int] = defaultdict(int)
    for code, block in blocks.items():
        heights[places[code].row] = max(heights[places[code].row], block.height)
    xs, width = _starts({place.column: paper.block for place in places.values()}, paper)
    ys, height = _starts(heights, paper)
    found = [
        Placed(xs[places[code].column], ys[places[code].row], block, places[code].inset)
        for code, block in blocks.items()
    ]
    return TileMap(paper, width, height, found)


def _starts(sizes: Mapping[int, int], paper: Paper) -> tuple[dict[int, int], int]:
    """Where each row or column begins, by its number, and how far all of them reach."""
    starts, at = {}, paper.margin
    for number in sorted(sizes):
        starts[number] = at
        at += sizes[number] + paper.between
    return starts, max(at - paper.between, paper.margin) + paper.margin
