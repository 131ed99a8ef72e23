"""Marking the workbook that was sent, in place."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from targets.exports.marked import highlights
from targets.exports.marked.boxes import NARROW, NEW, WIDE, Boxes, blocks, lines
from targets.exports.marked.marks import TOP, Mark, Place, by_cell, reference
from targets.exports.marked.notes import EMPTY, Notes
from targets.exports.marked.package import Package, Unmarkable, parsed
from targets.exports.marked.sheet import Sheet
from targets.imports.extent import MOST_COLUMNS

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# A box at the last column reaches over some more.
_WIDTHS = MOST_COLUMNS + 16
# What reading a part that is damaged, or made by somebody who means harm, can end in.
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
)


def mark_xlsx(content: bytes, *, sheet: str, marks: Sequence[Mark]) -> bytes:
    """The workbook with the marks in the sheet of that title, and without those of an earlier marking.

    A faulty cell is highlighted as long as it holds what is faulty, and has a comment. Only the sheet's own parts and
    one style for highlights differ; all else is the same to the byte. Raises Unmarkable where that cannot be done.
    """
    try:
        return _marked(Package(content), sheet, marks)
    except _DAMAGES as error:
        raise Unmarkable(str(error)) from error


def _marked(package: Package, title: str, marks: Sequence[Mark]) -> bytes:
    sheet = Sheet(package, package.sheet(title))
    notes_part = package.linked(sheet.part, kind="comments")
    notes = Notes(package.tree(notes_part) if notes_part else parsed(EMPTY))
    boxes_part = sheet.drawing()
    boxes = Boxes(package.read(boxes_part) if boxes_part else NEW)

    highlights.clear(sheet)
    boxes.remove(notes.clear())
    if marks:
        cells = by_cell(marks)
        shown = sheet.shown(cells)
        highlights.add(sheet, cells, shown, highlights.look(package))
        new = _say(notes, boxes, _said(cells, shown, notes))
        taken = _blocks_of_others(package, boxes_part)
        boxes.add(new, sheet.widths(_WIDTHS), taken)

    if notes_part:
        package.replace_tree(notes_part, notes.root)
    elif marks:
        part = package.add("xl/comments{}.xml", b"", content_type=_NOTES_TYPE)
        package.replace_tree(part, notes.root)
        package.link(sheet.part, part, kind="comments")
    if boxes_part:
        package.replace(boxes_part, boxes.content())
    elif marks:
        part = package.add(
            "xl/drawings/vmlDrawing{}.vml", boxes.content(), content_type=_BOXES_TYPE
        )
        sheet.add_drawing(package.link(sheet.part, part, kind="vmlDrawing"))
    sheet.save()
    return package.saved()


def _said(
    cells: Mapping[Place, Sequence[Mark]], shown: Mapping[Place, Place], notes: Notes
) -> dict[Place, list[str]]:
    """What is said at each cell. A cell that cannot show a comment of its own is named in another's."""
    said: dict[Place, list[str]] = {}
    for place, marks in cells.items():
        where = TOP if notes.is_closed(shown[place]) else shown[place]
        name = "" if where == place else f"{reference(place)}: "
        said.setdefault(where, []).extend(f"{name}{mark.message}" for mark in marks)
    return said


def _say(notes: Notes, boxes: Boxes, said: Mapping[Place, Sequence[str]]) -> dict[Place, int]:
    """Say it, in larger boxes where there are some. The lines of the comments that have no box yet."""
    old = [place for place in said if notes.has(place)]
    for place, messages in said.items():
        notes.add(place, messages)
    boxes.enlarge({place: lines(notes.text(place), NARROW) for place in old})
    return {place: lines(notes.text(place), WIDE) for place in said if place not in old}


def _blocks_of_others(package: Package, own: str | None) -> set[int]:
    others = [part for part in package.names(".vml") if part != (own or "").lower()]
    return set().union(*(blocks(package.read(part)) for part in others))
