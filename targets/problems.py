"""What is wrong with an input, as values. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass

# The column of what is wrong with a file that is no table at all (interfaces, “Commands”).
WHOLE_FILE = "file"


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of a file: its row, counted from 1, and the heading of the column."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        # “row” is literal, and a fault is one line: programs read these (interfaces, “Commands”).
        return " ".join(f"row {self.row}, {self.column}: {self.message}".splitlines())


class Faulty(Exception):
    """An input with faults, in the order of its rows; nothing of it may be stored."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.row)
        super().__init__("\n".join(map(str, self.faults)))


def faulty_file(message: object) -> Faulty:
    """The fault of a file that cannot be read as a table at all."""
    return Faulty([Fault(1, WHOLE_FILE, str(message))])
