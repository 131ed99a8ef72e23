"""The pictures of the province and of a comparison as they go out."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reporting.presenters.comparison import Comparison
from reporting.presenters.course import Course
from reporting.presenters.courses import Family
from reporting.presenters.courses_sheet import courses_sheet
from reporting.presenters.picture_file import Key, Picture, status_keys
from reporting.presenters.picture_keys import BOX, DOT
from reporting.presenters.shades import shades
from reporting.presenters.slopes import panels, side_by_side
from reporting.presenters.strip import Strip
from reporting.presenters.tile_map import TileMap
from targets.periods import Span


def strip_picture(drawn: Strip, asked: str) -> Picture:
    return Picture(
        kind="strip",
        file_name="so-voi-chi-tieu",
        title=_("Every unit against its minimum"),
        asked=asked,
        about=_(
            "Each sign is a unit, where its share is as a part of its own minimum (100 %); without a share or target, at the left."
        ),
        drawn={"strip": drawn},
        width=drawn.paper.width,
        height=drawn.height,
        keys=status_keys(drawn.statuses),
    )


def tile_map_picture(drawn: TileMap, asked: str) -> Picture:
    return Picture(
        kind="tile_map",
        file_name="so-do",
        title=_("Districts and communes by place"),
        asked=asked,
        about=_("A diagram, not to scale, no map of boundaries: each tile is a commune."),
        drawn={"map": drawn},
        width=drawn.width,
        height=drawn.height,
        keys=[
            *status_keys(drawn.statuses),
            *[Key(f"key shade-{shade.number}", BOX, shade.words) for shade in shades()],
        ],
    )


def course_picture(drawn: Course, asked: str) -> Picture:
    return Picture(
        kind="course",
        file_name="dien-bien",
        title=_("Units that reach their minimum, from the first month through each month"),
        asked=asked,
        about=_(
            "Each column adds up all months from the first through it; empty months are not included."
        ),
        drawn={"course": drawn},
        width=drawn.width,
        height=drawn.height,
    )


def courses_picture(families: Sequence[Family], span: Span, asked: str) -> Picture:
    drawn = courses_sheet(families)
    return Picture(
        kind="courses",
        file_name="luy-ke-theo-thang",
        title=_("Course of every unit"),
        asked=asked,
        about=_(
            "Share since the first month, month by month. A line breaks off where a month is not reported."
        ),
        drawn={"courses": drawn, "span": span},
        width=drawn.width,
        height=drawn.height,
        keys=status_keys(drawn.statuses),
    )


def slopes_picture(compared: Comparison, then: str, now: str) -> Picture:
    """The slopes of all groups; `then` and `now` are what was asked, in words."""
    drawn, width, height = side_by_side(panels(compared.units))
    sides = (pgettext("comparison", "Then"), then), (pgettext("comparison", "Now"), now)
    return Picture(
        kind="slopes",
        file_name=f"so-sanh-{compared.then.span.first}-{compared.then.span.last}",
        title=_("Share of each unit then and now"),
        asked="; ".join(f"{side}: {asked}" for side, asked in sides),
        about=_(
            "Share in percent; named are, of each group, at most three that rose most and three that fell most."
        ),
        drawn={"slopes": drawn, "compared": compared},
        width=width,
        height=height,
        keys=[
            Key("key-reached", DOT, _("reaches its minimum")),
            Key("key-below", DOT, _("does not reach it")),
        ],
    )
