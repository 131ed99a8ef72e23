"""What every command of the portal shares."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class PortalCommand(BaseCommand):
    """A command whose help is said in the portal's language."""

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        # argparse takes a text, no promise of one.
        self.help = str(self.help)
        return super().create_parser(*args, **kwargs)
