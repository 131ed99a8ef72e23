"""The pictures of the province: the courses of all units as a page, and pictures as files, for whoever has a dashboard."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.documents.png import to_png
from reporting.exports.courses import courses_sheet
from reporting.exports.tables import asked_in_words
from reporting.presenters.picture_file import PictureFile, picture_file
from reporting.presenters.strip import strip, strips
from reporting.presenters.tile_map import tile_map, tile_maps
from reporting.question import DashboardForm
from reporting.standings import Standing
from reporting.views.as_it_was import as_it_was
from reporting.views.asked import Asked, asked
from reporting.views.no_decision import needs_a_decision
from targets.models import Submission
from targets.views.table_file import table_file


def pictures(
    own: Container[int], seen: Sequence[Standing], rows: Sequence[Standing]
) -> dict[str, Any]:
    """What the templates of the strip and of the tile map need: `rows` are drawn, those `seen` are links, one's `own` are marked."""
    opened = {row.unit.pk for row in seen}
    return {
        "strips": strips(rows, own=own, opened=opened),
        "maps": tile_maps(rows, own=own, opened=opened),
    }


@login_required
@require_safe
@as_it_was
@needs_a_decision
def courses(request: HttpRequest) -> HttpResponse:
    """Small multiples: each unit's cumulative share month by month, and the same as a table."""
    question = asked(request)
    return render(
        request,
        "reporting/courses.html",
        {
            "form": question.form,
            "decision": question.decision,
            "span": question.span,
            "families": question.families,
            # Only units that the person sees are listed at all.
            "opened": {row.unit.pk for row in question.listed},
        },
    )


@login_required
@require_safe
@as_it_was
@needs_a_decision
def courses_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The table of the courses."""
    question = asked(request)
    words = asked_in_words(question.decision, question.span)
    sheet = courses_sheet(question.families, question.span, words)
    name = f"luy-ke-theo-thang-{question.span.first}-{question.span.last}"
    return table_file(sheet, name, extension)


@dataclass(frozen=True)
class Picture:
    """A picture that goes out as a file: its name in addresses, what it is called and says of itself, how it is drawn."""

    name: str
    file_name: str
    title: str
    about: str
    drawing: str
    sheet: Callable[[Sequence[Standing]], PictureFile]


def _strip_sheet(rows: Sequence[Standing]) -> PictureFile:
    drawn = strip(rows)
    return picture_file(drawn, drawn.paper.width)


def _tile_map_sheet(rows: Sequence[Standing]) -> PictureFile:
    drawn = tile_map(rows)
    return picture_file(drawn, drawn.width)


PICTURES = [
    Picture(
        "strip",
        "so-voi-chi-tieu",
        _("Every unit against its minimum"),
        _(
            "Each sign is a unit, where its share is as a multiple of its own minimum (1); without a share or target, at the left."
        ),
        "reporting/pictures/strip_drawing.html",
        _strip_sheet,
    ),
    Picture(
        "tile-map",
        "so-do",
        _("Districts and communes by place"),
        _("A diagram, not to scale, no map of boundaries: each tile is a commune."),
        "reporting/pictures/tile_map_drawing.html",
        _tile_map_sheet,
    ),
]
CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@login_required
@require_safe
@as_it_was
@needs_a_decision
def picture(request: HttpRequest, *, picture: Picture, extension: str) -> HttpResponse:
    """A picture under the filters of its page, in fixed colours and without links, since it leaves the portal."""
    question = asked(request)
    sheet = picture.sheet(question.listed)
    svg = render_to_string(
        "reporting/pictures/file.svg",
        {
            "sheet": sheet,
            "strip": sheet.drawing,
            "map": sheet.drawing,
            "drawing": picture.drawing,
            "title": picture.title,
            "about": picture.about,
            "asked": _asked_in_words(question),
            "is_sample": Submission.objects.filter(is_sample=True).exists(),
            "owner": settings.PORTAL_OWNER,
            "day": today(),
        },
    )
    content = to_png(svg, sheet.width) if extension == "png" else svg.encode()
    name = f"{picture.file_name}-{question.span.first}-{question.span.last}.{extension}"
    response = HttpResponse(content, content_type=CONTENT_TYPES[extension])
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _asked_in_words(question: Asked) -> str:
    """The decision, the span, and what the units were chosen by."""
    choice = question.form.choice
    chosen_by = [
        _choice_in_words(question.form, "group", choice["group"]),
        choice["district"].name if choice["district"] else "",
        _choice_in_words(question.form, "status", choice["status"]),
    ]
    asked_for = asked_in_words(question.decision, question.span)
    return " · ".join([asked_for, *filter(None, chosen_by)])


def _choice_in_words(form: DashboardForm, field: str, value: str) -> str:
    """What a filter calls what was chosen; blank where nothing was."""
    return str(dict(form.fields[field].choices)[value]) if value else ""
