"""What an import did, or would do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """What a row does to the stored figures; `before` is (total, online), None where nothing was stored."""

    row: int
    before: tuple[int | None, int | None] | None
    after: tuple[int, int]


@dataclass(frozen=True)
class Outcome:
    """How many rows were read and, of these, how many were new, changed what was stored, or do not count."""

    rows: int
    new: int
    changed: int
    not_counted: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed
