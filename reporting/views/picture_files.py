"""Pictures as files, under the filters of their pages, in fixed colours and without links, since they leave the portal."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from quota_portal.clock import today
from reporting.documents.png import to_png
from reporting.exports.columns import asked_in_words
from reporting.forms_courses import CoursesForm
from reporting.presenters.comparison import Side
from reporting.presenters.picture_file import Picture, sheet
from reporting.presenters.pictures_of_province import (
    course_picture,
    courses_picture,
    slopes_picture,
    strip_picture,
    tile_map_picture,
)
from reporting.presenters.pictures_of_unit import ahead_picture, months_picture, pareto_picture
from reporting.presenters.seeking import sought
from reporting.presenters.strip import strip
from reporting.presenters.tile_map import tile_map
from reporting.question import DashboardForm
from reporting.views.asked import Asked, asked
from reporting.views.asked_unit import UnitAsked, unit_asked
from reporting.views.compare import compared_or_404
from reporting.views.figures_view import figures_view
from targets.models import Submission
from targets.periods import Span

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def _strip(page: Asked) -> Picture:
    return strip_picture(
        strip(page.listed, found=_found(page), by_district=page.form.by_district),
        _asked_in_words(page, "group", "district", "status"),
    )


def _tile_map(page: Asked) -> Picture:
    words = _asked_in_words(page, "group", "district", "status")
    return tile_map_picture(tile_map(page.listed, found=_found(page)), words)


def _found(page: Asked) -> set[int]:
    """The unit that is looked for on the page."""
    return sought(page.form.sought, page.rows, page.listed).found


def _course(page: Asked) -> Picture:
    # Summed up are all units of the scope, whatever status is listed.
    return course_picture(page.course, _asked_in_words(page, "group", "district"))


def _courses(page: Asked) -> Picture:
    words = _asked_in_words(page, "group", "district", "status")
    return courses_picture(page.families(page.form.chosen_order), page.span, words)


PROVINCE: dict[str, Callable[[Asked], Picture]] = {
    "strip": _strip,
    "tile-map": _tile_map,
    "course": _course,
    "courses": _courses,
}


@figures_view
def of_province(request: HttpRequest, *, name: str, image: str) -> HttpResponse:
    """A picture of the dashboard or of its pages."""
    page = asked(request, CoursesForm if name == "courses" else DashboardForm)
    return _answer(request, PROVINCE[name](page), page.span, image)


def _months(page: UnitAsked, words: str) -> Picture:
    return months_picture(page.charts[0], page.standing, words)


def _pareto(page: UnitAsked, words: str) -> Picture | None:
    found = page.held_back
    return found and pareto_picture(found.largest, page.standing, words)


def _ahead(page: UnitAsked, words: str) -> Picture | None:
    if page.ahead is None or not page.year_charts:
        return None
    return ahead_picture(page.year_charts[0], page.ahead, page.standing, words)


UNIT: dict[str, Callable[[UnitAsked, str], Picture | None]] = {
    "months": _months,
    "pareto": _pareto,
    "ahead": _ahead,
}


@figures_view
def of_unit(request: HttpRequest, code: str, *, name: str, image: str) -> HttpResponse:
    """A picture of a unit's page; 404 where the page has none."""
    page = unit_asked(request, code)
    picture = UNIT[name](page, asked_in_words(page.decision, page.span))
    if picture is None:
        raise Http404
    return _answer(request, picture, page.span, image)


@figures_view
def of_comparison(request: HttpRequest, *, image: str) -> HttpResponse:
    """The slopes of all groups on one sheet."""
    _then_form, _now_form, compared = compared_or_404(request)
    picture = slopes_picture(compared, _side_in_words(compared.then), _side_in_words(compared.now))
    return _answer(request, picture, compared.now.span, image)


def _answer(request: HttpRequest, picture: Picture, span: Span, image: str) -> HttpResponse:
    """The sheet of a picture as a file of that kind."""
    is_sample = Submission.objects.has_sample()
    on_paper = sheet(picture, source=_source(request), sample=_("Sample data") if is_sample else "")
    svg = render_to_string("reporting/pictures/file.svg", {"sheet": on_paper, **picture.drawn})
    content = to_png(svg, on_paper.width) if image == "png" else svg.encode()
    response = HttpResponse(content, content_type=CONTENT_TYPES[image])
    name = f"{picture.file_name}-{span.first}-{span.last}.{image}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _source(request: HttpRequest) -> str:
    """Whose figures these are, and of which day or moment."""
    words = _("Source: the units' monthly reports, %(owner)s; made on %(day)s.") % {
        "owner": settings.PORTAL_OWNER,
        "day": date_format(today(), "SHORT_DATE_FORMAT"),
    }
    moment = getattr(request, "as_of", None)
    if moment is None:
        return words
    shown = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
    return f"{words} {_('As it stood at %(moment)s.') % {'moment': shown}}"


def _asked_in_words(page: Asked, *filters: str) -> str:
    """The decision, the span, and what the units were chosen by."""
    chosen_by = [_filter_in_words(page.form, name) for name in filters]
    words = asked_in_words(page.decision, page.span)
    return " · ".join([words, *filter(None, chosen_by)])


def _filter_in_words(form: DashboardForm, name: str) -> str:
    """What a filter calls what was chosen; blank where nothing was."""
    value = form.choice[name]
    if not value:
        return ""
    return value.name if name == "district" else str(dict(form.fields[name].choices)[value])


def _side_in_words(side: Side) -> str:
    words = asked_in_words(side.decision, side.span)
    return f"{words} · {side.scope}" if side.scope else words
