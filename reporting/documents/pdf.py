"""Documents as PDF/A for archives, tagged for screen readers (PDF/UA); set by Typst, with our own typeface."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from reporting.documents.official import MOTTO, NATION, Letter
from reporting.documents.overview import WHOLE_BAR, Overview
from reporting.documents.ranking_sheet import Sheet

HERE = Path(__file__).resolve().parent
STANDARDS = ["a-2a", "ua-1"]
CONTENT_TYPE = "application/pdf"


def to_pdf(letter: Letter, at: datetime) -> bytes:
    """The letter, set at that moment: the same letter and moment give the same bytes."""
    head = {
        **asdict(letter.head),
        "issuer_lines": letter.head.issuer_lines,
        "numbered": letter.head.numbered,
        "place_and_date": letter.head.place_and_date,
    }
    document = {**asdict(letter), "head": head, "nation": NATION, "motto": MOTTO}
    return _set("letter.typ", document, at)


def overview_to_pdf(overview: Overview, at: datetime) -> bytes:
    """The leadership's page, set at that moment."""
    return _set("overview.typ", {**asdict(overview), "whole_bar": WHOLE_BAR}, at)


def ranking_sheet_to_pdf(sheet: Sheet, at: datetime) -> bytes:
    """Why a unit has its place, set at that moment."""
    return _set("ranking_sheet.typ", asdict(sheet), at)


def _set(template: str, document: dict[str, Any], at: datetime) -> bytes:
    return typst.compile(
        HERE / template,
        root=HERE,
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(document, default=str)},
        pdf_standards=STANDARDS,
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
