"""Where each district stands on the schematic map. It is data: `fixtures/tile-map.toml`, read once."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

FILE = settings.BASE_DIR / "fixtures" / "tile-map.toml"
# So many districts that no file places stand side by side.
COLUMNS = 3


@dataclass(frozen=True)
class MapPlace:
    """A column from the west and a row from the north, both from 1."""

    column: int
    row: int
    inset: bool = False


@cache
def named_places() -> dict[str, MapPlace]:
    """The place of each district (its code) that the file names. Raises TypeError for a word that is no part of a place."""
    with FILE.open("rb") as file:
        return {code: MapPlace(**place) for code, place in tomllib.load(file).items()}


def placed(codes: Iterable[str], named: Mapping[str, MapPlace]) -> dict[str, MapPlace]:
    """A place for each district and no place twice: the named one if it is free; the others follow below, in their order."""
    found: dict[str, MapPlace] = {}
    taken: set[tuple[int, int]] = set()
    left_over = []
    for code in codes:
        place = named.get(code)
        if place is None or (place.column, place.row) in taken:
            left_over.append(code)
        else:
            taken.add((place.column, place.row))
            found[code] = place
    below = max((row for _column, row in taken), default=0) + 1
    for index, code in enumerate(left_over):
        found[code] = MapPlace(index % COLUMNS + 1, below + index // COLUMNS)
    return found
