"""Units that the reader looks for in the pictures: by a code or by words of a name, with or without diacritics."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.folded_text import folded
from reporting.standings import Standing
from targets.models import Unit
from targets.templatetags.figures import whole

# So many of the units that fit are marked and named: more names would hide each other.
MARKED = 5


@dataclass(frozen=True)
class Sought:
    """What was written, the standings of the units that are marked, how many fit, and what is said where none is."""

    text: str
    standings: Sequence[Standing] = ()
    number: int = 0
    fault: str = ""

    @property
    def standing(self) -> Standing | None:
        """That of the unit that is meant, where only one can be."""
        return self.standings[0] if self.number == 1 else None

    @property
    def in_words(self) -> str:
        """Of several units how many fit, and whether all of them are marked."""
        if self.number > len(self.standings):
            words = _(
                "%(number)s units fit, the first %(marked)s are marked. Write more of the name, or its code."
            )
        else:
            words = _("%(number)s units fit, all of them are marked.")
        return words % {"number": whole(self.number), "marked": whole(len(self.standings))}

    @property
    def found(self) -> set[int]:
        """The units' primary keys, as the pictures take them."""
        return {row.unit.pk for row in self.standings}


def names(rows: Sequence[Standing]) -> list[str]:
    """What each unit is offered as: its name, with its district where others bear the name too, and failing that its code."""
    return list(_written([row.unit for row in rows]).values())


def sought(text: str, seen: Sequence[Standing], drawn: Sequence[Standing]) -> Sought:
    """The units of that text among those that the reader sees; one is found only if it is drawn."""
    if not text.strip():
        return Sought("")
    fitting = _fitting(text, [row.unit for row in seen])
    if not fitting:
        return Sought(
            text, fault=_("No unit is found by this. Write its code or a part of its name.")
        )
    found = [row for row in drawn if row.unit in fitting]
    if not found:
        return Sought(text, fault=_elsewhere(fitting))
    return Sought(text, found[:MARKED], len(found))


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


def _elsewhere(units: Sequence[Unit]) -> str:
    if len(units) == 1:
        return _("%(unit)s is not among the units of these filters.") % {"unit": units[0].name}
    words = _("%(number)s units fit, none of them among the units of these filters.")
    return words % {"number": whole(len(units))}
