"""A scoring rule in plain words, line by line, and what one version says that another does not."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.labels_scoring import ORDER_LABELS, TIES_LABELS
from reporting.models import ScoringRule
from reporting.scoring_rule import Basis, Rule, written
from targets.templatetags.figures import decimal, percent, whole


@dataclass(frozen=True)
class Line:
    """One thing that a rule settles, and how."""

    name: str
    text: str


@dataclass(frozen=True)
class Change:
    """What a line says, and what it said in the version before."""

    name: str
    before: str
    after: str


def number(value: Decimal) -> str:
    """A number of a rule, without idle zeros: `10`, `0,25`."""
    return decimal(Decimal(written(value)))


def exact_percent(value: Decimal) -> str:
    """A percentage of a rule, without idle zeros."""
    return percent(Decimal(written(value)))


def points(value: Decimal) -> str:
    """A number of points."""
    return _("%s points") % number(value)


def lines(rule: Rule) -> list[Line]:
    """Everything that the rule settles, in the order in which points come about."""
    return [
        Line(_("Maximum"), points(rule.maximum)),
        Line(_("Points are earned"), earning(rule)),
        Line(_("Taken off for each month that came late"), deduction(rule.off_late)),
        Line(_("Taken off for each month that is missing"), deduction(rule.off_missing)),
        Line(_("Points are rounded"), rounding(rule)),
        Line(_("Classes"), "; ".join(classes(rule))),
        Line(_("Ranked are units with"), least_dossiers(rule)),
        *ranking_lines(rule),
    ]


def ranking_lines(rule: Rule) -> list[Line]:
    """What of it settles how units follow each other."""
    return [
        Line(_("Units are ranked by"), str(ORDER_LABELS[rule.order])),
        Line(_("Units that are equal"), str(TIES_LABELS[rule.ties])),
    ]


def earning(rule: Rule) -> str:
    """What points are earned by."""
    if rule.basis == Basis.STEPS:
        steps = [
            _("from %(attainment)s of the minimum: %(points)s")
            % {
                "attainment": exact_percent(step.attainment_percent),
                "points": points(step.points),
            }
            for step in rule.steps
        ]
        return _("by steps of attainment: %s; below that none") % "; ".join(steps)
    if rule.basis == Basis.FULL_SHARE and rule.full_share is not None:
        return _(
            "in proportion to the share: %(share)s or more earns %(points)s, half of that share half of them"
        ) % {"share": exact_percent(rule.full_share), "points": points(rule.maximum)}
    return _(
        "in proportion to attainment: the minimum or more earns %s, half of the minimum half of them"
    ) % points(rule.maximum)


def deduction(off: Decimal) -> str:
    """What is taken off for one month."""
    return points(off) if off else _("no points")


def rounding(rule: Rule) -> str:
    """How points are rounded."""
    to = (
        ngettext("to %s decimal", "to %s decimals", rule.decimals) % rule.decimals
        if rule.decimals
        else _("to whole points")
    )
    return _("%s, half up, once; what is below the maximum is never rounded up to it") % to


def classes(rule: Rule) -> list[str]:
    """Each class with its least points, the highest first."""
    return [
        _("%(class)s from %(points)s") % {"class": one.name, "points": points(one.least_points)}
        for one in rule.classes
    ]


def least_dossiers(rule: Rule) -> str:
    """With how many dossiers a unit is ranked."""
    least = rule.least_dossiers
    return ngettext("%s dossier or more", "%s dossiers or more", least) % whole(least)


def changes(before: ScoringRule, after: ScoringRule) -> list[Change]:
    """What one version says otherwise than the one before, line by line; the note stands for itself."""
    pairs = zip(_all_lines(before), _all_lines(after), strict=True)
    return [Change(now.name, then.text, now.text) for then, now in pairs if then.text != now.text]


def _all_lines(version: ScoringRule) -> list[Line]:
    example = _("nobody decided it") if version.is_example else _("decided")
    return [
        *lines(version.rule),
        Line(_("Example"), example),
    ]
