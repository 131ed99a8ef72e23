"""The arithmetic of one unit's place, written out with its own numbers, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from reporting import compliance
from reporting.presenters.rankings.words import as_percent, exact
from reporting.rankings.frozen import Figures, FrozenMonth
from reporting.rankings.results import Place
from reporting.rule_in_words import classes, rounding
from reporting.scoring import Rounded, rounded, steps_of
from reporting.scoring_rule import Basis, Rule
from targets.periods import Month
from targets.templatetags.figures import decimal, minimum, months, percent, whole


@dataclass(frozen=True)
class Step:
    """One step: what is worked out, how with which numbers, what comes out, and why it is done so.

    `in_percent` is the result as pages write it, where files and the next step have the number itself.
    """

    name: str
    working: str
    result: str
    note: str = ""
    in_percent: str = ""


def steps(figures: Figures, place: Place) -> list[Step]:
    """From the dossiers to the class; for a unit that is not judged, as far as it goes."""
    share, score = place.unit.share, place.score
    if share is None or share.percent is None:
        return []
    found = [_share(place)]
    if place.unit.minimum is None or score.earned is None or score.points is None:
        return found
    rule = figures.rule.rule
    return [
        *found,
        _attainment(place),
        _earned(rule, place, score.earned),
        *_deductions(rule, place),
        _rounding(rule, score.earned, score.off),
        _class(rule, score.points, score.class_name),
    ]


def _share(place: Place) -> Step:
    share = place.unit.share
    return Step(
        _("Share"),
        f"{whole(share.online)} ÷ {whole(share.total)}",
        percent(compliance.shown_percent(share, place.unit.minimum)),
        _("online dossiers ÷ all dossiers, of the months and procedures below that count"),
    )


def _attainment(place: Place) -> Step:
    share, least = place.unit.share, place.unit.minimum
    note = _(
        "share ÷ minimum of clause %(clause)s, divided exactly, without rounding the share"
    ) % {"clause": place.unit.clause}
    return Step(
        _("Attainment"),
        f"({whole(share.online)} × 100) ÷ ({whole(share.total)} × {exact(least)})",
        decimal(compliance.shown_attainment(share, least)),
        note,
        percent(compliance.attainment_percent(share, least)),
    )


def _earned(rule: Rule, place: Place, earned: Fraction) -> Step:
    share, attained = place.unit.share, place.score.case.attainment
    name, result = _("Points earned"), exact(earned)
    if rule.basis == Basis.STEPS:
        return _by_steps(rule, attained, earned)
    if rule.basis == Basis.FULL_SHARE:
        return Step(
            name,
            f"{exact(rule.maximum)} × {_at_most_1(share.percent / Fraction(rule.full_share))}",
            result,
            _("in proportion to the share; a share of %(full)s earns all %(maximum)s points")
            % {"full": minimum(rule.full_share), "maximum": exact(rule.maximum)},
        )
    return Step(
        name,
        f"{exact(rule.maximum)} × {_at_most_1(attained)}",
        result,
        _("in proportion to attainment; the minimum reached earns all %(maximum)s points")
        % {"maximum": exact(rule.maximum)},
    )


def _at_most_1(part: Fraction) -> str:
    if part > 1:
        return _("1 (at most; it would be %(part)s)") % {"part": exact(part)}
    return exact(part)


def _by_steps(rule: Rule, attained: Fraction, earned: Fraction) -> Step:
    reached, missed = steps_of(rule, attained)
    compared = [
        f"{sign} {as_percent(step.attainment_percent)}"
        for sign, step in [("≥", reached), ("<", missed)]
        if step
    ]
    working = f"{as_percent(attained * 100)} {compared[0]}"
    note = (
        _("the next step is %(points)s points from %(attainment)s of the minimum")
        % {"points": exact(missed.points), "attainment": as_percent(missed.attainment_percent)}
        if missed
        else _("the highest step")
    )
    return Step(_("Points earned"), working, exact(earned), note)


def _deductions(rule: Rule, place: Place) -> Iterator[Step]:
    for name, rate, found in [
        (_("Off for late months"), rule.off_late, [m for m in place.unit.months if m.is_late]),
        (
            _("Off for missing months"),
            rule.off_missing,
            [m for m in place.unit.months if m.is_missing],
        ),
    ]:
        if rate or found:
            yield _deduction(name, rate, found)


def _deduction(name: str, rate: Decimal, found: list[FrozenMonth]) -> Step:
    listed = [Month.parse(month.month) for month in found]
    if not rate:
        note = _("%(months)s; the rule takes nothing off for it") % {"months": months(listed)}
    else:
        note = months(listed) if listed else _("none")
    return Step(name, f"{exact(rate)} × {len(found)}", exact(rate * len(found)), note)


def _rounding(rule: Rule, earned: Fraction, off: Decimal) -> Step:
    remains = earned - Fraction(off)
    working = f"{exact(earned)} − {exact(off)} = {_signed(remains)}" if off else exact(earned)
    points, how = rounded(rule, earned, off)
    note = {
        Rounded.HALF_UP: _("Points are rounded %s.") % rounding(rule),
        Rounded.UP_TO_0: _("points never fall below 0"),
        Rounded.BELOW_MAXIMUM: _("what is below the maximum is never rounded up to it"),
    }[how]
    return Step(_("Points"), working, decimal(points), note)


def _signed(value: Fraction) -> str:
    return ("−" if value < 0 else "") + exact(abs(value))


def _class(rule: Rule, points: Decimal, class_name: str | None) -> Step:
    return Step(_("Class"), decimal(points), class_name or "–", " · ".join(classes(rule)))
