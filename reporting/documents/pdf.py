"""Documents as PDF/A for archives, tagged for screen readers (PDF/UA); set by Typst, with our own typeface."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from reporting.documents.official import (
    MOTTO,
    NATION,
    Letter,
    Letterhead,
    Paper,
    annex_name,
)
from reporting.documents.overview import WHOLE_BAR, Overview
from reporting.documents.ranking_sheet import Sheet

HERE = Path(__file__).resolve().parent
STANDARDS = ["a-2a", "ua-1"]
CONTENT_TYPE = "application/pdf"
# All characters but those that our typeface and those within Typst can draw: with any other, Typst refuses to write PDF/A.
_UNKNOWN = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\u024f\u0300-\u036f\u03a3-\u052f\u1e00-\u1eff"
    "\u2010-\u205e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u2606\ufffd]"
)


def to_pdf(letter: Letter, at: datetime) -> bytes:
    """The letter, set at that moment: the same letter and moment give the same bytes."""
    document = {**asdict(letter), "head": _head(letter.head), "nation": NATION, "motto": MOTTO}
    return _set("letter.typ", document, at)


def paper_to_pdf(paper: Paper, at: datetime) -> bytes:
    """The report or decision, set at that moment: the same paper and moment give the same bytes."""
    of = len(paper.annexes)
    document = {
        **asdict(paper),
        "head": _head(paper.head),
        "nation": NATION,
        "motto": MOTTO,
        "blocks": [{**asdict(block), "is": type(block).__name__} for block in paper.blocks],
        "annexes": [
            {**asdict(annex), "name": annex_name(number, of)}
            for number, annex in enumerate(paper.annexes, start=1)
        ],
    }
    return _set("paper.typ", document, at)


def overview_to_pdf(overview: Overview, at: datetime) -> bytes:
    """The leadership's page, set at that moment."""
    return _set("overview.typ", {**asdict(overview), "whole_bar": WHOLE_BAR}, at)


def ranking_sheet_to_pdf(sheet: Sheet, at: datetime) -> bytes:
    """Why a unit has its place, set at that moment."""
    return _set("ranking_sheet.typ", asdict(sheet), at)


def _head(head: Letterhead) -> dict[str, Any]:
    return {
        **asdict(head),
        "issuer_lines": head.issuer_lines,
        "numbered": head.numbered,
        "place_and_date": head.place_and_date,
    }


def displayed(value: Any) -> Any:
    """The value with the usual mark (U+FFFD) in place of each character that the document could not show, such as an emoji."""
    if isinstance(value, str):
        return _UNKNOWN.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: displayed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [displayed(part) for part in value]
    return value


def _set(template: str, document: dict[str, Any], at: datetime) -> bytes:
    return typst.compile(
        HERE / template,
        root=HERE,
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(displayed(document), default=str)},
        pdf_standards=STANDARDS,
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
