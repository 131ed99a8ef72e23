"""The pictures of a unit's page as they go out."""

from django.utils.translation import gettext as _

from reporting.presenters.line_chart import LineChart
from reporting.presenters.outlook import Ahead
from reporting.presenters.pareto import Pareto
from reporting.presenters.picture_file import Key, Picture
from reporting.presenters.picture_keys import ARROW, BOX, DOT, LINE, LINE_WITH_DOT
from reporting.standings import Standing
from reporting.templatetags.pictures import in_words
from targets.templatetags.figures import percent, whole


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


def pareto_picture(drawn: Pareto, standing: Standing, asked: str) -> Picture:
    """The bars; the names of their procedures, which the page has in the table beside it, stand below them."""
    named = [
        f"{bar.label}: {bar.row.procedure.procedure.name}"
        for bar in drawn.bars
        if bar.row.procedure
    ]
    first = percent(drawn.bars[0].row.shown_together)
    return Picture(
        kind="pareto",
        file_name=f"con-thieu-{standing.unit.code}",
        title=_("Missing online dossiers by procedure, and what they come to together"),
        asked=_of_unit(standing, asked),
        about=_("The first stands for %(first)s of all that is missing.") % {"first": first},
        notes=named,
        drawn={"pareto": drawn},
        width=drawn.width,
        height=drawn.height,
        keys=[
            Key("key-one", BOX, _("missing in one procedure (left: dossiers)")),
            Key("key-together", LINE_WITH_DOT, _("together, of all that is missing (right)")),
        ],
    )


def ahead_picture(drawn: Ahead, standing: Standing, asked: str) -> Picture:
    needed, coming, pace = map(
        whole, (drawn.outlook.needed, drawn.outlook.expected.likely, drawn.at_recent_pace)
    )
    keys = [Key("key-needed", BOX, _("needed online: %(needed)s") % {"needed": needed})]
    if drawn.recent_percent is not None:
        words = _("at the share of the last months: %(pace)s")
        keys.append(Key("key-pace", ARROW, words % {"pace": pace}))
    keys.append(Key("key-track", BOX, _("expected: %(coming)s") % {"coming": coming}))
    return Picture(
        kind="ahead",
        file_name=f"con-lai-{standing.unit.code}",
        title=_("The dossiers to come: how many should come online"),
        asked=_of_unit(standing, asked),
        about=_(
            "Needed online: %(needed)s of %(coming)s. At the share of the last months reported: %(pace)s."
        )
        % {"needed": needed, "coming": coming, "pace": pace},
        drawn={"ahead": drawn},
        width=drawn.width,
        height=drawn.height,
        keys=keys,
    )


def _of_unit(standing: Standing, asked: str) -> str:
    return f"{standing.unit} · {asked}"
