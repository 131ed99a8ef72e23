"""The pictures of a unit's page as they go out."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.presenters.gap_bars import gap_bars
from reporting.presenters.holding_back import GapRow
from reporting.presenters.line_chart import LineChart
from reporting.presenters.outlook import Ahead
from reporting.presenters.picture_file import Key, Picture
from reporting.presenters.picture_keys import BOX, DIAMOND, DOT, LINE, LINE_WITH_DOT
from reporting.presenters.year_chart import YearChart
from reporting.standings import Standing
from reporting.templatetags.pictures import ahead_in_words, in_words
from targets.templatetags.figures import percent


def months_picture(drawn: LineChart, standing: Standing, asked: str) -> Picture:
    keys = [
        Key("key-cumulative", LINE_WITH_DOT, _("since the first month")),
        Key("key-month", DOT, _("the month alone")),
    ]
    if drawn.comparison_path:
        words = _("the group's units with a target together, since the first month")
        keys.append(Key("key-comparison", LINE, words))
    return Picture(
        kind="months",
        file_name=f"dien-bien-{standing.unit.code}",
        title=_("Share month by month against the minimum"),
        asked=_of_unit(standing, asked),
        about=in_words(standing),
        drawn={"chart": drawn, "standing": standing},
        width=drawn.paper.width,
        height=drawn.paper.height,
        keys=keys,
    )


def pareto_picture(rows: Sequence[GapRow], standing: Standing, asked: str) -> Picture:
    """A bar for each procedure that holds the unit back, as in the table of the page."""
    several = len(rows[-1].procedures)
    others = ngettext("%s other procedure", "%s other procedures", several) % several
    drawn = gap_bars(rows, others)
    first = percent(rows[0].shown_together)
    return Picture(
        kind="pareto",
        file_name=f"con-thieu-{standing.unit.code}",
        title=_("Missing online dossiers by procedure, and what they come to together"),
        asked=_of_unit(standing, asked),
        about=_("The first stands for %(first)s of all that is missing.") % {"first": first},
        drawn={"gaps": drawn},
        width=drawn.width,
        height=drawn.height,
    )


def ahead_picture(drawn: YearChart, ahead: Ahead, standing: Standing, asked: str) -> Picture:
    keys = [Key("key-cumulative", LINE_WITH_DOT, _("since the first month"))]
    if drawn.fan:
        keys.append(Key("key-fan", BOX, _("if it goes on as in the last three months reported")))
    if drawn.has_way:
        keys.append(Key("key-way", DIAMOND, _("what would reach the minimum")))
    return Picture(
        kind="ahead",
        file_name=f"con-lai-{standing.unit.code}",
        title=_("The year so far, and where it may end"),
        asked=_of_unit(standing, asked),
        about=ahead_in_words(ahead),
        drawn={"chart": drawn, "ahead": ahead, "standing": standing},
        width=drawn.paper.width,
        height=drawn.paper.height,
        keys=keys,
    )


def _of_unit(standing: Standing, asked: str) -> str:
    return f"{standing.unit} · {asked}"
