"""A picture that leaves the page: the drawing, with a title over it, and a legend and its source under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.compliance import Status
from reporting.labels import STATUS_LABELS
from reporting.presenters.strip import Strip
from reporting.presenters.tile_map import TileMap

MARGIN, HEAD, LINE = 24, 84, 26
# How wide a letter of the legend is taken to be, and the room of a sign with the gaps beside it.
LETTER, SIGN = 8, 44


@dataclass(frozen=True)
class Entry:
    """One status of the legend, where its sign stands."""

    status: Status
    x: int
    y: int


@dataclass(frozen=True)
class PictureFile:
    """Where everything stands on the sheet, in units of its own box."""

    drawing: Strip | TileMap
    drawing_width: int
    legend: Sequence[Entry]

    margin, head = MARGIN, HEAD

    @property
    def width(self) -> int:
        return self.drawing_width + 2 * MARGIN

    @property
    def legend_y(self) -> int:
        return HEAD + self.drawing.height + LINE

    @property
    def about_y(self) -> int:
        """The base line of what the picture is; its source is a line below."""
        return self.legend_y + self.legend[-1].y + LINE + 4 if self.legend else self.legend_y

    @property
    def source_y(self) -> int:
        return self.about_y + LINE

    @property
    def height(self) -> int:
        return self.source_y + MARGIN


def picture_file(drawing: Strip | TileMap, width: int) -> PictureFile:
    """The sheet for a drawing of that width."""
    return PictureFile(drawing, width, legend(drawing.statuses, width))


def legend(statuses: Sequence[Status], width: int) -> list[Entry]:
    """The statuses side by side, in as many lines as the width asks for."""
    entries: list[Entry] = []
    x = y = 0
    for status in statuses:
        room = SIGN + LETTER * len(str(STATUS_LABELS[status]))
        if x and x + room > width:
            x, y = 0, y + LINE
        entries.append(Entry(status, x + 8, y))
        x += room
    return entries
