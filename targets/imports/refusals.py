"""Why a file is not read at all, in words that tell the cure."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "empty": _("The file is empty."),
    "encrypted": _(
        "The workbook is protected by a password, or of the old .xls kind: save it as .xlsx without one."
    ),
    "web_page": _(
        "This is a web page or an XML table under the name of a workbook: "
        "open it in Excel or LibreOffice and save it as .xlsx."
    ),
    "no_workbook": _("This is not a workbook: save it again as .xlsx or .ods."),
    "damaged": _("The workbook is damaged and cannot be read: save it again and send it anew."),
    "too_far": _(
        "The sheet reaches too far: delete what stands far to the right or far below the table, "
        "or send the table in parts."
    ),
    "too_large": _("The file is too large."),
    "too_heavy": _(
        "The workbook is damaged or holds too much: save the table alone in a new workbook and send that."
    ),
    "two_sheets": _(
        "The sheets %(sheets)s have the same headings: leave the table in one of them and hide or delete the others."
    ),
}

_NOT_OPENED = _(
    "This archive is not opened here: take the files out of it and send those (.csv, .xlsx or .ods), "
    "or upload a .zip of them, which holds no other archive."
)

# The ending of a name, and what to do with such a file.
OTHER_KINDS = {
    ".xls": _(
        "The old kind .xls is not read: open the file in Excel or LibreOffice and save it as .xlsx."
    ),
    ".xlsm": _("Workbooks with macros (.xlsm) are not taken: save the file as .xlsx."),
    ".xlsb": _("The kind .xlsb is not read: save the file as .xlsx."),
    ".zip": _NOT_OPENED,
    ".rar": _NOT_OPENED,
    ".7z": _NOT_OPENED,
}
