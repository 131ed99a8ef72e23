from typing import Any

from django.utils.translation import gettext_lazy

from targets.actions.catalogue import import_procedures, preview_procedures
from targets.actions.outcome import Outcome
from targets.imports.headings import PROCEDURE_COLUMNS
from targets.imports.tables import read_file
from targets.management.importing import ImportCommand


class Command(ImportCommand):
    help = gettext_lazy("Import procedures and their publications.")

    def import_file(self, **options: Any) -> Outcome:
        action = preview_procedures if options["dry_run"] else import_procedures
        return action(table=read_file(options["file"], PROCEDURE_COLUMNS))
