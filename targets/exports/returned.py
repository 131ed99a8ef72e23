"""Files that go back to their sender with their faults marked at the cells."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from targets.exports.marked import marked
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import read_table
from targets.kept_content import content_of
from targets.models import Upload
from targets.readings import faults_of


def returned_name(upload: Upload) -> str:
    """The name under which the file goes back: whatever it was, it is an .xlsx."""
    path, ending = PurePosixPath(upload.name), _("to-mend")
    return f"{path.with_suffix('')}-{ending}.xlsx"


def returned(upload: Upload) -> bytes:
    """The file with the faults that were found when it was read. Raises Faulty where it is no table."""
    content = content_of(upload)
    table = read_table(content, upload.name, COUNT_COLUMNS)
    return marked(content, sheet=table.sheet, table=table, faults=faults_of(upload.reading))


def returned_together(uploads: Iterable[Upload]) -> bytes:
    """Several such files in a .zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for upload in uploads:
            archive.writestr(returned_name(upload).lstrip("/"), returned(upload))
    return packed.getvalue()
