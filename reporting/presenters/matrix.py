"""Units by months of a year: in what state each report is, in five states that differ by shape and letter, not by colour alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    month: Month
    state: CellState


@dataclass(frozen=True)
class MatrixRow:
    """One unit and its months."""

    standing: Standing
    cells: Sequence[Cell]


def matrix(standings: Sequence[Standing], span: Span) -> list[MatrixRow]:
    """A row for each standing, a cell for each month of the span. A month that nobody expects yet is not expected."""
    states = _states(span)
    return [
        MatrixRow(standing, [Cell(month, _cell(standing, month, states)) for month in span])
        for standing in standings
    ]


def _states(span: Span) -> dict[tuple[int, Month], str]:
    submissions = Submission.objects.within(span).order_by()
    return {
        (unit, month): status
        for unit, month, status in submissions.values_list("unit", "month", "status")
    }


def _cell(standing: Standing, month: Month, states: Mapping[tuple[int, Month], str]) -> CellState:
    status = states.get((standing.unit.pk, month))
    if status is not None:
        return _BY_STATE[State(status)]
    return CellState.MISSING if month in standing.months_expected else CellState.NOT_EXPECTED
