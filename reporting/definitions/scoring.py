"""Points, classes and ranks, as the scoring rule has them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from reporting import compliance, rule_in_words
from reporting.compliance import Share
from reporting.definitions import words
from reporting.definitions.beside import Beside, MadeVersion
from reporting.labels import GROUP_LABELS, UNRANKED_LABELS
from reporting.labels_scoring import ORDER_LABELS, TIES_LABELS
from reporting.presenters.rankings.words import exact, moment
from reporting.rankings.frozen import FrozenDefinition, FrozenRule
from reporting.scoring import Case, Score, Unranked, rounded_points, scores
from reporting.scoring_rule import Rule, Ties
from targets.models import Unit
from targets.templatetags.figures import decimal, minimum, percent

_PER_MILLE = 1_000
# Online dossiers of so many thousands, and the minimum: the third is the second once more with twice the dossiers.
EXAMPLE_UNITS = [
    ("A", 500, 1, 40),
    ("B", 380, 1, 40),
    ("C", 760, 2, 40),
    ("D", 300, 1, 20),
    ("E", 100, 1, 40),
]


def definitions(frozen: FrozenRule, beside: Beside) -> Iterator[FrozenDefinition]:
    """The rule and its versions; then from points to ranks."""
    rule = frozen.rule
    versions = beside.versions or [MadeVersion(frozen.version, frozen.made_at, "", frozen.note)]
    source = words.by_the_rule(frozen, versions[0])
    for title, paragraphs in [
        (_("The scoring rule and its versions"), _versions(frozen, versions)),
        (_("Points"), _points(rule)),
        (_("Points off for reports late or missing"), _deductions(rule)),
        (_("How points are rounded"), _rounding(rule)),
        (_("Classes"), _classes(rule)),
        (_("Groups, and who has a rank"), _ranked(rule)),
        (_("Order of the ranks"), _order(rule)),
        (_("Units that are equal"), _ties(rule)),
    ]:
        yield FrozenDefinition(title, tuple(paragraphs), source)


def _versions(frozen: FrozenRule, versions: Sequence[MadeVersion]) -> Iterator[str]:
    if frozen.is_example:
        yield _(
            "This rule is an example. Nobody decided it: the province's own formula is not public."
        )
    for one in versions:
        facts = {
            "version": one.version,
            "who": one.made_by,
            "when": moment(one.made_at),
        }
        made = (
            _("Version %(version)s, made by %(who)s on %(when)s.")
            if one.made_by
            else _("Version %(version)s, made on %(when)s.")
        ) % facts
        yield f"{made} {one.note}".strip()


def _example(rule: Rule, *, late: int = 0, missing: int = 0) -> Score:
    """One unit below its minimum, of enough dossiers to be ranked."""
    share = Share(310 * _thousands(rule), _PER_MILLE * _thousands(rule))
    case = Case("", "", None, share, Decimal(40), late=late, missing=missing)
    return scores(rule, [case])[0]


def _thousands(rule: Rule) -> int:
    return -(-rule.least_dossiers // _PER_MILLE)


def _points(rule: Rule) -> Iterator[str]:
    yield _("Points go from 0 to %s.") % rule_in_words.number(rule.maximum)
    yield _("Points are earned %s.") % rule_in_words.earning(rule)
    yield _worked_out(_example(rule))


def _worked_out(score: Score) -> str:
    case = score.case
    share = case.share or compliance.NOTHING
    return _(
        "Example: %(dossiers)s online (%(share)s) against a minimum of %(minimum)s, attainment %(attainment)s, "
        "%(late)s months late and %(missing)s missing: earned %(earned)s, taken off %(off)s, "
        "points %(points)s, class “%(class)s”."
    ) % {
        "dossiers": words.share(share),
        "share": percent(compliance.shown_percent(share, case.minimum)),
        "minimum": minimum(Decimal(case.minimum or 0)),
        "attainment": percent(compliance.attainment_percent(share, case.minimum)),
        "late": case.late,
        "missing": case.missing,
        "earned": exact(score.earned or Fraction(0)),
        "off": exact(score.off),
        "points": decimal(score.points),
        "class": score.class_name,
    }


def _deductions(rule: Rule) -> Iterator[str]:
    yield _(
        "Late: a month that was expected and is due, with a report that counts, first submitted after the due date."
    )
    yield _(
        "Missing: a month that was expected, without a report that counts, whose due date has passed; without a due date, "
        "one that is over."
    )
    if not rule.off_late and not rule.off_missing:
        yield _("The rule takes nothing off for either.")
        return
    yield _("Taken off for each month that came late: %s.") % rule_in_words.deduction(rule.off_late)
    yield _("Taken off for each month that is missing: %s.") % rule_in_words.deduction(
        rule.off_missing
    )
    yield _("Points never fall below 0. Shares, statuses and attainment stay as they are.")
    yield _worked_out(_example(rule, late=1, missing=2))


def _rounding(rule: Rule) -> Iterator[str]:
    unit = Fraction(1, 10**rule.decimals)
    halfway = _on_the_grid(Fraction(rule.maximum) / 2, unit) + unit / 2
    nearly = Fraction(rule.maximum) - unit / 10
    yield _("Points are rounded %s.") % rule_in_words.rounding(rule)
    yield _(
        "What is printed of them decides the class; shares and attainment are never rounded before they are ranked by."
    )
    for remains in (halfway, nearly):
        yield _("Example: %(exact)s is printed as %(points)s.") % {
            "exact": exact(remains),
            "points": decimal(rounded_points(rule, remains, Decimal(0))),
        }


def _on_the_grid(number: Fraction, unit: Fraction) -> Fraction:
    return number - number % unit


def _classes(rule: Rule) -> Iterator[str]:
    yield _("A unit comes into the highest class whose least points it has:")
    first = rule.classes[0]
    yield _("%(class)s: from %(points)s points on") % {
        "class": first.name,
        "points": rule_in_words.number(first.least_points),
    }
    for above, one in pairwise(rule.classes):
        yield _("%(class)s: from %(points)s to less than %(above)s points") % {
            "class": one.name,
            "points": rule_in_words.number(one.least_points),
            "above": rule_in_words.number(above.least_points),
        }


def _ranked(rule: Rule) -> Iterator[str]:
    yield _("Each group is ranked for itself: %s.") % "; ".join(map(str, GROUP_LABELS.values()))
    yield _("A commune is ranked a second time among the communes of its district.")
    yield _("Ranked are units with %s.") % rule_in_words.least_dossiers(rule)
    yield _("Listed without a rank, with the reason: %s.") % "; ".join(
        str(UNRANKED_LABELS[reason]) for reason in Unranked
    )


def _example_cases(rule: Rule) -> list[Case]:
    size = _thousands(rule)
    return [
        Case(
            unit=name,
            group=Unit.Kind.AGENCY,
            district=None,
            share=Share(online * size, total * _PER_MILLE * size),
            minimum=Decimal(least),
        )
        for name, online, total, least in EXAMPLE_UNITS
    ]


def _order(rule: Rule) -> Iterator[str]:
    yield (
        _("Units are ranked by this, the highest first, compared exactly: %s.")
        % ORDER_LABELS[rule.order]
    )
    yield _("An example of five units:")
    found = scores(rule, _example_cases(rule))
    for score in sorted(found, key=lambda score: score.rank or 0):
        case = score.case
        yield _(
            "Unit %(unit)s: %(dossiers)s online, share %(share)s, minimum %(minimum)s, attainment %(attainment)s, "
            "points %(points)s: rank %(rank)s"
        ) % {
            "unit": case.unit,
            "dossiers": words.share(case.share or compliance.NOTHING),
            "share": percent(compliance.shown_percent(case.share, case.minimum)),
            "minimum": minimum(Decimal(case.minimum or 0)),
            "attainment": percent(compliance.attainment_percent(case.share, case.minimum)),
            "points": decimal(score.points),
            "rank": score.rank,
        }


def _ties(rule: Rule) -> Iterator[str]:
    yield f"{TIES_LABELS[rule.ties]}."
    found = {score.case.unit: score.rank for score in scores(rule, _example_cases(rule))}
    ranks = {"first": found["B"], "second": found["C"]}
    if rule.ties == Ties.MORE_DOSSIERS:
        yield (
            _(
                "In the example B and C are equal, and C has more dossiers: C has rank %(second)s, B has rank %(first)s."
            )
            % ranks
        )
    else:
        yield (
            _("In the example B and C are equal: B has rank %(first)s, C has rank %(second)s.")
            % ranks
        )
