from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext_lazy

from quota_portal.commands import PortalCommand
from targets.actions.reference import FaultyFile, load_reference


class Command(PortalCommand):
    help = gettext_lazy(
        "Load the units, the procedures and the decisions of fixtures/; run again, it changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with pghistory.context(command="load_reference"):
                load_reference(folder=settings.BASE_DIR / "fixtures", tell=self.stdout.write)
        except FaultyFile as faulty:
            raise CommandError(str(faulty)) from faulty
