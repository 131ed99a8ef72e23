"""The league tables for programs: JSON, and CSV that Excel opens with its diacritics."""

import json
from typing import Any

from reporting.exports.league import League
from reporting.presenters.records import document, ranked
from targets.exports import sheets


def to_json(league: League) -> bytes:
    """The records by group and rank, as `compliance --format json` has them, and the days that the span covers."""
    covers_from, covers_to = league.days
    answer = {"covers_from": str(covers_from), "covers_to": str(covers_to)} | _document(league)
    return json.dumps(answer, ensure_ascii=False, indent=2).encode() + b"\n"


def to_csv(league: League) -> bytes:
    """The records by group and rank, for Excel."""
    records = _document(league)["units"]
    headings = list(records[0]) if records else []
    return sheets.to_csv(headings, [list(record.values()) for record in records])


def _document(league: League) -> dict[str, Any]:
    return document(league.decision, league.span, ranked(league.standings))
