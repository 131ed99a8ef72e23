"""What holds a unit back as a picture for a file: a bar for each procedure with its name, and what they come to together."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from reporting.presenters.holding_back import GapRow

WIDTH = 720
# Where the bars begin and where the longest ends; the figures stand beside each.
LEFT, RIGHT = 330, 560
LETTERS, LINE, GAP = 46, 18, 12
BAR = 16


@dataclass(frozen=True)
class Bar:
    """One row of the table, from its own top edge."""

    row: GapRow
    lines: Sequence[tuple[int, str]]
    y: int
    height: int
    width: int

    @property
    def bar_y(self) -> int:
        return (self.height - BAR) // 2

    @property
    def figures_y(self) -> int:
        """The base line of its figures, in the middle of the bar."""
        return self.height // 2 + 5


@dataclass(frozen=True)
class GapBars:
    """Everything that the template draws."""

    bars: Sequence[Bar]
    height: int

    width, left, bar = WIDTH, LEFT, BAR
    number_x, together_x = RIGHT + 70, WIDTH


def gap_bars(rows: Sequence[GapRow], others: str) -> GapBars:
    """The bars in the order of the rows; `others` is what several procedures together are called."""
    bars: list[Bar] = []
    y = LINE + GAP
    largest = max(row.gap for row in rows)
    for index, row in enumerate(rows, start=1):
        name = f"{index}. {row.procedure.procedure.name}" if row.procedure else others
        lines = [(LINE * (line + 1) - 4, text) for line, text in enumerate(wrap(name, LETTERS))]
        height = LINE * len(lines)
        bars.append(
            Bar(
                row=row,
                lines=lines,
                y=y,
                height=height,
                width=max(1, round(row.gap * (RIGHT - LEFT) / largest)),
            )
        )
        y += height + GAP
    return GapBars(bars, y)
