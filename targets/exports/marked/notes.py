"""The comments of a sheet. Ours are put beside those of people, and taken away again without them.

What we say stands between two lines that say whose it is; whatever else a comment holds is somebody's own words.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from targets.exports.marked.marks import Place, reference
from targets.exports.marked.package import MAIN, main

EMPTY = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
# What Excel takes of a comment, and what we say at most: nobody reads as much.
LONGEST, LONGEST_OURS = 32_767, 2_000

_BAR = "━"
_LINE = 3 * _BAR
# A bar never stands in what we say, so that text made to mislead is searched as quickly as any other.
_OURS = re.compile(rf"(\n?){_LINE} [^\n{_BAR}]+ {_LINE}\n[^{_BAR}]*\n{_LINE}(?!{_BAR})")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LETTERS = f'<rPr xmlns="{MAIN}"><sz val="9"/><rFont val="Tahoma"/><family val="2"/></rPr>'
# Behind such an author stands a conversation, which Excel shows instead of the comment.
_CONVERSATION = "tc="


class Notes:
    """The comments of one sheet, by their cells."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._authors = _child(root, "authors")
        self._list = _child(root, "commentList")
        self._numbers = {author.text: number for number, author in enumerate(self._authors)}
        self._comments: dict[str, Any] = {}
        for comment in self._list.iterfind(main("comment")):
            self._comments.setdefault(comment.get("ref"), comment)

    def clear(self) -> set[str]:
        """Take away what we said earlier; the cells that have no comment any more."""
        gone = {cell for cell, comment in self._comments.items() if _clear(comment)}
        for cell in gone:
            self._list.remove(self._comments.pop(cell))
        return gone

    def has(self, place: Place) -> bool:
        return reference(place) in self._comments

    def is_closed(self, place: Place) -> bool:
        """Whether what is added to the comment there would not be seen in Excel, or be too much for it."""
        if not self.has(place):
            return False
        number = int(self._comments[reference(place)].get("authorId"))
        author = self._authors[number].text or ""
        return (
            author.startswith(_CONVERSATION) or len(self.text(place)) > LONGEST - 2 * LONGEST_OURS
        )

    def add(self, place: Place, messages: Iterable[str]) -> None:
        """Say this at a cell, below what people have said there."""
        said = "\n".join(dict.fromkeys(map(_one_line, messages)))
        if len(said) > LONGEST_OURS:
            said = f"{said[:LONGEST_OURS]}…"
        said = f"{_LINE} {_('Quota portal')} {_LINE}\n{said}\n{_LINE}"
        if self.has(place):
            _append(self._comments[reference(place)], f"\n{said}")
            return
        comment = etree.SubElement(
            self._list,
            main("comment"),
            {"ref": reference(place), "authorId": str(self._author(_("Quota portal")))},
        )
        _append(comment, said)
        self._comments[reference(place)] = comment

    def text(self, place: Place) -> str:
        return "".join(part.text or "" for part in _parts(self._comments[reference(place)]))

    def _author(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._authors)
            etree.SubElement(self._authors, main("author")).text = name
        return self._numbers[name]


def _child(root: Any, name: str) -> Any:
    found = root.find(main(name))
    return etree.SubElement(root, main(name)) if found is None else found


def _one_line(message: str) -> str:
    return _NO_XML.sub("\ufffd", " ".join(message.splitlines())).replace(_BAR, "—")


def _parts(comment: Any) -> list[Any]:
    """The elements that hold the text of a comment, without the readings of Asian letters."""
    return comment.findall(f"{main('text')}/{main('t')}") + comment.findall(
        f"{main('text')}/{main('r')}/{main('t')}"
    )


def _append(comment: Any, said: str) -> None:
    text = _child(comment, "text")
    plain = text.find(main("t"))
    if plain is None:
        run = etree.Element(main("r"))
        text.insert(len(text.findall(main("r"))), run)
        run.append(etree.fromstring(_LETTERS))
        plain = etree.SubElement(run, main("t"))
    plain.text = (plain.text or "") + said
    plain.set(_SPACE, "preserve")


def _clear(comment: Any) -> bool:
    """Take our words away; whether the comment was ours alone. Those beside a person's begin on a line of their own."""
    parts = _parts(comment)
    whole = "".join(part.text or "" for part in parts)
    found = _OURS.search(whole)
    if found is None:
        return False
    # A character that XML does not know stands for each that goes, so that the others keep their places.
    left = _OURS.sub(lambda ours: "\0" * len(ours[0]), whole)
    for part in parts:
        length = len(part.text or "")
        part.text, left = left[:length].replace("\0", ""), left[length:]
        if length and not part.text and part.getparent().tag == main("r"):
            run = part.getparent()
            run.getparent().remove(run)
    return not found[1] and not any(part.text for part in parts)
