"""Load the reference files: units, procedures, and the decisions, all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from targets.actions.catalogue import import_procedures
from targets.actions.decisions import adopt_decision
from targets.actions.units import import_units
from targets.imports.decisions import read_decision
from targets.imports.tables import read_file
from targets.models import Unit
from targets.problems import Faulty


class FaultyFile(Exception):
    """A reference file that contradicts itself: its path, and its faults by line."""

    def __init__(self, file: Path, faulty: Faulty) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faulty.faults))


@transaction.atomic
def load_reference(*, folder: Path, tell: Callable[[str], None]) -> None:
    """Store the files of a folder; run again, it changes nothing. Raises FaultyFile, and then nothing is stored."""
    with _named(folder / "units.csv") as file:
        tell(file.name)
        import_units(table=read_file(file))
    with _named(folder / "procedures.csv") as file:
        tell(file.name)
        import_procedures(table=read_file(file), is_sample=True)
    for path in sorted(folder.glob("decision-*.toml")):
        with _named(path) as file:
            tell(file.name)
            known = set(Unit.objects.values_list("code", flat=True))
            adopt_decision(draft=read_decision(file.read_bytes(), known))


@contextmanager
def _named(file: Path) -> Iterator[Path]:
    try:
        yield file
    except Faulty as faulty:
        raise FaultyFile(file, faulty) from faulty
