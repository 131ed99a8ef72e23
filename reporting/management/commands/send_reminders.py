from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.clock import today
from quota_portal.commands import PortalCommand
from reporting.correspondence import send
from reporting.reminders import owed


class Command(PortalCommand):
    help = gettext_lazy(
        "Send the letters that are owed by today; run again, it writes to nobody twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number = refused = 0
        for posted in send(owed(today())):
            reminder = posted.reminder
            if posted.fault is None:
                number += 1
                self.stdout.write(f"{reminder.person.email}\t{reminder.subject}")
            else:
                refused += 1
                self.stderr.write(f"{reminder.person.email}\t{reminder.subject}\t{posted.fault}")
        self.stdout.write(_("Letters sent: %s") % number)
        if refused:
            self.stderr.write(
                _("Letters that the mail server did not take: %s. The next run tries again.")
                % refused
            )
            raise SystemExit(1)
