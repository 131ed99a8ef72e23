"""One unit in a strip."""

from dataclasses import dataclass

from reporting.presenters.marked import Marked
from reporting.standings import Standing


@dataclass(frozen=True)
class Dot(Marked):
    """One unit, where it stands."""

    standing: Standing
    x: int
    y: int
    is_own: bool
    is_open: bool
    is_beyond: bool = False
    is_found: bool = False

    @property
    def told(self) -> tuple[object, ...]:
        """All that its sign says, by value."""
        flags = (self.is_own, self.is_open, self.is_beyond, self.is_found)
        return (self.standing.told, self.x, self.y, *flags)
