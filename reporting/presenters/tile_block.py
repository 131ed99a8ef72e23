"""One district of the schematic map with its communes as tiles, in whole units from the corner of its own block."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from reporting.compliance import REACHED
from reporting.presenters.marked import Marked
from reporting.standings import Standing
from reporting.unit_names import without_committee
from targets.models import Unit

LINE = 17
# A name within a tile: how high a line, how wide a letter is taken to be, the room of the sign before it, its lines at most.
SMALL_LINE, SMALL_LETTER, SMALL_SIGN, MOST_LINES = 11, 7, 17, 3
# The room of a sign at the left of a name, with that at its right.
SIGN = 38


@dataclass(frozen=True)
class Paper:
    """How many tiles stand side by side in a block, their size, and how wide a letter is taken to be.

    `between` is the room between blocks, `margin` that around all of them.
    """

    name: str
    across: int
    letter: int
    tile: int
    tall: int
    gap: int
    between: int
    margin: int
    has_names: bool

    @property
    def block(self) -> int:
        """The width of a block."""
        return self.across * (self.tile + self.gap) - self.gap


# Where there is room each tile says its commune's name; the frame of an inset fits between blocks and into the margin.
WIDE = Paper("wide", 6, 8, tile=58, tall=36, gap=3, between=24, margin=10, has_names=True)
# On a phone a tile with its gap is what a finger needs, 24 pixels (WCAG 2.2, 2.5.8).
NARROW = Paper("narrow", 4, 7, tile=26, tall=26, gap=2, between=18, margin=10, has_names=False)


@dataclass(frozen=True)
class Tile(Marked):
    """A commune, from the corner of its block."""

    standing: Standing
    paper: Paper
    x: int
    y: int
    is_own: bool
    is_open: bool
    is_found: bool = False

    @property
    def told(self) -> tuple[object, ...]:
        """All that it says, by value."""
        flags = (self.is_own, self.is_open, self.is_found)
        return (self.standing.told, self.paper, self.x, self.y, *flags)

    @property
    def sign(self) -> tuple[int, int]:
        """Where the sign of the status is: at the left of a name, or in the middle."""
        room = SMALL_SIGN if self.paper.has_names else self.paper.tile
        return self.x + room // 2, self.y + self.paper.tall // 2

    @property
    def name(self) -> list[tuple[int, int, str]]:
        """The lines of its name, each with its place; no more than there is room for."""
        if not self.paper.has_names:
            return []
        room = (self.paper.tile - SMALL_SIGN) // SMALL_LETTER
        lines = wrap(_own_name(self.standing.unit.name), room, break_long_words=False)[:MOST_LINES]
        first = self.y + (self.paper.tall - SMALL_LINE * len(lines)) // 2 + SMALL_LINE - 2
        return [
            (self.x + SMALL_SIGN, first + SMALL_LINE * number, line)
            for number, line in enumerate(lines)
        ]


@dataclass(frozen=True)
class TileLabel:
    """The name of a tile that is marked, below all tiles: its lines with their base lines, and the way to it from the tile."""

    tile: Tile
    x: int
    lines: Sequence[tuple[int, str]]

    @property
    def leads_from(self) -> tuple[int, int]:
        """In the gap at the right of the tile, so that the way crosses no other."""
        paper = self.tile.paper
        return self.tile.x + paper.tile + 1, self.tile.y + paper.tall // 2

    @property
    def leads_to(self) -> int:
        return self.lines[0][0] - 12


@dataclass(frozen=True)
class Block(Marked):
    """A district, itself a tile of the block's width, with its communes; from (0, 0).

    `standing` is None where the communes are asked for without their district.
    """

    district: Unit
    standing: Standing | None
    paper: Paper
    name_lines: Sequence[str]
    tiles: Sequence[Tile]
    is_own: bool
    is_open: bool
    is_found: bool
    labels: Sequence[TileLabel] = ()

    @property
    def told(self) -> tuple[object, ...]:
        """All that it and its communes say, by value."""
        head = (self.district.code, self.district.name, self.standing and self.standing.told)
        flags = (self.is_own, self.is_open, self.is_found)
        return (*head, self.paper, *flags, *[tile.told for tile in self.tiles])

    @property
    def width(self) -> int:
        return self.paper.block

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
        if self.labels:
            return self.labels[-1].lines[-1][0] + 5
        return self.tiles[-1].y + self.tiles[-1].paper.tall if self.tiles else self.head_height

    @property
    def judged(self) -> int:
        return sum(tile.standing.target is not None for tile in self.tiles)

    @property
    def reached(self) -> int:
        return sum(tile.standing.status in REACHED for tile in self.tiles)


@dataclass(frozen=True)
class Drawing:
    """What all blocks of a map have in common; `own`, `opened` and `found` hold primary keys of units."""

    paper: Paper
    own: Container[int]
    opened: Container[int]
    found: Container[int]

    def block(
        self, district: Unit, standing: Standing | None, communes: Sequence[Standing]
    ) -> Block:
        """A district with its communes in the order given."""
        paper, key = self.paper, district.pk
        head = Block(
            district,
            standing,
            paper,
            wrap(district.name, (paper.block - SIGN) // paper.letter) or [""],
            [],
            is_own=key in self.own,
            is_open=standing is not None and key in self.opened,
            is_found=key in self.found,
        )
        tiles = [self._tile(row, index, head.count_y + 7) for index, row in enumerate(communes)]
        return replace(head, tiles=tiles, labels=self._labels(tiles))

    def _tile(self, row: Standing, index: int, top: int) -> Tile:
        key, paper = row.unit.pk, self.paper
        return Tile(
            row,
            paper,
            index % paper.across * (paper.tile + paper.gap),
            top + index // paper.across * (paper.tall + paper.gap),
            is_own=key in self.own,
            is_open=key in self.opened,
            is_found=key in self.found,
        )

    def _labels(self, tiles: Sequence[Tile]) -> list[TileLabel]:
        """The names of the marked tiles one below the other, each under its tile as far as the block is wide."""
        labels: list[TileLabel] = []
        y = tiles[-1].y + self.paper.tall + 4 if tiles else 0
        width, letter = self.paper.block, self.paper.letter
        for tile in tiles:
            if tile.is_marked:
                words = wrap(tile.standing.unit.name, width // letter)
                lines = [(y + LINE * (number + 1), line) for number, line in enumerate(words)]
                room = letter * max(map(len, words))
                x = min(max(0, tile.x + self.paper.tile - room // 2), max(0, width - room))
                labels.append(TileLabel(tile, x, lines))
                y = lines[-1][0]
        return labels


def _own_name(name: str) -> str:
    """What a commune is called among its neighbours: without its kind, which is plain from where it stands."""
    name = without_committee(name)
    kind = next((kind for kind in ("xã ", "phường ", "thị trấn ") if name.startswith(kind)), "")
    return name.removeprefix(kind)
