"""Labels that would lie over each other, moved apart as little as keeps them readable."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class _Block:
    """Labels that touch; `total` is the sum of where each would have the first of them stand."""

    total: int
    labels: int

    def start(self, gap: int, top: int, bottom: int) -> int:
        """In the middle of what its labels ask for, within the picture."""
        return max(top, min(self.total // self.labels, bottom - gap * (self.labels - 1)))

    def with_next(self, following: "_Block", gap: int) -> "_Block":
        asked = following.total - following.labels * self.labels * gap
        return _Block(self.total + asked, self.labels + following.labels)


def spread(heights: Sequence[int], *, gap: int, top: int, bottom: int) -> list[int]:
    """Heights in ascending order moved apart to `gap`, those of a crowd by as much up as down."""
    blocks: list[_Block] = []
    for height in heights:
        blocks.append(_Block(height, 1))
        while len(blocks) > 1 and _touch(blocks[-2], blocks[-1], gap, top, bottom):
            last = blocks.pop()
            blocks.append(blocks.pop().with_next(last, gap))
    return [
        block.start(gap, top, bottom) + gap * index
        for block in blocks
        for index in range(block.labels)
    ]


def _touch(above: _Block, below: _Block, gap: int, top: int, bottom: int) -> bool:
    end = above.start(gap, top, bottom) + gap * above.labels
    return below.start(gap, top, bottom) < end
