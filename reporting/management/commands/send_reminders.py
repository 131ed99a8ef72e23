from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.clock import today
from reporting.correspondence import send
from reporting.reminders import owed


class Command(BaseCommand):
    help = gettext_lazy(
        "Send the letters that are owed by today; run again, it writes to nobody twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number = 0
        for reminder in send(owed(today())):
            number += 1
            self.stdout.write(f"{reminder.person.email}\t{reminder.subject}")
        self.stdout.write(_("Letters sent: %s") % number)
