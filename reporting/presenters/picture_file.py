"""A picture that leaves the page: the drawing, what it is called over it, and its keys and its source under it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from reporting.compliance import Status
from reporting.labels import STATUS_LABELS
from reporting.presenters.signs import SIGNS

MARGIN, LINE = 24, 26
# Smaller drawings are enlarged to this width, which their words need.
LEAST_WIDTH = 720
# How wide a letter of the keys is taken to be, and the room of a sign with the gaps beside it.
LETTER, SIGN = 8, 44
# Each kind of line: how wide a letter of it is taken to be, and how far it stands below the line before it.
KINDS = {"title": (13, 32), "asked": (9, 26), "sample": (9, 26), "about": (7, 22)}


@dataclass(frozen=True)
class Key:
    """What a sign of the picture means: its class and its path about the point where it is put."""

    name: str
    path: str
    label: str


@dataclass(frozen=True)
class Picture:
    """What goes out: `kind` names its templates, to which `drawn` is given; `width` and `height` are those of its own box."""

    kind: str
    file_name: str
    title: str
    asked: str
    about: str
    drawn: Mapping[str, Any]
    width: int
    height: int
    keys: Sequence[Key] = ()
    # What is said below what the picture is, line by line.
    notes: Sequence[str] = ()

    @property
    def drawing(self) -> str:
        return f"reporting/pictures/{self.kind}_drawing.html"

    @property
    def style(self) -> str:
        """The template of its colours, which a file must bring along."""
        return f"reporting/pictures/styles/{self.kind}.css"


@dataclass(frozen=True)
class Entry:
    """A key where it stands."""

    key: Key
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A line of words, with its base line."""

    kind: str
    text: str
    y: int


@dataclass(frozen=True)
class Sheet:
    """Where everything stands, in units of the sheet's own box."""

    picture: Picture
    width: int
    height: int
    drawing_y: int
    drawing_width: int
    drawing_height: int
    lines: Sequence[Line]
    entries: Sequence[Entry]

    margin = MARGIN


def sheet(picture: Picture, *, source: str, sample: str) -> Sheet:
    """The sheet for a picture, with its source at the foot; `sample` are the words that mark sample data, blank for others."""
    drawing_width = max(picture.width, LEAST_WIDTH)
    drawing_height = picture.height * drawing_width // picture.width
    head = _lines(
        [("title", picture.title), ("asked", picture.asked), ("sample", sample)],
        drawing_width,
        6,
    )
    drawing_y = head[-1].y + LINE
    keys_y = drawing_y + drawing_height + LINE
    entries = _entries(picture.keys, drawing_width, keys_y)
    foot = _lines(
        [("about", note) for note in (picture.about, *picture.notes, source)],
        drawing_width,
        entries[-1].y + 8 if entries else keys_y - LINE,
    )
    return Sheet(
        picture=picture,
        width=drawing_width + 2 * MARGIN,
        height=foot[-1].y + MARGIN,
        drawing_y=drawing_y,
        drawing_width=drawing_width,
        drawing_height=drawing_height,
        lines=[*head, *foot],
        entries=entries,
    )


def status_keys(statuses: Iterable[Status]) -> list[Key]:
    """The signs of statuses."""
    return [
        Key(f"status-{status}", SIGNS[status], str(STATUS_LABELS[status])) for status in statuses
    ]


def _lines(texts: Iterable[tuple[str, str]], width: int, y: int) -> list[Line]:
    """Texts of some kinds one below the other, each in as many lines as the width asks for."""
    found: list[Line] = []
    for kind, text in texts:
        letter, height = KINDS[kind]
        for line in wrap(text, width // letter):
            y += height
            found.append(Line(kind, line, y))
    return found


def _entries(keys: Sequence[Key], width: int, y: int) -> list[Entry]:
    """The keys side by side, in as many lines as the width asks for."""
    entries: list[Entry] = []
    x = 0
    for key in keys:
        room = SIGN + LETTER * len(key.label)
        if x and x + room > width:
            x, y = 0, y + LINE
        entries.append(Entry(key, x + 12, y))
        x += room
    return entries
