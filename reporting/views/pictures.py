"""The pictures of the province, and the courses of all units as a page, for whoever has a dashboard."""

from collections.abc import Container, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reporting.exports.columns import asked_in_words
from reporting.exports.courses import courses_sheet, months_sheet
from reporting.forms_courses import CoursesForm
from reporting.presenters.seeking import names, sought
from reporting.presenters.shades import shades
from reporting.presenters.strip import strips
from reporting.presenters.tile_map import tile_maps
from reporting.standings import Standing
from reporting.views.asked import asked
from reporting.views.figures_view import figures_view
from targets.views.table_file import table_file


def pictures(
    own: Container[int],
    seen: Sequence[Standing],
    rows: Sequence[Standing],
    text: str = "",
    *,
    by_district: bool = False,
) -> dict[str, Any]:
    """What the templates of the strip and of the tile map need: `rows` are drawn, those `seen` are links.

    One's `own` and the one that is looked for by the `text` are marked and named.
    """
    opened = {row.unit.pk for row in seen}
    looked_for = sought(text, seen, rows)
    marks = {"own": own, "opened": opened, "found": looked_for.found}
    return {
        "sought": looked_for,
        "names": names(seen),
        "strips": strips(rows, **marks, by_district=by_district),
        "has_districts": len({row.unit.parent for row in rows if row.unit.parent}) > 1,
        "maps": tile_maps(rows, **marks),
        "shades": shades(),
    }


@figures_view
def courses(request: HttpRequest) -> HttpResponse:
    """Each unit's share month by month: small multiples and the same as a table, or a matrix alone."""
    question = asked(request, CoursesForm)
    return render(
        request,
        "reporting/courses.html",
        {
            "form": question.form,
            "decision": question.decision,
            "span": question.span,
            "families": question.families(question.form.chosen_order),
            "view": question.form.chosen_view,
            "order": question.form.chosen_order,
            "shades": shades(),
            # Only units that the person sees are listed at all.
            "opened": {row.unit.pk for row in question.listed},
        },
    )


@figures_view
def courses_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The table of the courses, of the shares that the page shows."""
    question = asked(request, CoursesForm)
    form, span = question.form, question.span
    words = asked_in_words(question.decision, span)
    sheet_of, name = (
        (months_sheet, "tung-thang")
        if form.chosen_view == "month"
        else (courses_sheet, "luy-ke-theo-thang")
    )
    sheet = sheet_of(question.families(form.chosen_order), span, words)
    name = f"{name}-{span.first}-{span.last}"
    return table_file(sheet, name, extension)
