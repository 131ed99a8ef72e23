"""A table of a page as a file: the one way in which pages hand their tables out."""

import re
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from targets.exports.files import FILES
from targets.exports.sheets import Sheet
from targets.models import Submission

# What no system minds in the name of a file.
_ELSE = re.compile(r"[^\w.]+")


def table_file(
    sheet: Sheet, name: str, extension: str, *, is_sample: bool | None = None
) -> HttpResponse:
    """The sheet as .xlsx, .ods, .csv or .json; 404 for any other kind.

    Sample data says so as on the page: by the name of the file, and above the table of a workbook. Where `is_sample` does not
    tell, the portal holds sample data or it does not.
    """
    if extension not in FILES:
        raise Http404
    if is_sample is None:
        is_sample = Submission.objects.has_sample()
    if is_sample:
        sheet = replace(sheet, notes=[*sheet.notes, _("SAMPLE DATA: these figures are made up.")])
        name += "-" + _("sample-data")
    content_type, write = FILES[extension]
    response = HttpResponse(write(sheet), content_type=content_type)
    file_name = f"{_ELSE.sub('-', name)}.{extension}"
    response["Content-Disposition"] = content_disposition_header(True, file_name)
    return response
