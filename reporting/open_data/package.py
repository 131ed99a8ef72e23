"""What a dump says about itself: its descriptor (Frictionless Data Package, version 1) and its README."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from reporting.open_data.extent import Extent
from reporting.open_data.rows import TABLES, counting
from reporting.open_data.schema import Table
from targets.models import Publication

NAME = "online-dossier-quotas"
# The tables of events whose rows can change what a dump holds.
_EVENTS = (
    "clause",
    "count",
    "decision",
    "procedure",
    "publication",
    "reportingperiod",
    "submission",
    "target",
    "unit",
)


@dataclass(frozen=True)
class Part:
    """A table as it was written: the bytes of its file, and their SHA-256."""

    table: Table
    size: int
    sha256: str

    @property
    def descriptor(self) -> dict[str, Any]:
        return {
            "profile": "tabular-data-resource",
            "name": self.table.name,
            "title": self.table.title,
            "description": self.table.description,
            "path": f"{self.table.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": self.size,
            "hash": f"sha256:{self.sha256}",
            "schema": self.table.schema,
        }


def descriptor(extent: Extent, parts: Iterable[Part]) -> bytes:
    """`datapackage.json`."""
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": f"Chỉ tiêu hồ sơ trực tuyến, {settings.PORTAL_PLACE}",
        "description": "Recompute the shares from the other tables by the rules in README.txt.",
        "homepage": settings.PORTAL_URL,
        "version": str(extent.through),
        "sample": is_sample(extent),
        "sources": _sources(extent),
        "contributors": [{"title": settings.PORTAL_OWNER, "role": "publisher"}],
    }
    if settings.PORTAL_LICENCE:
        described["licenses"] = [{"name": settings.PORTAL_LICENCE}]
    if (at := last_event()) is not None:
        described["created"] = at.astimezone(UTC).isoformat()
    described["resources"] = [part.descriptor for part in parts]
    return json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"


def readme(extent: Extent) -> bytes:
    """`README.txt`, for people: what the tables are, and the rules of calculation in words."""
    at = last_event()
    context = {
        "place": settings.PORTAL_PLACE,
        "owner": settings.PORTAL_OWNER,
        "licence": settings.PORTAL_LICENCE,
        "decisions": extent.decisions,
        "span": extent.span,
        "at": timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S %z") if at else "",
        "is_sample": is_sample(extent),
        "tables": list(TABLES),
    }
    text = render_to_string("reporting/open_data/README.txt", context)
    # For the simple editors of Windows.
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def is_sample(extent: Extent) -> bool:
    """Whether any row of the dump is made up."""
    samples = [counting(extent), Publication.objects.all()]
    return any(rows.filter(is_sample=True).exists() for rows in samples)


def last_event() -> datetime | None:
    """When what the dump holds last changed: the moment that it bears, instead of the clock's."""
    moments = [
        apps.get_model("targets", f"{name}event").objects.aggregate(at=Max("pgh_created_at"))["at"]
        for name in _EVENTS
    ]
    return max((at for at in moments if at is not None), default=None)


def _sources(extent: Extent) -> Sequence[dict[str, str]]:
    decisions = [
        {"title": f"{decision.number}, {decision.issuer}, {decision.issued_on:%d/%m/%Y}"}
        for decision in extent.decisions
    ]
    reports = {
        "title": "Báo cáo tháng của các đơn vị / Monthly reports of the units",
        "path": settings.PORTAL_URL,
    }
    return [*decisions, reports]
