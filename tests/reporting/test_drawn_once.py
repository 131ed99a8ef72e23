"""What is drawn of a unit is kept, and never shown of a unit that says anything else."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from django.utils import translation

from reporting import drawn_once
from reporting.compliance import Share
from reporting.presenters.strip import strips
from reporting.presenters.tile_map import tile_maps
from reporting.standings import Standing
from reporting.templatetags.marks import blocks, dots, tiles
from reporting.templatetags.rows import drawn_rows
from targets.models import Target, Unit
from targets.periods import Month

MAY, JUNE = Month(2018, 5), Month(2018, 6)
THREE_OF_TEN = Share(3, 10)
ROWS = ["dashboard/units_row.html", "dashboard/missing_row.html", "league_row.html"]


@dataclass(frozen=True)
class Said:
    """What may be said of a commune, and what a page that shows it may be asked."""

    code: str = "X1"
    name: str = "UBND xã Một"
    district: str = "UBND huyện Một"
    clause: str = "2.b"
    minimum: Decimal | None = Decimal(20)
    share: Share | None = THREE_OF_TEN
    rank: int | None = 1
    expected: tuple[Month, ...] = (JUNE,)
    query: str = "first=2018-01"
    language: str = "vi"
    own: bool = False
    opened: bool = True
    found: bool = False

    @property
    def standing(self):
        parent = Unit(pk=9, code="H1", kind="district", name=self.district, order=1)
        unit = Unit(pk=1, code=self.code, kind="commune", name=self.name, order=2, parent=parent)
        target = Target(unit=unit, clause=self.clause, minimum_percent=self.minimum)
        return Standing(
            unit=unit,
            target=None if self.minimum is None else target,
            months={} if self.share is None else {JUNE: self.share},
            months_expected=self.expected,
            rank=self.rank,
        )

    @property
    def asked(self):
        return {"query": self.query, "seen": frozenset({1} if self.opened else ())}

    @property
    def marks(self):
        flags = {"own": self.own, "opened": self.opened, "found": self.found}
        return {name: {1} if flag else set() for name, flag in flags.items()}


# Each differs from the first in one thing alone.
OTHERS = [
    Said(code="X2"),
    Said(name="UBND xã Hai"),
    Said(district="UBND huyện Hai"),
    Said(clause="2.c"),
    Said(minimum=Decimal(40)),
    Said(minimum=None),
    Said(share=Share(4, 10)),
    Said(share=Share(6, 20)),
    Said(share=Share(0, 0)),
    Said(share=None),
    Said(rank=2),
    Said(rank=None),
    Said(expected=(MAY, JUNE)),
    Said(expected=()),
    Said(query="first=2018-02"),
    Said(language="en"),
    Said(own=True),
    Said(opened=False),
    Said(found=True),
]


def of_a_row(name):
    return lambda said: [(drawn_rows, said.standing, [f"reporting/{name}"], said.asked)]


def of_a_strip(said):
    return [
        (dots, dot, [strip.paper, said.query], {})
        for strip in strips([said.standing], **said.marks)
        for dot in strip.dots
    ]


def of_a_map(said):
    placed = [one for drawn in tile_maps([said.standing], **said.marks) for one in drawn.placed]
    drawn = [(tiles, tile, [said.query], {}) for one in placed for tile in one.block.tiles]
    return drawn + [(blocks, one, [said.query], {}) for one in placed]


DRAWINGS = {**{name: of_a_row(name) for name in ROWS}, "strip": of_a_strip, "map": of_a_map}


def kept(drawing, said):
    with translation.override(said.language):
        return [draw([one], *asked, **named) for draw, one, asked, named in drawing(said)]


def fresh(drawing, said):
    with translation.override(said.language):
        return [draw.__wrapped__(one, *asked, **named) for draw, one, asked, named in drawing(said)]


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_what_is_kept_is_what_a_new_drawing_makes(drawing):
    first = Said()
    for other in OTHERS:
        assert kept(drawing, first) == fresh(drawing, first)
        assert kept(drawing, other) == fresh(drawing, other)


@pytest.mark.parametrize("other", OTHERS)
def test_each_thing_said_is_drawn_somewhere(other):
    assert any(fresh(drawing, Said()) != fresh(drawing, other) for drawing in DRAWINGS.values())


def test_reports_in_time_for_one_missing_are_another_row():
    """As many reports as before, of other months."""
    drawing = DRAWINGS["dashboard/missing_row.html"]
    may, june = replace(Said(), share=None, expected=(MAY,)), replace(Said(), share=None)
    assert kept(drawing, may) != kept(drawing, june)


@dataclass(frozen=True)
class Named:
    name: str

    @property
    def told(self):
        return (self.name,)


def test_what_says_the_same_is_drawn_once():
    drawn = []
    once = drawn_once.drawn_once(lambda one, word: drawn.append(word) or word)
    assert [once([Named("X1")] * 2, word) for word in "aab"] == ["aa", "aa", "bb"]
    assert drawn == ["a", "b"]


def test_no_more_is_kept_than_is_said(monkeypatch):
    monkeypatch.setattr(drawn_once, "MOST_KEPT", 2)
    drawn_once.forget()
    once = drawn_once.drawn_once(lambda one: one.name)
    assert [once([Named(name)]) for name in "abcabc"] == list("abcabc")
    assert len(drawn_once._kept) <= 2
