"""The texts of a table, each kept once: codes and months repeat over a hundred thousand rows."""

import sys
from typing import Any

from targets.imports.refusals import REFUSALS
from targets.problems import faulty_file

# In bytes, as Python keeps them.
LARGEST_TEXT = 96 * 1024 * 1024
# What the dictionary itself takes for one.
ENTRY = 100


class Texts(dict[str, str]):
    """Gives back the one copy of a text. Raises Faulty where the different ones are too much to keep."""

    def __init__(self) -> None:
        self.size = 0

    def keep(self, rows: list[list[Any]]) -> None:
        """Put the one copy of each text into its cells. Raises Faulty as above."""
        for row in rows:
            for column, cell in enumerate(row):
                if type(cell) is str:
                    row[column] = self[cell]

    def __missing__(self, text: str) -> str:
        self.size += sys.getsizeof(text) + ENTRY
        if self.size > LARGEST_TEXT:
            raise faulty_file(REFUSALS["too_heavy"])
        self[text] = text
        return text
