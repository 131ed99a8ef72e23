"""What is wrong in a file, the same below every form that takes one."""

from collections.abc import Sequence
from typing import Any

from django import template

from targets import fault_words
from targets.exports.carried import MOST_CARRIED
from targets.exports.deliveries import file_faults_sheet
from targets.problems import Fault

register = template.Library()
register.filter(fault_words.column)

MOST_SHOWN = 200


@register.inclusion_tag("targets/fault_table.html", takes_context=True)
def fault_table(
    context: dict[str, Any], faults: Sequence[Fault], row: str = "", column: str = ""
) -> dict[str, Any]:
    """The first faults, and all of them as a file; `row` and `column` are the headings where the file is no table."""
    return {
        "faults": faults[:MOST_SHOWN],
        "number": len(faults),
        "most_carried": MOST_CARRIED,
        "sheet": file_faults_sheet(faults, row=row, column=column),
        # Whom the file is for.
        "user": context["user"],
    }
