"""The files that somebody sent: those of a .zip are taken out of it."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from targets.imports.refusals import REFUSALS
from targets.problems import faulty_file

MOST_FILES = 500
LARGEST_DELIVERY = 64 * 1024 * 1024
_ENCRYPTED = 0x1
# What macOS puts beside each file.
_SHADOWS = ("__MACOSX/", "._", ".DS_Store")


class SentFile(NamedTuple):
    """A file by its name, and its content."""

    name: str
    content: bytes


def unpacked(files: Iterable[SentFile]) -> list[SentFile]:
    """The files themselves, in their order. Raises Faulty where an archive cannot be read, or they are too many or too large."""
    found = [one for file in files for one in _files_in(file)]
    if len(found) > MOST_FILES:
        raise faulty_file(_("There are more than %s files.") % MOST_FILES)
    if sum(len(file.content) for file in found) > LARGEST_DELIVERY:
        raise faulty_file(_("The files together are too large."))
    if not found:
        raise faulty_file(_("The archive is empty."))
    return found


def each_once(files: Iterable[SentFile]) -> list[SentFile]:
    """Of files that hold the same, byte for byte, the first alone."""
    by_content: dict[bytes, SentFile] = {}
    for file in files:
        by_content.setdefault(file.content, file)
    return list(by_content.values())


def _files_in(file: SentFile) -> Iterator[SentFile]:
    if not file.name.lower().endswith(".zip"):
        yield file
        return
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            yield from _members(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zipfile.zlib.error) as error:
        raise faulty_file(_("The archive %s is damaged and cannot be read.") % file.name) from error


def _members(archive: zipfile.ZipFile) -> Iterator[SentFile]:
    members = [member for member in archive.infolist() if _is_file(member)]
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise faulty_file(_("The archive is protected by a password: pack it again without one."))
    if len(members) > MOST_FILES:
        raise faulty_file(_("There are more than %s files.") % MOST_FILES)
    if sum(member.file_size for member in members) > LARGEST_DELIVERY:
        raise faulty_file(REFUSALS["too_large"])
    for member in members:
        with archive.open(member) as stream:
            # What an archive says of a size may be a lie.
            content = stream.read(member.file_size + 1)
        yield SentFile(member.filename, content[: member.file_size])


def _is_file(member: zipfile.ZipInfo) -> bool:
    own_name = member.filename.rpartition("/")[2]
    return not member.is_dir() and not (
        member.filename.startswith(_SHADOWS) or own_name.startswith(_SHADOWS)
    )
