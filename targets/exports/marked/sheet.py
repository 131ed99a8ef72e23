"""The XML of a sheet without its rows, which are copied unread: a province's year has tens of megabytes of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from lxml import etree
from openpyxl.utils import range_boundaries

from targets.exports.marked.marks import Place
from targets.exports.marked.package import LARGEST_TREE, LINK, Package, Unmarkable, main, parsed
from targets.exports.marked.rows import rows_of

# What may stand between the rows and the conditional formats, and between these and the drawing of the comments, in the
# order that the schema demands (CT_Worksheet).
_BEFORE_FORMATS = [
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
]
_BEFORE_DRAWING = [
    *_BEFORE_FORMATS,
    *[
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
    ],
]
# In characters of the usual font, and what one of them and the padding take in pixels.
_USUAL_WIDTH = 8.43
_CHARACTER, _PADDING = 7, 5


class Sheet:
    """What a sheet says in front of its rows and behind them. Raises Unmarkable where that cannot be told."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self.part = package, part
        with package.stream(part) as stream:
            start, self._end = rows_of(stream)
        if start + package.size(part) - self._end > LARGEST_TREE:
            raise Unmarkable("A part is too large.")
        with package.stream(part) as stream:
            front = stream.read(start)
            stream.seek(self._end)
            self.root = parsed(front + b"<?quota-portal-rows?>" + stream.read())
        if self.root.tag != main("worksheet"):
            raise Unmarkable("This is no sheet of the usual kind.")
        self._rows = self.root.xpath("processing-instruction('quota-portal-rows')")[0]

    def save(self) -> None:
        """Put what now stands behind the rows into the package."""
        for child in (*self._rows.itersiblings(preceding=True), self._rows):
            self.root.remove(child)
        # So that the element is never closed at once; and whatever encoding the sheet declares, it has ASCII.
        self.root.text = "\n"
        written = etree.tostring(self.root, encoding="us-ascii", xml_declaration=False)
        self._package.replace(self.part, written[written.index(b">\n") + 2 :], behind=self._end)

    def formats(self) -> list[Any]:
        """The elements of conditional formatting."""
        return self.root.findall(main("conditionalFormatting"))

    def add_formats(self, elements: Iterable[Any]) -> None:
        self._insert(elements, _BEFORE_FORMATS)

    def drawing(self) -> str | None:
        """The part in which the boxes of the comments are drawn, if there is one."""
        element = self.root.find(main("legacyDrawing"))
        if element is None:
            return None
        part = self._package.linked(self.part, identifier=element.get(f"{{{LINK}}}id"))
        if part is None:
            raise Unmarkable("The drawing is missing.")
        return part

    def add_drawing(self, identifier: str) -> None:
        element = etree.Element(main("legacyDrawing"), {f"{{{LINK}}}id": identifier})
        self._insert([element], _BEFORE_DRAWING)

    def _insert(self, elements: Iterable[Any], before: Collection[str]) -> None:
        names = {main(name) for name in before}
        known = [child for child in self._rows.itersiblings() if child.tag in names]
        place = self.root.index(known[-1] if known else self._rows) + 1
        self.root[place:place] = elements

    def widths(self, number: int) -> list[float]:
        """The widths of so many columns, in pixels."""
        widths = [_USUAL_WIDTH * _CHARACTER + _PADDING] * number
        for column in islice(self.root.iterfind(f"{main('cols')}/{main('col')}"), number):
            width = float(column.get("width", _USUAL_WIDTH)) * _CHARACTER + _PADDING
            if column.get("hidden") in ("1", "true"):
                width = 0
            for index in range(int(column.get("min")) - 1, min(int(column.get("max")), number)):
                widths[index] = width
        return widths

    def shown(self, places: Collection[Place]) -> dict[Place, Place]:
        """Where each of these cells is seen: the first cell of a merged area, if it lies in one, or itself."""
        seen = {place: place for place in places}
        columns: dict[int, list[int]] = {}
        for row, column in sorted(places):
            columns.setdefault(column, []).append(row)
        for area in self.root.iterfind(f"{main('mergeCells')}/{main('mergeCell')}"):
            left, top, right, bottom = (edge - 1 for edge in range_boundaries(area.get("ref")))
            for column, rows in columns.items():
                if left <= column <= right:
                    inside = slice(bisect_left(rows, top), bisect_right(rows, bottom))
                    seen |= {(row, column): (top, left) for row in rows[inside]}
                    # Areas do not overlap; a file that says so would take too long.
                    del rows[inside]
        return seen
