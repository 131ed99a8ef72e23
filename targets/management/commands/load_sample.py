from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.actions.sample import NotSample, load_sample


class Command(BaseCommand):
    help = gettext_lazy("Load sample months and demonstration accounts, marked as sample data.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            passwords = load_sample()
        except NotSample as error:
            message = _(
                "This database holds submissions or accounts that are not sample data: nothing was loaded."
            )
            raise CommandError(message) from error
        file = settings.PORTAL_DATA_DIR / "demo-logins.txt"
        if passwords:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text("".join(f"{name}\t{word}\n" for name, word in passwords.items()))
        self.stdout.write(
            _("Sample months and accounts are loaded; the passwords stand in %s.") % file
        )
