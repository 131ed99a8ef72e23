from pathlib import Path
from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.commands import PortalCommand
from targets.actions.sample import NotSample, load_sample
from targets.models import User


class Command(PortalCommand):
    help = gettext_lazy("Load sample months and demonstration accounts, marked as sample data.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with pghistory.context(command="load_sample"):
                passwords = load_sample()
        except NotSample as error:
            message = _(
                "This database holds submissions or accounts that are not sample data: nothing was loaded."
            )
            raise CommandError(message) from error
        file = settings.PORTAL_DATA_DIR / "demo-logins.txt"
        _keep(passwords, file)
        self.stdout.write(
            _("Sample months and accounts are loaded; the passwords stand in %s.") % file
        )


def _keep(passwords: dict[str, str], file: Path) -> None:
    """Add a line for each new account, readable by its owner alone: user name, password, role and units."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    with file.open("a") as logins:
        for user in User.objects.filter(username__in=passwords):
            what = ", ".join([user.get_role_display(), *map(str, user.units.all())])
            logins.write(f"{user.username:<12} {passwords[user.username]:<13} {what}\n")
