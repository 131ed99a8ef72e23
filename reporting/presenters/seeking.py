"""A unit that the reader looks for in the pictures: by its code or by words of its name, with or without diacritics."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.presenters.procedures import folded
from reporting.standings import Standing
from targets.models import Unit
from targets.templatetags.figures import whole

# So many of the units that fit are named, where several do.
NAMED = 3


@dataclass(frozen=True)
class Sought:
    """What was written, the standing of the unit that is meant, and what is said where none is."""

    text: str
    standing: Standing | None = None
    fault: str = ""

    @property
    def found(self) -> set[int]:
        """The unit's primary key, as the pictures take it."""
        return {self.standing.unit.pk} if self.standing else set()


def names(rows: Sequence[Standing]) -> list[str]:
    """What each unit is offered as: its name, with its district where others bear the name too, and failing that its code."""
    return list(_written([row.unit for row in rows]).values())


def sought(text: str, seen: Sequence[Standing], drawn: Sequence[Standing]) -> Sought:
    """The unit of that text among those that the reader sees; it is found only if it is drawn."""
    if not text.strip():
        return Sought("")
    fitting = _fitting(text, [row.unit for row in seen])
    if not fitting:
        return Sought(
            text, fault=_("No unit is found by this. Write its code or a part of its name.")
        )
    if len(fitting) > 1:
        return Sought(text, fault=_several(fitting))
    [unit] = fitting
    standing = next((row for row in drawn if row.unit == unit), None)
    if standing is None:
        words = _("%(unit)s is not among the units of these filters.")
        return Sought(text, fault=words % {"unit": unit.name})
    return Sought(text, standing)


def _fitting(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units with that very code or name; if there are none, those with it as it stands; and then those with all its words."""
    wanted = " ".join(folded(text).split())
    written = _written(units)
    searched = {unit: folded(f"{name} {unit.code}") for unit, name in written.items()}
    ways: list[Callable[[Unit], bool]] = [
        lambda unit: wanted in {folded(unit.code), folded(unit.name), folded(written[unit])},
        lambda unit: wanted in searched[unit],
        lambda unit: all(word in searched[unit] for word in wanted.split()),
    ]
    found = ([unit for unit in units if fits(unit)] for fits in ways)
    return next(filter(None, found), [])


def _written(units: Sequence[Unit]) -> dict[Unit, str]:
    by_name = Counter(unit.name for unit in units)
    with_district = {
        unit: f"{unit.name}, {unit.parent.name}"
        if by_name[unit.name] > 1 and unit.parent
        else unit.name
        for unit in units
    }
    alike = Counter(with_district.values())
    return {
        unit: f"{name} ({unit.code})" if alike[name] > 1 else name
        for unit, name in with_district.items()
    }


def _several(units: Sequence[Unit]) -> str:
    words = _("%(number)s units fit, %(units)s among them. Write more of the name, or its code.")
    shown = "; ".join(f"{unit.name} ({unit.code})" for unit in units[:NAMED])
    return words % {"number": whole(len(units)), "units": shown}
