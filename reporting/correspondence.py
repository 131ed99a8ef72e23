"""Write the letters that are owed: to each person once for a cause, in his language, as text and as HTML."""

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from reporting.reminders import Owed
from targets.actions.reminders import claim, give_back, remember
from targets.models import Reminder


def send(letters: Iterable[Owed]) -> Iterator[Reminder]:
    """Send what was not sent yet; each reminder that went is given as it goes.

    A reminder is marked as sent before its letter goes, and unmarked where the mail server refuses it. So two runs at
    once, or a second run after a crash, never write twice; a process killed between the two loses one letter.
    """
    for letter in letters:
        remember(
            person=letter.person,
            kind=letter.kind,
            cause=letter.cause,
            unit=letter.units[0] if len(letter.units) == 1 else None,
            month=letter.month,
        )
        with translation.override(letter.person.language):
            message = _message(letter)
        reminder = claim(person=letter.person, cause=letter.cause, subject=message.subject)
        if reminder is None:
            continue
        try:
            message.send()
        except Exception:
            give_back(reminder=reminder)
            raise
        yield reminder


def _message(letter: Owed) -> EmailMultiAlternatives:
    context = {
        "letter": letter,
        "forms": [(unit, _address(unit, letter)) for unit in letter.units],
        "preferences": urljoin(settings.PORTAL_URL, reverse("preferences")),
    }
    subject = render_to_string("reporting/email/subject.txt", context)
    text = render_to_string("reporting/email/letter.txt", context)
    message = EmailMultiAlternatives(" ".join(subject.split()), text, to=[letter.person.email])
    message.attach_alternative(
        render_to_string("reporting/email/letter.html", context), "text/html"
    )
    return message


def _address(unit, letter: Owed) -> str:
    return urljoin(settings.PORTAL_URL, reverse("monthly-report", args=[unit.code, letter.month]))
