"""The boxes in which comments are drawn: VML, which Excel demands for each comment.

Excel itself writes VML that no XML parser takes, so the shapes are put in and taken out as text.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import count
from math import ceil

from targets.exports.marked.marks import Place, reference
from targets.exports.marked.package import Unmarkable
from targets.imports.extent import MOST_ROWS

NEW = b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"></xml>'

# In pixels, and how many characters fill a line of such a box, and of the narrow ones that programs give to people.
_WIDTH, _LINE, _MARGIN = 300, 15, 12
WIDE, NARROW = 42, 18
_USUAL_ROW = 20
# The shapes of a drawing have their numbers in blocks of so many; no two drawings share a block.
_BLOCK = 1024

_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_LAYOUT = '<o:shapelayout {} v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout>'
_TYPE = (
    '<v:shapetype {} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape {names} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)

# VML is a text of its own kind; its bytes are kept by reading each as a letter.
_CODING = "latin-1"
_PREFIX = r"(?:[\w.-]+:)?"
_SHAPES = re.compile(
    rf"<{_PREFIX}shape\b[^<>]*(?<!/)>(?:(?!<{_PREFIX}shape\b).){{0,10000}}?</{_PREFIX}shape\s*>",
    re.DOTALL,
)
_IS_NOTE = re.compile("""ObjectType=["']Note["']""")
_PLACE = [re.compile(rf"<{_PREFIX}{name}>\s*(\d+)\s*<") for name in ("Row", "Column")]
_ANCHOR = re.compile(rf"(<{_PREFIX}Anchor>)([\d\s,]{{1,200}})(<)")
_HEIGHT = re.compile(r"(\bheight:\s*)([\d.]+)(p[tx])")
_BLOCKS = re.compile(rf"""(<{_PREFIX}idmap\b[^<>]*\bdata=["'])([\d,\s]*)""")
_NUMBER = re.compile(r"_x0000_s(\d+)")
_ROOT = re.compile(r"<xml\b[^<>]*>")
_END = re.compile(r"</xml\s*>")


def blocks(content: bytes) -> set[int]:
    """The blocks of numbers that a drawing has for its shapes."""
    return _blocks(content.decode(_CODING))


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a box of so many characters."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))


class Boxes:
    """A drawing. Raises Unmarkable where nothing can be put into it."""

    def __init__(self, content: bytes) -> None:
        self._text = content.decode(_CODING)
        if not (_ROOT.search(self._text) and _END.search(self._text)):
            raise Unmarkable("The drawing is none.")

    def content(self) -> bytes:
        return self._text.encode(_CODING)

    def remove(self, cells: Collection[str]) -> None:
        """Take away the boxes of these cells."""
        self._change(lambda shape, place: "" if reference(place) in cells else shape)

    def enlarge(self, needed: Mapping[Place, int]) -> None:
        """Let the boxes of these cells have so many lines at least."""
        self._change(
            lambda shape, place: _enlarged(shape, needed[place]) if place in needed else shape
        )

    def add(self, needed: Mapping[Place, int], widths: Sequence[float], taken: set[int]) -> None:
        """Add a box of so many lines at each of these cells; `taken` are the blocks of numbers of other drawings."""
        if not needed:
            return
        if not re.search(r"""\bid=["']_x0000_t202["']""", self._text):
            self._insert(_TYPE.format(_NAMES))
        numbers = count(self._block(taken) * _BLOCK + 1)
        shapes = [
            _shape(place, height, widths, number)
            for (place, height), number in zip(needed.items(), numbers, strict=False)
        ]
        self._insert("".join(shapes))

    def _change(self, change: Callable[[str, Place], str]) -> None:
        def changed(found: re.Match[str]) -> str:
            shape = found[0]
            places = [pattern.search(shape) for pattern in _PLACE]
            if not _IS_NOTE.search(shape) or None in places:
                return shape
            row, column = (int(place[1]) for place in places if place)
            return change(shape, (row, column))

        self._text = _SHAPES.sub(changed, self._text)

    def _insert(self, shapes: str) -> None:
        end = list(_END.finditer(self._text))[-1].start()
        self._text = self._text[:end] + shapes + self._text[end:]

    def _block(self, taken: set[int]) -> int:
        """A block of numbers of this drawing that no shape uses; a new one, where there is none."""
        own = _blocks(self._text)
        used = {int(number) // _BLOCK for number in _NUMBER.findall(self._text)}
        free = own - used - taken
        if free:
            return min(free)
        block = max(own | used | taken, default=0) + 1
        if own:
            self._text = _BLOCKS.sub(rf"\g<1>\g<2>,{block}", self._text, count=1)
        else:
            layout = _LAYOUT.format(_NAMES, block)
            self._text = _ROOT.sub(lambda root: root[0] + layout, self._text, count=1)
        return block


def _blocks(text: str) -> set[int]:
    return {
        int(number) for found in _BLOCKS.findall(text) for number in re.findall(r"\d+", found[1])
    }


def _shape(place: Place, needed: int, widths: Sequence[float], number: int) -> str:
    row, column = place
    height = needed * _LINE + _MARGIN
    return _SHAPE.format(
        names=_NAMES,
        number=number,
        width=_WIDTH * 3 // 4,
        height=height * 3 // 4,
        anchor=", ".join(map(str, _anchor(place, height, widths))),
        row=row,
        column=column,
    )


def _anchor(place: Place, height: int, widths: Sequence[float]) -> tuple[int, ...]:
    """Left column and pixels in it, top row and pixels, right column and pixels, bottom row and pixels."""
    row, column = place
    right, rest = column + 1, float(_WIDTH + _MARGIN)
    while rest > widths[right]:
        rest -= widths[right]
        right += 1
    high = height // _USUAL_ROW + 1
    top = min(row, MOST_ROWS - 1 - high)
    return column + 1, _MARGIN, top, 2, right, int(rest), top + high, 2


def _enlarged(shape: str, needed: int) -> str:
    height = needed * _LINE + _MARGIN

    def lower(anchor: re.Match[str]) -> str:
        edges = [int(edge) for edge in anchor[2].split(",")]
        if len(edges) == 8:
            edges[6] = max(edges[6], edges[2] + height // _USUAL_ROW + 1)
        return anchor[1] + ", ".join(map(str, edges)) + anchor[3]

    def higher(style: re.Match[str]) -> str:
        wanted = height if style[3] == "px" else height * 3 // 4
        return style[0] if float(style[2]) >= wanted else f"{style[1]}{wanted}{style[3]}"

    if _ANCHOR.search(shape):
        return _ANCHOR.sub(lower, shape)
    return _HEIGHT.sub(higher, shape, count=1)
