"""How shares become reform points, classes and ranks: a rule that Home Affairs sets. Pure and exact: no Django.

The province's own formula is not public, so no rule is built in: a rule is data, and the one that is shipped says that it is
an example.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

MOST_DECIMALS = 4


class Basis(StrEnum):
    """What points are earned by."""

    # In proportion to attainment, up to the minimum.
    PROPORTIONAL = "proportional"
    # By the highest step of attainment that is reached.
    STEPS = "steps"
    # In proportion to the share, up to a share that earns all of them.
    FULL_SHARE = "full_share"


class Order(StrEnum):
    """What units are ranked by, the highest first."""

    ATTAINMENT = "attainment"
    SHARE = "share"
    POINTS = "points"


class Ties(StrEnum):
    """What becomes of units that are equal."""

    # 1, 2, 2, 4 (rule 10).
    SHARED = "shared"
    # 1, 2, 2, 3.
    DENSE = "dense"
    # The one with more dossiers comes first; those with equally many share a rank.
    MORE_DOSSIERS = "more_dossiers"


class Problem(StrEnum):
    """What is wrong with a rule."""

    MAXIMUM = "maximum"
    # More decimals than points are rounded to: full points would be rounded to something else.
    MAXIMUM_DECIMALS = "maximum_decimals"
    FULL_SHARE = "full_share"
    NO_STEPS = "no_steps"
    STEPS_ORDER = "steps_order"
    STEPS_ABOVE_MAXIMUM = "steps_above_maximum"
    DEDUCTION = "deduction"
    DECIMALS = "decimals"
    NO_CLASSES = "no_classes"
    CLASSES_ORDER = "classes_order"
    CLASS_NAMES = "class_names"
    LAST_CLASS = "last_class"
    CLASS_ABOVE_MAXIMUM = "class_above_maximum"
    LEAST_DOSSIERS = "least_dossiers"


@dataclass(frozen=True)
class Step:
    """Points for an attainment of at least so many percent."""

    attainment_percent: Decimal
    points: Decimal


@dataclass(frozen=True)
class ScoreClass:
    """A class, for at least so many points."""

    name: str
    least_points: Decimal


@dataclass(frozen=True)
class Rule:
    """A scoring rule; points, shares and attainments are exact decimals, the last two in percent.

    `steps` and `classes` go from the highest down. `least_dossiers` is the smallest number of dossiers with which a unit is
    ranked. Points are rounded half up to `decimals` once, after what is taken off for months that came late or are missing.
    """

    maximum: Decimal
    basis: Basis = Basis.PROPORTIONAL
    steps: Sequence[Step] = ()
    full_share: Decimal | None = None
    off_late: Decimal = Decimal(0)
    off_missing: Decimal = Decimal(0)
    decimals: int = 2
    classes: Sequence[ScoreClass] = ()
    least_dossiers: int = 1
    order: Order = Order.ATTAINMENT
    ties: Ties = Ties.SHARED

    def problems(self) -> list[Problem]:
        """What is wrong with the rule, each once; none, where it can be applied."""
        return list(dict.fromkeys((*self._point_problems(), *self._class_problems())))

    def _point_problems(self) -> Iterator[Problem]:
        if self.maximum <= 0:
            yield Problem.MAXIMUM
        if self.basis == Basis.FULL_SHARE and not (
            self.full_share is not None and 0 < self.full_share <= 100
        ):
            yield Problem.FULL_SHARE
        if self.basis == Basis.STEPS:
            yield from self._step_problems()
        if self.off_late < 0 or self.off_missing < 0:
            yield Problem.DEDUCTION
        if not 0 <= self.decimals <= MOST_DECIMALS:
            yield Problem.DECIMALS
        elif (Fraction(self.maximum) * 10**self.decimals).denominator > 1:
            yield Problem.MAXIMUM_DECIMALS
        if self.least_dossiers < 1:
            yield Problem.LEAST_DOSSIERS

    def _step_problems(self) -> Iterator[Problem]:
        if not self.steps:
            yield Problem.NO_STEPS
        # A higher attainment never earns less.
        if not _falls(step.attainment_percent for step in self.steps) or not _falls(
            step.points for step in self.steps
        ):
            yield Problem.STEPS_ORDER
        if any(step.points > self.maximum for step in self.steps):
            yield Problem.STEPS_ABOVE_MAXIMUM

    def _class_problems(self) -> Iterator[Problem]:
        if not self.classes:
            yield Problem.NO_CLASSES
            return
        names = [one.name for one in self.classes]
        if len(set(names)) < len(names) or "" in names:
            yield Problem.CLASS_NAMES
        if not _falls(one.least_points for one in self.classes):
            yield Problem.CLASSES_ORDER
        if self.classes[-1].least_points != 0:
            yield Problem.LAST_CLASS
        if self.classes[0].least_points > self.maximum:
            yield Problem.CLASS_ABOVE_MAXIMUM


def _falls(numbers: Iterable[Decimal]) -> bool:
    numbers = list(numbers)
    return all(above > below for above, below in pairwise(numbers)) and min(numbers, default=0) >= 0


def to_plain(rule: Rule) -> dict[str, Any]:
    """The rule as JSON can hold it: decimals as text, written one way only, so that equal rules give equal text."""
    return {
        "maximum": written(rule.maximum),
        "basis": str(rule.basis),
        "steps": [
            {
                "attainment_percent": written(step.attainment_percent),
                "points": written(step.points),
            }
            for step in rule.steps
        ],
        "full_share": None if rule.full_share is None else written(rule.full_share),
        "off_late": written(rule.off_late),
        "off_missing": written(rule.off_missing),
        "decimals": rule.decimals,
        "classes": [
            {"name": one.name, "least_points": written(one.least_points)} for one in rule.classes
        ],
        "least_dossiers": rule.least_dossiers,
        "order": str(rule.order),
        "ties": str(rule.ties),
    }


def from_plain(plain: Mapping[str, Any]) -> Rule:
    """The rule that `to_plain` wrote; raises KeyError, TypeError, ValueError or ArithmeticError where it is none."""
    full_share = plain["full_share"]
    return Rule(
        maximum=_number(plain["maximum"]),
        basis=Basis(plain["basis"]),
        steps=tuple(
            Step(_number(step["attainment_percent"]), _number(step["points"]))
            for step in plain["steps"]
        ),
        full_share=None if full_share is None else _number(full_share),
        off_late=_number(plain["off_late"]),
        off_missing=_number(plain["off_missing"]),
        decimals=_whole(plain["decimals"]),
        classes=tuple(
            ScoreClass(str(one["name"]), _number(one["least_points"])) for one in plain["classes"]
        ),
        least_dossiers=_whole(plain["least_dossiers"]),
        order=Order(plain["order"]),
        ties=Ties(plain["ties"]),
    )


def _number(text: str | int) -> Decimal:
    """Exact: a number that was written with a binary fraction is not what somebody meant."""
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise TypeError(f"{text!r} is no decimal written as text")
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is no number")
    return number


def _whole(number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"{number!r} is no whole number")
    return number


def written(number: Decimal) -> str:
    """Without an exponent, without zeros at the end, without a sign before 0: 40, 12.5."""
    text = f"{number or Decimal(0):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
