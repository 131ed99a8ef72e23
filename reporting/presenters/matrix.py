"""Units by months of a year: in what state each report is, in states that differ by shape and word, not by colour alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reporting.cell_state import CellState
from reporting.standings import Standing
from targets.models import Submission
from targets.periods import Month, Span
from targets.workflow import State

_BY_STATE = {
    State.ACCEPTED: CellState.ACCEPTED,
    State.SUBMITTED: CellState.SUBMITTED,
    State.DRAFT: CellState.IN_WORK,
    State.RETURNED: CellState.IN_WORK,
}


@dataclass(frozen=True)
class Cell:
    """One month of one unit; `has_form` where there is something to open."""

    month: Month
    state: CellState
    has_form: bool


@dataclass(frozen=True)
class MatrixRow:
    """One unit and its months."""

    standing: Standing
    cells: Sequence[Cell]


def matrix(standings: Sequence[Standing], span: Span, today: date) -> list[MatrixRow]:
    """A row for each standing, a cell for each month of the span."""
    states, now = _states(span), Month.of(today)
    return [
        MatrixRow(standing, [_cell(standing, month, states, now) for month in span])
        for standing in standings
    ]


def _states(span: Span) -> dict[tuple[int, Month], str]:
    submissions = Submission.objects.within(span).order_by()
    return {
        (unit, month): status
        for unit, month, status in submissions.values_list("unit", "month", "status")
    }


def _cell(
    standing: Standing, month: Month, states: Mapping[tuple[int, Month], str], now: Month
) -> Cell:
    status = states.get((standing.unit.pk, month))
    state = _BY_STATE[State(status)] if status else _without_a_report(standing, month, now)
    return Cell(month, state, has_form=state != CellState.NOT_EXPECTED and month <= now)


def _without_a_report(standing: Standing, month: Month, now: Month) -> CellState:
    # What is expected is known through today's month only.
    may_come = month > now and standing.unit.exists_in(month)
    if not may_come and month not in standing.months_expected:
        return CellState.NOT_EXPECTED
    return CellState.NOT_DUE if month in standing.months_ahead else CellState.MISSING
