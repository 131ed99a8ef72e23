"""How a file is damaged: in its bytes, in the parts of an archive, in the elements of XML, in the cells of a text."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random
from xml.etree import ElementTree

VALUES = (
    *("", " ", "0", "-1", "1e308", "nan", "99999999999999999999", "1.234", "1 234", "１２", "\u00a0"),
    *("2018-06", "06/2018", "0000-00", "X1", "1.000656", "total", "Kỳ báo cáo", "=1+1", "#REF!"),
    *("A1", "XFD1048576", "IV200000", "A0", "ZZZZ9", "1:1", "a'\"<>&", "\ud7ff\ufffd", "😀", "x" * 40_000),
    *("str", "s", "e", "b", "d", "n", "inlineStr", "float", "string", "date", "true", "veryHidden", "r1"),
)  # fmt: skip
BYTES = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<",
    b">",
    b"</row>",
    b"<row/>",
    b'"',
    b"\r",
    b"&x;",
)
DOCUMENT_TYPE = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
)

Mutation = Callable[[Random, bytes], bytes]


def mutated(chance: Random, name: str, content: bytes) -> bytes:
    """The content with one to three mutations that suit its kind."""
    kinds = _ON_TEXTS if name.endswith(".csv") else _ON_WORKBOOKS
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = chance.choice(kinds)(chance, content)
    return content


def flip_bits(chance: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(chance: Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def move_a_piece(chance: Random, content: bytes) -> bytes:
    start, end, to = (chance.randrange(len(content) + 1) for _ in range(3))
    return content[:to] + content[min(start, end) : max(start, end)][:5_000] + content[to:]


def put_bytes(chance: Random, content: bytes) -> bytes:
    to = chance.randrange(len(content) + 1)
    return content[:to] + chance.choice(BYTES) + content[to + chance.randrange(3) :]


def change_number(chance: Random, content: bytes) -> bytes:
    """One number of the text, wherever it stands, becomes another value."""
    numbers = list(re.finditer(rb"[0-9]+", content))
    if not numbers:
        return content
    at = chance.choice(numbers)
    value = chance.choice(VALUES).encode("utf-8", "replace")
    return content[: at.start()] + value + content[at.end() :]


def change_cell(chance: Random, content: bytes) -> bytes:
    rows = [row.split(b",") for row in content.split(b"\n")]
    row = chance.choice(rows)
    row[chance.randrange(len(row))] = chance.choice(VALUES).encode("utf-8", "replace")
    if chance.random() < 0.2:
        rows.insert(chance.randrange(len(rows)), chance.choice(rows))
    return b"\n".join(b",".join(row) for row in rows)


def _on_a_part(mutate: Mutation) -> Mutation:
    """The mutation of one part, in an archive that is whole again."""

    def on_a_part(chance: Random, content: bytes) -> bytes:
        parts = _parts(content)
        # Most of all the parts that hold cells, links and texts.
        named = sorted(
            name for name in parts if re.search(r"sheet|content|workbook|rels|ared", name)
        )
        if not parts:
            return content
        name = chance.choice(named or sorted(parts))
        parts[name] = mutate(chance, parts[name])
        return _archive(parts)

    return on_a_part


def change_elements(chance: Random, part: bytes) -> bytes:
    """Some elements of an XML part lost, doubled, or with another attribute or text."""
    try:
        root = ElementTree.fromstring(part)
    except (ElementTree.ParseError, LookupError, ValueError):
        # Mutated before, and no XML any more.
        return part
    for _ in range(chance.choice((1, 1, 3, 10))):
        _change_element(chance, chance.choice(list(root.iter())))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _change_element(chance: Random, element: ElementTree.Element) -> None:
    children = list(element)
    what = chance.randrange(5)
    if what == 0 and children:
        element.remove(chance.choice(children))
    elif what == 1 and children:
        element.insert(chance.randrange(len(children)), chance.choice(children))
    elif what == 2 and element.attrib:
        element.set(chance.choice(sorted(element.attrib)), chance.choice(VALUES))
    elif what == 3 and element.attrib:
        del element.attrib[chance.choice(sorted(element.attrib))]
    else:
        element.text = chance.choice(VALUES)


def add_document_type(chance: Random, part: bytes) -> bytes:
    return part.replace(b"?>", b"?>" + DOCUMENT_TYPE, 1)


def repeat_a_row(chance: Random, part: bytes) -> bytes:
    """A row many times over, as text or as the attribute of an .ods."""
    number = chance.choice((100, 3_000))
    count = b'<table:table-row table:number-rows-repeated="%d"' % chance.choice((7, 10**6, 10**9))
    rows = re.findall(rb"<row\b.*?</row>", part, re.DOTALL)
    if not rows:
        return part.replace(b"<table:table-row", count, 1)
    row = chance.choice(rows)
    return part.replace(row, row * number, 1)


def change_parts(chance: Random, content: bytes) -> bytes:
    """A part lost, renamed, doubled, or with the content of another."""
    parts = _parts(content)
    if not parts:
        return content
    one, other = (chance.choice(sorted(parts)) for _ in range(2))
    what = chance.randrange(4)
    if what == 0:
        del parts[one]
    elif what == 1:
        parts[f"../{one}".upper()] = parts.pop(one)
    elif what == 2:
        parts[one] = parts[other]
    return _archive(parts, doubled=one if what == 3 else None)


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        # It is mutated for a second time, and no archive any more.
        return {}


def _archive(parts: dict[str, bytes], doubled: str | None = None) -> bytes:
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, part in parts.items():
            archive.writestr(name, part)
        if doubled in parts:
            archive.writestr(doubled, b"<worksheet/>")
    return content.getvalue()


_ON_BYTES = (flip_bits, cut, move_a_piece, put_bytes)
_ON_TEXTS = (*_ON_BYTES, change_number, change_cell, change_cell, change_cell)
_ON_PARTS = (
    *(
        change_elements,
        change_elements,
        change_elements,
        change_number,
        change_number,
        repeat_a_row,
    ),
    *(flip_bits, put_bytes, move_a_piece, add_document_type),
)
_ON_WORKBOOKS = (flip_bits, cut, put_bytes, change_parts, *map(_on_a_part, _ON_PARTS))
