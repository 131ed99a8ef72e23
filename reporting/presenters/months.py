"""The months of the decision's year as steps: each leads to the same page through that month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from targets.periods import Month, Span


@dataclass(frozen=True)
class Step:
    """One month; without an address where nobody has reported it, unless it is the one that was chosen."""

    month: Month
    address: str
    is_in_span: bool
    is_last: bool


@dataclass(frozen=True)
class Steps:
    """All months, and the ones beside the last month of the span."""

    months: Sequence[Step]
    before: Step | None
    after: Step | None


def steps(year: Span, span: Span, last_offered: Month, address: Callable[..., str]) -> Steps:
    """The months of a year up to the last one offered; `address` makes an address from what changes in the question.

    A step to before the first month of the span moves that month too, so that a span never runs backwards.
    """
    months = [
        Step(
            month=month,
            address=address(first=min(span.first, month), through=month)
            if month <= last_offered or month == span.last
            else "",
            is_in_span=month in span,
            is_last=month == span.last,
        )
        for month in year
    ]
    by_month = {step.month: step for step in months if step.address}
    return Steps(
        months=months,
        before=by_month.get(span.last.previous()),
        after=by_month.get(span.last.next()),
    )
