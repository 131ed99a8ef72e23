"""What files sent together would do, by file and by unit, and what holds units back."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from targets.actions.outcome import Change, Outcome, Tally
from targets.imports.bare_text import folded
from targets.imports.headings import COUNT_COLUMNS
from targets.models import Delivery, Procedure, Reading, Unit, Upload
from targets.periods import Month, Span, runs
from targets.problems import Fault
from targets.readings import all_changes_of, changes_of, faults_of, tallies_of

_UNIT_HEADINGS = {folded("unit_code"), folded(COUNT_COLUMNS["unit_code"])}


@dataclass(frozen=True)
class FileOutcome:
    """What one file would do with its good units, and its faults."""

    upload: Upload
    reading: Reading
    outcome: Outcome
    units: int


@dataclass(frozen=True)
class UnitOutcome:
    """What the files would do for one unit; nothing while it is held back."""

    unit: Unit
    months: list[Span]
    outcome: Outcome
    # None where they were not told apart: the unit has a fault.
    rows_read: int | None
    is_held_back: bool
    is_in_several_files: bool

    @property
    def state(self) -> str:
        """Whether its figures can be stored, in words."""
        if self.is_in_several_files:
            return _("held back: a month stands in several files")
        return _("held back: it has faults, or may lack a row") if self.is_held_back else _("good")


@dataclass(frozen=True)
class Overlap:
    """A unit's month that stands in several files: which of them is meant is not guessed."""

    unit: Unit
    month: Month
    names: list[str]


@dataclass(frozen=True)
class SeenChange:
    """A row that changes what is stored, as it is read."""

    name: str
    change: Change
    unit: Unit
    procedure: Procedure


class Delivered:
    """The readings of a delivery taken together."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery

    @cached_property
    def readings(self) -> list[Reading]:
        readings = Reading.objects.filter(upload__delivery=self.delivery).order_by("upload_id")
        return list(readings.select_related("upload").defer("upload__content"))

    @cached_property
    def number_of_files(self) -> int:
        return self.delivery.uploads.count()

    @property
    def unread(self) -> int:
        return self.number_of_files - len(self.readings)

    @property
    def newest_reading(self) -> int:
        return max((reading.pk for reading in self.readings), default=0)

    @property
    def number_of_faults(self) -> int:
        return sum(reading.number_of_faults for reading in self.readings)

    @property
    def rows_read(self) -> int:
        """The rows of all files, those with faults too."""
        return sum(reading.rows_read for reading in self.readings)

    @property
    def has_faults(self) -> bool:
        return bool(self.number_of_faults or self._in_several_files)

    @cached_property
    def held_back(self) -> frozenset[int]:
        """The units (their primary keys) that have a fault in any of the files, or a month in several."""
        return self._faulty | {unit for unit, _month in self._in_several_files}

    @cached_property
    def _faulty(self) -> frozenset[int]:
        return frozenset(unit for reading in self.readings for unit in reading.faulty_units)

    @cached_property
    def has_rows_of_no_unit(self) -> bool:
        """Whether a fault stands in the column of units: such a row holds back more than one unit."""
        columns = {fault.column for _name, fault in self.faults(None)}
        return any(folded(column) in _UNIT_HEADINGS for column in columns)

    @cached_property
    def overlaps(self) -> list[Overlap]:
        return [
            Overlap(self._units[unit], month, [self._name(pk) for pk in uploads])
            for (unit, month), uploads in self._in_several_files.items()
        ]

    @property
    def by_file(self) -> list[FileOutcome]:
        """Those with faults first, else in the order in which they came."""
        rows = [
            FileOutcome(
                reading.upload,
                reading,
                Outcome.of(self._good(self._tallies[reading.upload_id])),
                len({tally.unit for tally in self._tallies[reading.upload_id]})
                + len(reading.faulty_units),
            )
            for reading in self.readings
        ]
        return sorted(rows, key=lambda row: not row.reading.number_of_faults)

    @property
    def by_unit(self) -> list[UnitOutcome]:
        """Those that are held back first, else in the Decision's own order."""
        tallies: dict[int, list[Tally]] = defaultdict(list)
        for tally in self._all_tallies:
            tallies[tally.unit].append(tally)
        units = tallies.keys() | self.held_back
        in_several = {unit for unit, _month in self._in_several_files}
        rows = [
            UnitOutcome(
                self._units[unit],
                runs(sorted({tally.month for tally in tallies[unit]})),
                Outcome.of(self._good(tallies[unit])),
                None if unit in self._faulty else sum(tally.rows for tally in tallies[unit]),
                unit in self.held_back,
                unit in in_several,
            )
            for unit in units
        ]
        return sorted(rows, key=lambda row: (not row.is_held_back, row.unit.order))

    @property
    def outcome(self) -> Outcome:
        """What would be stored: the rows of the units that are not held back."""
        return Outcome.of(self._good(self._all_tallies))

    @property
    def good_units(self) -> int:
        return len({tally.unit for tally in self._good(self._all_tallies)})

    @property
    def markable(self) -> int:
        """How many of the files can go back with their faults marked."""
        return sum(reading.is_markable for reading in self.readings)

    @property
    def first_markable(self) -> Upload | None:
        return next((each.upload for each in self.readings if each.is_markable), None)

    def faults(self, limit: int | None) -> list[tuple[str, Fault]]:
        """The first faults that are kept, each with the name of its file; None is all of them."""
        faults = [
            (reading.upload.name, fault)
            for reading in self.readings
            for fault in faults_of(reading)
        ]
        return faults[:limit]

    def changes(self, limit: int) -> list[SeenChange]:
        """The first rows that would change something."""
        return self._seen(changes_of)[:limit]

    def every_change(self) -> list[SeenChange]:
        """All rows that would change something, as things are now."""
        return self._seen(all_changes_of)

    def _seen(self, changes_of: Callable[[Reading], list[Change]]) -> list[SeenChange]:
        found = [
            (reading.upload.name, change)
            for reading in self.readings
            for change in changes_of(reading)
            if change.unit not in self.held_back
        ]
        procedures = Procedure.objects.in_bulk({change.procedure for _name, change in found})
        return [
            SeenChange(name, change, self._units[change.unit], procedures[change.procedure])
            for name, change in found
        ]

    @cached_property
    def _tallies(self) -> dict[int, list[Tally]]:
        return {reading.upload_id: tallies_of(reading) for reading in self.readings}

    @property
    def _all_tallies(self) -> list[Tally]:
        return [tally for tallies in self._tallies.values() for tally in tallies]

    def _good(self, tallies: Iterable[Tally]) -> list[Tally]:
        return [tally for tally in tallies if tally.unit not in self.held_back]

    @cached_property
    def _in_several_files(self) -> dict[tuple[int, Month], list[int]]:
        """The unit's months that stand in several files, and these (their primary keys)."""
        uploads: dict[tuple[int, Month], list[int]] = defaultdict(list)
        for upload, tallies in self._tallies.items():
            for tally in tallies:
                uploads[tally.unit, tally.month].append(upload)
        return {key: found for key, found in uploads.items() if len(found) > 1}

    @cached_property
    def _units(self) -> dict[int, Unit]:
        keys = {tally.unit for tally in self._all_tallies} | self.held_back
        return Unit.objects.in_bulk(keys)

    def _name(self, upload: int) -> str:
        return next(each.upload.name for each in self.readings if each.upload_id == upload)
