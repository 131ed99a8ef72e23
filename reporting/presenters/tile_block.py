"""One district of the schematic map with its communes as tiles, in whole units from the corner of its own block."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from reporting.compliance import REACHED
from reporting.standings import Standing
from targets.models import Unit

# A tile and the gap beside it are what a finger or a pointer needs (WCAG 2.2, 2.5.8).
TILE, GAP = 26, 2
PITCH = TILE + GAP
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
    is_found: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether it has a ring and a name: it is the reader's own, or the one looked for."""
        return self.is_own or self.is_found

    @property
    def marks(self) -> str:
        """The classes of its marks."""
        return " own" * self.is_own + " found" * self.is_found


@dataclass(frozen=True)
class TileLabel:
    """The name of a tile that is marked, below all tiles: its lines with their base lines, and the way to it from the tile."""

    tile: Tile
    x: int
    lines: Sequence[tuple[int, str]]

    @property
    def leads_from(self) -> tuple[int, int]:
        """In the gap at the right of the tile, so that the way crosses no other."""
        return self.tile.x + TILE + 1, self.tile.y + TILE // 2

    @property
    def leads_to(self) -> int:
        return self.lines[0][0] - 12


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
    is_found: bool
    labels: Sequence[TileLabel] = ()

    @property
    def is_marked(self) -> bool:
        return self.is_own or self.is_found

    @property
    def marks(self) -> str:
        """The classes of its marks."""
        return " own" * self.is_own + " found" * self.is_found

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
        return self.tiles[-1].y + TILE if self.tiles else self.head_height

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
            paper.block,
            wrap(district.name, (paper.block - SIGN) // paper.letter) or [""],
            [],
            is_own=key in self.own,
            is_open=standing is not None and key in self.opened,
            is_found=key in self.found,
        )
        tiles = [self._tile(row, index, head.count_y + 7) for index, row in enumerate(communes)]
        return replace(head, tiles=tiles, labels=self._labels(tiles))

    def _tile(self, row: Standing, index: int, top: int) -> Tile:
        key, across = row.unit.pk, self.paper.across
        return Tile(
            row,
            index % across * PITCH,
            top + index // across * PITCH,
            is_own=key in self.own,
            is_open=key in self.opened,
            is_found=key in self.found,
        )

    def _labels(self, tiles: Sequence[Tile]) -> list[TileLabel]:
        """The names of the marked tiles one below the other, each under its tile as far as the block is wide."""
        labels: list[TileLabel] = []
        y = tiles[-1].y + TILE + 4 if tiles else 0
        width, letter = self.paper.block, self.paper.letter
        for tile in tiles:
            if tile.is_marked:
                words = wrap(tile.standing.unit.name, width // letter)
                lines = [(y + LINE * (number + 1), line) for number, line in enumerate(words)]
                room = letter * max(map(len, words))
                x = min(max(0, tile.x + TILE - room // 2), max(0, width - room))
                labels.append(TileLabel(tile, x, lines))
                y = lines[-1][0]
        return labels
