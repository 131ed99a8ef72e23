"""Ranking files for programs: JSON, and CSV that Excel opens with its diacritics."""

import csv
import io
import json
from typing import Any

from reporting.exports.ranking import Ranking
from reporting.presenters.records import document, ranked

# A spreadsheet takes text that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def to_json(ranking: Ranking) -> bytes:
    """The records by group and rank, as `compliance --format json` has them."""
    return json.dumps(_document(ranking), ensure_ascii=False, indent=2).encode() + b"\n"


def to_csv(ranking: Ranking) -> bytes:
    """The records by group and rank, with a byte-order mark; text never becomes a formula."""
    records = _document(ranking)["units"]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, records[0] if records else [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {name: harmless(value) for name, value in record.items()} for record in records
    )
    return file.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula, behind an apostrophe; everything else as it is."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def _document(ranking: Ranking) -> dict[str, Any]:
    return document(ranking.decision, ranking.span, ranked(ranking.standings))
