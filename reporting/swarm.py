"""Dots on an axis that do not overlap. Pure and exact: whole numbers and fractions, no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True)
class Axis:
    """An axis of attainment, from 0 at `left` to `end` at `right`; the minimum is at 1."""

    left: int
    right: int
    end: Fraction

    def __post_init__(self) -> None:
        if self.end <= 1:
            raise ValueError(f"an axis that ends at {self.end} does not hold the minimum")

    @cached_property
    def minimum(self) -> int:
        """Where the minimum stands."""
        return self.at(Fraction(1))

    def at(self, attainment: Fraction) -> int:
        """The whole unit of the picture at which an attainment stands."""
        over, under = attainment.as_integer_ratio()
        end_over, end_under = self.end.as_integer_ratio()
        return self.left + over * (self.right - self.left) * end_under // (under * end_over)

    def of_a_unit(self, attainment: Fraction) -> int:
        """Where a unit stands: on the minimum itself only if it meets it exactly, however near it comes (rule 6)."""
        over, under = attainment.as_integer_ratio()
        if over == under:
            return self.minimum
        place = self.at(attainment)
        return min(place, self.minimum - 1) if over < under else max(place, self.minimum + 1)


def end_of_axis(largest: Fraction | None, ends: Iterable[Fraction]) -> Fraction:
    """The first of the ends that holds the largest attainment; the last one where none does."""
    in_order = sorted(ends)
    return next((end for end in in_order if largest is None or largest <= end), in_order[-1])


def rows(places: Iterable[int], pitch: int) -> list[int]:
    """The row of each dot, for places that ascend: the one nearest to row 0 in which it is `pitch` from the dot before."""
    # The place of the last dot in each row, the rows from the middle outwards: 0, -1, 1, -2, 2 and so on.
    last: list[int] = []
    found = []
    for place in places:
        index = next((i for i, before in enumerate(last) if place - before >= pitch), len(last))
        last[index : index + 1] = [place]
        found.append(index // 2 if index % 2 == 0 else -(index // 2) - 1)
    return found
