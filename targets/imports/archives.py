"""The files that somebody sent: those of a .zip are taken out of it."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from targets.imports.tables import LARGEST_FILE
from targets.problems import faulty_file

MOST_FILES = 500
LARGEST_DELIVERY = 64 * 1024 * 1024
_ENCRYPTED, _UTF_8 = 0x1, 0x800
# What macOS, Windows, Office and LibreOffice put beside people's files; static/js/drop.js passes over the same.
_SHADOW_FOLDER = "__MACOSX/"
_SHADOWS = (".", "~$")
_SHADOW_NAMES = ("thumbs.db", "ehthumbs.db", "desktop.ini")


class SentFile(NamedTuple):
    """A file by its name, and its content."""

    name: str
    content: bytes


class _Place(NamedTuple):
    """Where a file's content is to be had, and how large it says to be."""

    name: str
    size: int
    read: Callable[[], bytes]


def unpacked(files: Iterable[UploadedFile]) -> Iterator[SentFile]:
    """The files themselves, in their order, each read when it is asked for: together they are more than memory should hold.

    Raises Faulty at once where an archive cannot be opened, or they are too many or too large; while they are read
    where an archive is damaged.
    """
    found = [place for file in files for place in _places(file) if not _is_shadow(place.name)]
    if len(found) > MOST_FILES:
        raise faulty_file(_("There are more than %s files.") % MOST_FILES)
    if sum(place.size for place in found) > LARGEST_DELIVERY:
        raise faulty_file(_("The files together are too large."))
    if not found:
        raise faulty_file(_("The archive is empty."))
    for place in found:
        if place.size > LARGEST_FILE:
            raise faulty_file(_("The file %s is too large.") % place.name)
    return (SentFile(place.name, place.read()) for place in found)


class EachOnce:
    """Of files that hold the same, byte for byte, the first alone; once all were had, `repeated` is how many others there were."""

    def __init__(self, files: Iterable[SentFile]) -> None:
        self._files = files
        self.repeated = 0

    def __iter__(self) -> Iterator[SentFile]:
        had: set[bytes] = set()
        for file in self._files:
            digest = sha256(file.content).digest()
            if digest in had:
                self.repeated += 1
            else:
                had.add(digest)
                yield file
            # Not to be held while the next one is had.
            del file


def _places(file: UploadedFile) -> list[_Place]:
    if not file.name.lower().endswith(".zip"):
        return [_Place(file.name, file.size, file.read)]
    with _damage_told(file.name):
        archive = zipfile.ZipFile(file)
    members = [member for member in archive.infolist() if not member.is_dir()]
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise faulty_file(_("The archive is protected by a password: pack it again without one."))
    return [
        _Place(_name(member), member.file_size, partial(_content, file.name, archive, member))
        for member in members
    ]


def _name(member: zipfile.ZipInfo) -> str:
    """Its name; where the archive does not say in which encoding that is, UTF-8 or what Windows writes in Vietnam."""
    if member.flag_bits & _UTF_8:
        return member.filename
    # `zipfile` takes it for the encoding of the first PCs, which has a sign for every byte.
    written = member.filename.encode("cp437")
    for encoding in ("utf-8", "cp1258"):
        with suppress(UnicodeDecodeError):
            return normalize("NFC", written.decode(encoding))
    return member.filename


def _content(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with _damage_told(name), archive.open(member) as stream:
        # What an archive says of a size may be a lie.
        return stream.read(member.file_size + 1)[: member.file_size]


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zipfile.zlib.error) as error:
        raise faulty_file(_("The archive %s is damaged and cannot be read.") % name) from error


def _is_shadow(name: str) -> bool:
    own_name = name.rpartition("/")[2].lower()
    return (
        name.startswith(_SHADOW_FOLDER)
        or own_name.startswith(_SHADOWS)
        or own_name in _SHADOW_NAMES
    )
