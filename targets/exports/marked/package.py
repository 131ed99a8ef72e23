"""The parts of an .xlsx: read one by one, changed where they must be, and all the others copied as they are."""

import io
import posixpath
import shutil
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import IO, Any

from lxml import etree

from targets.imports.extent import Refused, opened

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"

# All is packed anew; a province's year has forty megabytes.
LARGEST_UNPACKED = 256 * 1024 * 1024
# A tree takes many times the size of its text: so many bytes, and so many elements and attributes, which is far more
# than styles and comments ever have.
LARGEST_TREE = 8 * 1024 * 1024
MOST_NODES = 500_000


class Unmarkable(Exception):
    """A workbook that cannot be marked in place; a marked copy of its table takes its stead."""


def parsed(content: bytes) -> Any:
    """The root element. Raises Unmarkable where the XML is too large, not well-formed or has a document type."""
    if len(content) > LARGEST_TREE or content.count(b"<") + content.count(b"=") > MOST_NODES:
        raise Unmarkable("A part is too large.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unmarkable(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise Unmarkable("A part has a document type.")
    return root


def main(name: str) -> str:
    """The name of an element of spreadsheets."""
    return f"{{{MAIN}}}{name}"


class Package:
    """An .xlsx. Raises Unmarkable where it is none or its parts cannot be told apart."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = opened(content)
        except Refused as refusal:
            raise Unmarkable(str(refusal)) from refusal
        if sum(part.file_size for part in self._archive.infolist()) > LARGEST_UNPACKED:
            raise Unmarkable("The workbook is too large.")
        # Some programs write names with capitals or backslashes.
        self._names = {_folded(name): name for name in self._archive.namelist()}
        if len(self._names) < len(self._archive.namelist()):
            raise Unmarkable("Two parts have the same name.")
        # By name: how many bytes stay as they are, and what follows them.
        self._changes: dict[str, tuple[int, bytes]] = {}

    def sheet(self, title: str) -> str:
        """The part in which the sheet of that title stands."""
        for entry in self.tree(_WORKBOOK).iter(main("sheet")):
            if entry.get("name") == title:
                part = self.linked(_WORKBOOK, identifier=entry.get(f"{{{LINK}}}id"))
                if part:
                    return part
        raise Unmarkable("There is no such sheet.")

    def styles(self) -> str:
        """The part of the styles."""
        part = self.linked(_WORKBOOK, kind="styles")
        if part is None:
            raise Unmarkable("There are no styles.")
        return part

    def size(self, part: str) -> int:
        """How large a part is, in bytes."""
        return self._archive.getinfo(self._name(part)).file_size

    def stream(self, part: str) -> IO[bytes]:
        """A part as it was sent, to be read piece by piece."""
        return self._archive.open(self._name(part))

    def read(self, part: str) -> bytes:
        """A small part as it is now. Raises Unmarkable where it is not small."""
        name = self._name(part)
        if name in self._changes:
            return self._changes[name][1]
        if self.size(part) > LARGEST_TREE:
            raise Unmarkable("A part is too large.")
        return self._archive.read(name)

    def tree(self, part: str) -> Any:
        return parsed(self.read(part))

    def names(self, ending: str) -> Iterator[str]:
        """The parts whose names end so."""
        return (folded for folded in self._names if folded.endswith(ending))

    def replace(self, part: str, content: bytes, *, behind: int = 0) -> None:
        """Put another content in the place of a part, `behind` its first bytes, which stay."""
        self._changes[self._name(part)] = (behind, content)

    def replace_tree(self, part: str, root: Any) -> None:
        self.replace(
            part, etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        )

    def linked(
        self, source: str, *, kind: str | None = None, identifier: str | None = None
    ) -> str | None:
        """The part that a part is linked with, by the kind or the identifier of the link."""
        if _folded(_links_of(source)) not in self._names:
            return None
        wanted = ("Type", f"{LINK}/{kind}") if kind else ("Id", identifier)
        for link in self.tree(_links_of(source)).iter(f"{{{_LINKS}}}Relationship"):
            if wanted in link.items():
                return _resolved(source, link.get("Target", ""))
        return None

    def add(self, pattern: str, content: bytes, *, content_type: str) -> str:
        """Add a part, numbered so that its name is free; its name."""
        part = next(
            name for name in map(pattern.format, count(1)) if _folded(name) not in self._names
        )
        self._names[_folded(part)] = part
        self.replace(part, content)
        types = self.tree(_TYPES_PART)
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type
        )
        self.replace_tree(_TYPES_PART, types)
        return part

    def link(self, source: str, target: str, *, kind: str) -> str:
        """Link a part with another; the identifier of the link."""
        part = _links_of(source)
        if _folded(part) in self._names:
            links = self.tree(part)
        else:
            links = etree.Element(f"{{{_LINKS}}}Relationships", nsmap={None: _LINKS})
            self._names[_folded(part)] = part
        taken = {link.get("Id") for link in links}
        identifier = next(name for name in map("rId{}".format, count(1)) if name not in taken)
        etree.SubElement(
            links,
            f"{{{_LINKS}}}Relationship",
            Id=identifier,
            Type=f"{LINK}/{kind}",
            Target=f"/{target}",
        )
        self.replace_tree(part, links)
        return identifier

    def saved(self) -> bytes:
        """The workbook with what was changed; every other part is the same to the byte, in the same order."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
            for part in self._archive.infolist():
                self._copy(part, target)
            sent = set(self._archive.namelist())
            for name, (_kept, content) in self._changes.items():
                if name not in sent:
                    target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def _copy(self, part: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
        copy = zipfile.ZipInfo(part.filename, part.date_time)
        copy.compress_type, copy.external_attr = part.compress_type, part.external_attr
        copy.file_size = part.file_size
        kept, added = self._changes.get(part.filename, (part.file_size, b""))
        with self._archive.open(part) as source, target.open(copy, "w") as sink:
            if kept == part.file_size:
                shutil.copyfileobj(source, sink)
            else:
                _copy_bytes(source, sink, kept)
            sink.write(added)

    def _name(self, part: str) -> str:
        try:
            return self._names[_folded(part)]
        except KeyError as error:
            raise Unmarkable(f"{part} is missing.") from error


def _copy_bytes(source: IO[bytes], sink: IO[bytes], number: int) -> None:
    while number and (piece := source.read(min(number, 1024 * 1024))):
        sink.write(piece)
        number -= len(piece)


def _folded(name: str) -> str:
    return name.lower().replace("\\", "/")


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(source: str, target: str) -> str:
    """The name of a part from how another part refers to it."""
    folder = posixpath.dirname(f"/{source}")
    return posixpath.normpath(posixpath.join(folder, target.replace("\\", "/"))).lstrip("/")
