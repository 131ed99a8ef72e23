"""Measuring, and printing what was measured."""

import statistics
from collections.abc import Callable
from time import perf_counter


def seconds(action: Callable[[], object]) -> float:
    """How long one run takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


def median_seconds(
    action: Callable[[], object], *, runs: int, before: Callable[[], object] = lambda: None
) -> float:
    """The median over several runs; what has to be done before each is not measured."""

    def run() -> float:
        before()
        return seconds(action)

    return statistics.median(run() for _ in range(runs))


def line(label: str, figure: str, remark: str = "") -> None:
    print(f"  {label:<58}{figure:>18}  {remark}".rstrip(), flush=True)
