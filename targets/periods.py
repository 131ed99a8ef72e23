"""Months and spans of months (rule 4). Pure: no Django, no clock."""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_WRITTEN = re.compile(r"(?P<y1>[0-9]{4})-(?P<m1>[0-9]{2})|(?P<m2>[0-9]{1,2})/(?P<y2>[0-9]{4})")


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month. Raises ValueError for a number outside 1 to 12 or a year that no date can have."""

    year: int
    number: int

    def __post_init__(self) -> None:
        datetime.date(self.year, self.number, 1)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2018-06`, `06/2018` or `6/2018`; anything else raises ValueError."""
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise ValueError(text)
        return cls(int(found["y1"] or found["y2"]), int(found["m1"] or found["m2"]))

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        """The month in which a day lies."""
        return _known(day.year, day.month)

    @cached_property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.number, 1)

    @cached_property
    def last_day(self) -> datetime.date:
        return self.first_day.replace(day=calendar.monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> "Month":
        """The month that many months later; earlier, where the number is negative."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return _known(year, index + 1)

    def next(self) -> "Month":
        return self.plus(1)

    def previous(self) -> "Month":
        return self.plus(-1)

    def __hash__(self) -> int:
        # A page looks thousands of months up; the usual one makes a tuple each time.
        return self.year * 12 + self.number

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@lru_cache(maxsize=1200)
def _known(year: int, number: int) -> Month:
    """A month made once: a page of a province's year meets thousands, and one object is found in a dict at once."""
    return Month(year, number)


@dataclass(frozen=True)
class Span:
    """The months from the first through the last, both included. Raises ValueError where they are reversed."""

    first: Month
    last: Month

    @classmethod
    def of_year(cls, year: int) -> "Span":
        """The months of a calendar year."""
        return cls(Month(year, 1), Month(year, 12))

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} is after {self.last}")

    def __iter__(self) -> Iterator[Month]:
        return map(self.first.plus, range(len(self)))

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __len__(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def runs(months: Iterable[Month]) -> list[Span]:
    """Months in order, those that follow each other drawn together."""
    spans: list[Span] = []
    for month in months:
        if spans and month == spans[-1].last.next():
            spans[-1] = Span(spans[-1].first, month)
        else:
            spans.append(Span(month, month))
    return spans
