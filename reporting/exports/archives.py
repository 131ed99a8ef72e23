"""Archives that are the same bytes whenever they are written: .zip, and the office files that are one."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils import timezone
from odf.namespaces import nsdict

# A moment as .zip keeps it: from the year to the second, without a time zone.
DateTime = tuple[int, int, int, int, int, int]
# The first that it can keep, for files that bear no moment.
EARLIEST: DateTime = (1980, 1, 1, 0, 0, 0)

# Where .xlsx and .docx say when they were made and changed; their libraries put the clock there.
_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
_OF_ODF = {"content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"}
# odfpy declares what this process happens to have met so far.
_DECLARED = re.compile(rb'(?: xmlns:[\w-]+="[^"]*")+')
_ALL_DECLARED = "".join(
    f' xmlns:{prefix}="{namespace}"' for namespace, prefix in sorted(nsdict.items())
).encode()


def packed(files: Iterable[tuple[str, bytes]], at: datetime) -> bytes:
    """Files, names with contents, as one .zip in which every time is that moment."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files:
            archive.writestr(entry(name, _date_time(at)), content)
    return written.getvalue()


def settled(office_file: bytes, at: datetime) -> bytes:
    """An .xlsx, .docx or .ods with that moment in place of every time at which its library wrote it."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(office_file)) as found,
        zipfile.ZipFile(written, "w") as archive,
    ):
        for one in found.infolist():
            content = found.read(one)
            if one.filename == _CORE:
                moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
                content = _MOMENT.sub(rb"\g<1>" + moment, content)
            elif one.filename in _OF_ODF:
                content = _DECLARED.sub(_ALL_DECLARED, content, count=1)
            archive.writestr(entry(one.filename, _date_time(at), one.compress_type), content)
    return written.getvalue()


def entry(
    name: str, date_time: DateTime, compression: int = zipfile.ZIP_DEFLATED
) -> zipfile.ZipInfo:
    """A file within a .zip: alike on every system, and readable by everybody once unpacked."""
    info = zipfile.ZipInfo(name, date_time)
    info.compress_type = compression
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def _date_time(at: datetime) -> DateTime:
    local = timezone.localtime(at)
    return (local.year, local.month, local.day, local.hour, local.minute, local.second)
