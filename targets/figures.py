"""The two figures that a unit reports of a procedure and a month."""

from typing import NamedTuple


class Figures(NamedTuple):
    """Total and online dossiers; None is a figure not reported."""

    total: int | None
    online: int | None

    @property
    def are_reported(self) -> bool:
        return None not in self


NOT_REPORTED = Figures(None, None)
