"""A schematic map: a block of tiles for each district, a tile for each commune, in whole units of the picture's own box."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from reporting.compliance import REACHED, Status
from reporting.places import Place, named_places, placed
from reporting.standings import Standing
from targets.models import Unit

# A tile and the gap beside it are what a finger or a pointer needs (WCAG 2.2, 2.5.8).
TILE, GAP = 26, 2
PITCH = TILE + GAP
# Between blocks, and around all of them; the frame of an inset fits into both.
BETWEEN, MARGIN = 24, 10
LINE = 17
# The room of a sign at the left of a name, with that at its right.
SIGN = 38


@dataclass(frozen=True)
class Paper:
    """How many tiles stand side by side in a block, and how wide a letter is taken to be."""

    name: str
    across: int
    letter: int

    @property
    def block(self) -> int:
        """The width of a block."""
        return self.across * PITCH - GAP


WIDE = Paper("wide", across=9, letter=8)
NARROW = Paper("narrow", across=4, letter=7)


@dataclass(frozen=True)
class Tile:
    """A commune, from the corner of its block."""

    standing: Standing
    x: int
    y: int
    is_own: bool
    is_open: bool


@dataclass(frozen=True)
class Block:
    """A district, itself a tile of the block's width, with its communes; from (0, 0).

    `standing` is None where the communes are asked for without their district.
    """

    district: Unit
    standing: Standing | None
    width: int
    name_lines: Sequence[str]
    tiles: Sequence[Tile]
    is_own: bool
    is_open: bool

    @property
    def head_height(self) -> int:
        """Room for the name and a line of figures."""
        return (len(self.name_lines) + 1) * LINE + 10

    @property
    def name(self) -> list[tuple[int, str]]:
        """The lines of the name, each with its base line."""
        return [(19 + LINE * number, line) for number, line in enumerate(self.name_lines)]

    @property
    def figures_y(self) -> int:
        return 19 + LINE * len(self.name_lines)

    @property
    def count_y(self) -> int:
        """The base line of how many communes reach their minimum."""
        return self.head_height + LINE

    @property
    def height(self) -> int:
        return self.tiles[-1].y + TILE if self.tiles else self.head_height

    @property
    def judged(self) -> int:
        return sum(tile.standing.target is not None for tile in self.tiles)

    @property
    def reached(self) -> int:
        return sum(tile.standing.status in REACHED for tile in self.tiles)


@dataclass(frozen=True)
class Placed:
    """A block where it stands on the map."""

    x: int
    y: int
    block: Block
    is_inset: bool


@dataclass(frozen=True)
class TileMap:
    """The whole picture."""

    paper: Paper
    width: int
    height: int
    placed: Sequence[Placed]

    tile = TILE

    @property
    def blocks(self) -> list[Block]:
        return [one.block for one in self.placed]

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
    standings: Iterable[Standing], *, own: Container[int], opened: Container[int]
) -> list[TileMap]:
    """The map for a desk and the one for a phone; `own` and `opened` hold primary keys of units."""
    standings = list(standings)
    return [tile_map(standings, own=own, opened=opened, paper=paper) for paper in (WIDE, NARROW)]


def tile_map(
    standings: Iterable[Standing],
    *,
    own: Container[int] = (),
    opened: Container[int] = (),
    paper: Paper = WIDE,
    named: Mapping[str, Place] | None = None,
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
    blocks = {
        unit.code: _block(unit, heads.get(unit), communes[unit], own, opened, paper)
        for unit in districts
    }
    return _laid_out(blocks, placed(blocks, named_places() if named is None else named), paper)


def _block(
    district: Unit,
    standing: Standing | None,
    communes: Sequence[Standing],
    own: Container[int],
    opened: Container[int],
    paper: Paper,
) -> Block:
    is_open = standing is not None and district.pk in opened
    lines = wrap(district.name, (paper.block - SIGN) // paper.letter) or [""]
    head = Block(district, standing, paper.block, lines, [], district.pk in own, is_open)
    top = head.count_y + 7
    tiles = [
        Tile(
            row,
            index % paper.across * PITCH,
            top + index // paper.across * PITCH,
            row.unit.pk in own,
            row.unit.pk in opened,
        )
        for index, row in enumerate(communes)
    ]
    return Block(district, standing, paper.block, lines, tiles, head.is_own, is_open)


def _laid_out(blocks: Mapping[str, Block], places: Mapping[str, Place], paper: Paper) -> TileMap:
    """The blocks in the rows and columns of their places; a row or column without a block takes no room."""
    heights: dict[int, int] = defaultdict(int)
    for code, block in blocks.items():
        heights[places[code].row] = max(heights[places[code].row], block.height)
    xs, width = _starts({place.column: paper.block for place in places.values()})
    ys, height = _starts(heights)
    found = [
        Placed(xs[places[code].column], ys[places[code].row], block, places[code].inset)
        for code, block in blocks.items()
    ]
    return TileMap(paper, width, height, found)


def _starts(sizes: Mapping[int, int]) -> tuple[dict[int, int], int]:
    """Where each row or column begins, by its number, and how far all of them reach."""
    starts, at = {}, MARGIN
    for number in sorted(sizes):
        starts[number] = at
        at += sizes[number] + BETWEEN
    return starts, max(at - BETWEEN, MARGIN) + MARGIN
