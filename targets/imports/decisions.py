"""A decision written as TOML (see fixtures/decision-852.toml): read, and checked against itself and the known units."""

import datetime
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from targets.periods import Month, Span
from targets.plain_text import can_be_shown
from targets.problems import Fault, Faulty

# The texts of a decision and of a clause, each with its greatest length.
_TEXTS = {"number": 50, "title": 500, "issuer": 200}
_LONGEST_LABEL = 20
_LONGEST_WORDING = 5_000


@dataclass(frozen=True)
class ClauseDraft:
    """A clause: its label, the decision's own words, the minimum in percent, and the codes of its units."""

    label: str
    wording: str
    minimum_percent: Decimal
    units: tuple[str, ...]


@dataclass(frozen=True)
class DecisionDraft:
    """A decision as its file gives it, not yet adopted."""

    number: str
    title: str
    issuer: str
    issued_on: datetime.date
    span: Span
    counts_new_procedures: bool
    clauses: tuple[ClauseDraft, ...]


def read_decision(content: bytes, known_units: Collection[str]) -> DecisionDraft:
    """The decision that the file holds. Raises Faulty with every contradiction and its line."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Faulty([Fault(1, "file", _("This is not a TOML file: %s") % error)]) from error
    return _DecisionReader(text, values, known_units).read()


class _DecisionReader:
    """Collects the faults of one file, so that its author sees them all at once."""

    def __init__(self, text: str, values: dict[str, Any], known_units: Collection[str]) -> None:
        self.text = text
        self.values = values
        self.known_units = known_units
        self.faults: list[Fault] = []
        self.line_of_unit: dict[str, int] = {}

    def read(self) -> DecisionDraft:
        texts = {name: self._text(self.values, name, longest) for name, longest in _TEXTS.items()}
        issued_on = self._issued_on()
        span = self._span()
        clauses = tuple(self._clauses())
        counts_new = self.values.get("counts_new_procedures", True)
        if not isinstance(counts_new, bool):
            self._fault("counts_new_procedures", _("Write true or false."))
        if self.faults or span is None or issued_on is None:
            raise Faulty(self.faults)
        return DecisionDraft(
            **texts,
            issued_on=issued_on,
            span=span,
            counts_new_procedures=counts_new,
            clauses=clauses,
        )

    def _fault(self, name: str, message: str, position: int = 0) -> None:
        self.faults.append(Fault(self._line(name, position), name, message))

    def _line(self, needle: str, position: int) -> int:
        """The line on which the needle first stands from a position on; the position's own where it does not."""
        found = self.text.find(needle, position)
        return self.text.count("\n", 0, found if found >= 0 else position) + 1

    def _text(self, table: dict[str, Any], name: str, longest: int, position: int = 0) -> str:
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            self._fault(name, _("This is missing."), position)
            return ""
        if len(value) > longest:
            self._fault(name, _("This is longer than %s characters.") % longest, position)
        if not can_be_shown(value):
            self._fault(name, _("This text holds a character that cannot be shown."), position)
        return value.strip()

    def _issued_on(self) -> datetime.date | None:
        value = self.values.get("issued_on")
        if type(value) is datetime.date:
            return value
        self._fault("issued_on", _("Write the day as 2018-03-30, without quotation marks."))
        return None

    def _span(self) -> Span | None:
        months = []
        for name in ("first_month", "last_month"):
            try:
                months.append(Month.parse(str(self.values.get(name, ""))))
            except ValueError:
                self._fault(name, _("Write the month as 2018-06 or 06/2018."))
        if len(months) < 2:
            return None
        try:
            return Span(*months)
        except ValueError:
            self._fault("last_month", _("The last month cannot be before the first."))
            return None

    def _clauses(self) -> list[ClauseDraft]:
        tables = self.values.get("clause")
        if not isinstance(tables, list) or not tables or not isinstance(tables[0], dict):
            self._fault("[[clause]]", _("The decision has no clause."))
            return []
        clauses = []
        position = 0
        for table in tables:
            position = self.text.find("[[clause]]", position) + len("[[clause]]")
            clauses.append(self._clause(table, position))
        labels = [clause.label for clause in clauses]
        for label in {label for label in labels if labels.count(label) > 1}:
            self._fault("label", _("Clause %s stands twice.") % label)
        return clauses

    def _clause(self, table: dict[str, Any], position: int) -> ClauseDraft:
        return ClauseDraft(
            label=self._text(table, "label", _LONGEST_LABEL, position),
            wording=self._text(table, "wording", _LONGEST_WORDING, position),
            minimum_percent=self._minimum(table, position),
            units=self._units(table, position),
        )

    def _minimum(self, table: dict[str, Any], position: int) -> Decimal:
        try:
            minimum = Decimal(str(table.get("minimum_percent")))
        except InvalidOperation:
            minimum = Decimal(0)
        in_range = minimum.is_finite() and 0 < minimum <= 100
        if not (in_range and minimum == minimum.quantize(Decimal("0.01"))):
            message = _(
                "The minimum is above 0 and at most 100 percent, with two decimals at most."
            )
            self._fault("minimum_percent", message, position)
        return minimum

    def _units(self, table: dict[str, Any], position: int) -> tuple[str, ...]:
        codes = table.get("units")
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            self._fault(
                "units", _("List the codes of the units, each in quotation marks."), position
            )
            return ()
        for code in codes:
            position = max(position, self.text.find(f'"{code}"', position) + 1)
            line = self._line("", position)
            if code not in self.known_units:
                self._unit_fault(line, _("There is no unit %s.") % code)
            if code in self.line_of_unit:
                message = _("Unit %(unit)s already stands on line %(line)s.")
                self._unit_fault(line, message % {"unit": code, "line": self.line_of_unit[code]})
            self.line_of_unit.setdefault(code, line)
        return tuple(codes)

    def _unit_fault(self, line: int, message: str) -> None:
        self.faults.append(Fault(line, "units", message))
