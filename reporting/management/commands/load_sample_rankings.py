from typing import Any

import pghistory
from django.core.management.base import BaseCommand

from reporting.actions.sample_rankings import load_sample_rankings


class Command(BaseCommand):
    help = "Make sample rankings of the sample months, where there is no ranking yet."

    def handle(self, *args: Any, **options: Any) -> None:
        with pghistory.context(command="load_sample_rankings"):
            made = load_sample_rankings()
        self.stdout.write("made" if made else "nothing to make")
