"""Ranking files for programs: JSON, and CSV that Excel opens with its diacritics."""

import json
from typing import Any

from reporting.exports.ranking import Ranking
from reporting.presenters.records import document, ranked
from targets.exports import sheets


def to_json(ranking: Ranking) -> bytes:
    """The records by group and rank, as `compliance --format json` has them, and the days that the span covers."""
    covers_from, covers_to = ranking.days
    answer = {"covers_from": str(covers_from), "covers_to": str(covers_to)} | _document(ranking)
    return json.dumps(answer, ensure_ascii=False, indent=2).encode() + b"\n"


def to_csv(ranking: Ranking) -> bytes:
    """The records by group and rank, for Excel."""
    records = _document(ranking)["units"]
    headings = list(records[0]) if records else []
    return sheets.to_csv(headings, [list(record.values()) for record in records])


def _document(ranking: Ranking) -> dict[str, Any]:
    return document(ranking.decision, ranking.span, ranked(ranking.standings))
