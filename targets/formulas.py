"""Text that a spreadsheet would take for a formula, in .csv files: guarded on the way out, freed on the way in.

A .csv cannot say that a cell is text. So text that begins with one of the signs below goes out behind an apostrophe,
and so does text that begins with apostrophes and then such a sign. What comes in loses one apostrophe there. Each undoes the
other exactly, whatever the text. Pure: no Django.
"""

import re
from typing import Any

# The signs at which spreadsheets begin to reckon; the wide ones are taken for the plain ones in East Asian editions.
_SIGNS = "=+\\-@\t\r\n＝＋－＠"
_DANGEROUS = re.compile(f"'*[{_SIGNS}]")
_GUARDED = re.compile(f"'+[{_SIGNS}]")


def harmless(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula, behind one apostrophe more; everything else as it is."""
    if isinstance(cell, str) and _DANGEROUS.match(cell):
        return f"'{cell}"
    return cell


def freed(cells: list[str]) -> list[str]:
    """The cells of a row as they were meant: without the apostrophe that `harmless` puts before them."""
    return [cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell for cell in cells]
