"""What is frozen with a ranking: every figure, the definitions and minimums in force, the rule, the moment, the people.

Pure: no Django. Days, months, moments and decimals are texts here, as in the canonical form, so that what is written down and
what is read again are the same. A person is named by a key of `people`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from reporting.compliance import Share, together
from reporting.scoring import Case
from reporting.scoring_rule import Rule, from_plain
from targets.workflow import COUNTING

# Rankings of this form are read for ever (tests/reporting/rankings/form_1.json): whoever changes what is frozen gives it
# another form, and goes on reading this one.
FORM = "quota-portal/ranking/1"


@dataclass(frozen=True)
class FrozenClause:
    """One clause in the decision's own words."""

    label: str
    wording: str


@dataclass(frozen=True)
class FrozenDecision:
    """The decision whose minimums are in force."""

    number: str
    title: str
    issuer: str
    issued_on: str
    first_month: str
    last_month: str
    leaves_out_since: str | None
    clauses: tuple[FrozenClause, ...]


@dataclass(frozen=True)
class FrozenRule:
    """The scoring rule: which version, made by whom and when, and what it says."""

    name: str
    version: int
    note: str
    is_example: bool
    made_at: str
    made_by: str
    definition: dict[str, Any]

    @cached_property
    def rule(self) -> Rule:
        return from_plain(self.definition)


@dataclass(frozen=True)
class FrozenPublication:
    """When a procedure was published, at which level; `last` is None while it is in force."""

    level: int
    first: str
    last: str | None
    by: str


@dataclass(frozen=True)
class FrozenProcedure:
    """A procedure with all its publications, those of other years too."""

    name: str
    publications: tuple[FrozenPublication, ...]


@dataclass(frozen=True)
class FrozenCount:
    """One procedure's dossiers in one month; `counts` tells whether they count (rule 2).

    `source_file` and `source_row` are where they were imported from: blank and None where they were typed.
    """

    procedure: str
    total: int
    online: int
    counts: bool
    entered_at: str | None
    entered_by: str | None
    source_file: str
    source_row: int | None


@dataclass(frozen=True)
class FrozenMonth:
    """One unit's month. `is_late`: it came after its due date; `is_missing`: nothing counts, though that day has passed.

    A month without a due date is never late, and missing once it is over.
    """

    month: str
    is_expected: bool
    is_late: bool
    is_missing: bool
    due_on: str | None
    state: str | None
    is_sample: bool
    first_submitted_at: str | None
    submitted_at: str | None
    submitted_by: str | None
    accepted_at: str | None
    accepted_by: str | None
    counts: tuple[FrozenCount, ...]

    @property
    def is_reported(self) -> bool:
        return self.state in COUNTING

    @property
    def share(self) -> Share | None:
        """What counts of the month; None where no report of it counts."""
        if not self.is_reported:
            return None
        return together(Share(one.online, one.total) for one in self.counts if one.counts)


@dataclass(frozen=True)
class FrozenUnit:
    """One unit, the clause and the minimum that it was given, and its months in their order.

    `parent` is the district of a commune; no other unit has one.
    """

    code: str
    name: str
    group: str
    parent: str | None
    parent_name: str
    clause: str | None
    minimum_percent: str | None
    months: tuple[FrozenMonth, ...]

    @cached_property
    def share(self) -> Share | None:
        """The share over the span (rule 5); None where no report counts."""
        reported = [month.share for month in self.months if month.is_reported]
        return together(reported) if reported else None

    @property
    def months_reported(self) -> set[str]:
        """The months with a report that counts."""
        return {month.month for month in self.months if month.is_reported}

    @property
    def minimum(self) -> Decimal | None:
        return None if self.minimum_percent is None else Decimal(self.minimum_percent)

    @property
    def case(self) -> Case:
        """What the scoring rule is applied to."""
        return Case(
            unit=self.code,
            group=self.group,
            district=self.parent,
            share=self.share,
            minimum=self.minimum,
            late=sum(month.is_late for month in self.months),
            missing=sum(month.is_missing for month in self.months),
        )

    def shares_by_procedure(self) -> dict[str, Share]:
        """What counts of each procedure over the span, by its code."""
        sums: dict[str, list[Share]] = {}
        for month in self.months:
            if month.is_reported:
                for one in month.counts:
                    if one.counts:
                        sums.setdefault(one.procedure, []).append(Share(one.online, one.total))
        return {code: together(parts) for code, parts in sorted(sums.items())}


@dataclass(frozen=True)
class FrozenDefinition:
    """One definition as it was in force, in Vietnamese."""

    title: str
    paragraphs: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class DrawnUp:
    """When, by whom and after which events of the record (the last of each table) a ranking was drawn up.

    `replaces` is the code of the ranking that it restates, and `reason` says why it does.
    """

    at: str
    on: str
    by: str
    last_events: dict[str, int]
    replaces: str | None
    reason: str


@dataclass(frozen=True)
class Figures:
    """All that a ranking is computed from; units in the Decision's own order."""

    decision: FrozenDecision
    first: str
    through: str
    rule: FrozenRule
    drawn_up: DrawnUp
    people: dict[str, str]
    definitions: tuple[FrozenDefinition, ...]
    procedures: dict[str, FrozenProcedure]
    units: tuple[FrozenUnit, ...]

    def unit(self, code: str) -> FrozenUnit:
        """One unit; raises KeyError."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> Mapping[str, FrozenUnit]:
        return {unit.code: unit for unit in self.units}

    @property
    def is_sample(self) -> bool:
        """Whether any figure is sample data."""
        return any(
            month.is_sample and month.is_reported for unit in self.units for month in unit.months
        )

    def people_named(self) -> Iterator[str]:
        """The keys of the people that the figures name."""
        yield from (self.drawn_up.by, self.rule.made_by)
        for unit in self.units:
            for month in unit.months:
                named: Sequence[str | None] = [
                    month.submitted_by,
                    month.accepted_by,
                    *(one.entered_by for one in month.counts),
                ]
                yield from (key for key in named if key)


_FIGURES = TypeAdapter(Figures)


def figures_of(plain: Any) -> Figures:
    """The figures from their canonical form; raises ValueError where it is none."""
    return _FIGURES.validate_python(plain)


def plain_figures(figures: Figures) -> dict[str, Any]:
    """The figures as JSON holds them."""
    return asdict(figures)


def with_carried(figures: Figures, carried: Figures) -> Figures:
    """Figures taken from the record anew, with what no record of figures holds: the moment, the people, the words."""
    return replace(
        figures,
        drawn_up=carried.drawn_up,
        people=carried.people,
        definitions=carried.definitions,
    )
