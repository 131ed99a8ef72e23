"""How a fault of a file is said on a page; programs are told it in words of their own (interfaces, “Commands”)."""

from django.utils.translation import gettext as _

from targets.problems import WHOLE_FILE, Fault


def column(name: str) -> str:
    """The heading of a fault's column, or that it is of the file as a whole."""
    return _("whole file") if name == WHOLE_FILE else name


def in_words(fault: Fault) -> str:
    """The fault in one sentence, with its place where it has one."""
    if fault.column == WHOLE_FILE:
        return fault.message
    return _("Row %(row)s, column “%(column)s”: %(message)s") % {
        "row": fault.row,
        "column": fault.column,
        "message": fault.message,
    }
