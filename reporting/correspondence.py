"""Write the letters that are owed: to each person once for a cause, in his language, as text and as HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from reporting.reminders import Owed
from targets.actions.reminders import claim, give_back, remember
from targets.models import Reminder

# After so many letters in a row without an answer from the mail server the rest is left for the next run.
MOST_SILENCES = 3
SUBJECT_LENGTH = Reminder._meta.get_field("subject").max_length


@dataclass(frozen=True)
class Posted:
    """One letter that was tried: `fault` says why it did not go, and is None where it went."""

    reminder: Reminder
    fault: Exception | None = None


def send(letters: Iterable[Owed]) -> Iterator[Posted]:
    """Send what was not sent yet; each letter that was tried is given as it goes or fails.

    A reminder is marked as sent before its letter goes, and unmarked where the mail server refuses it. So two runs at
    once, or a second run after a crash, never write twice; a process killed between the two loses one letter. A letter
    that is refused keeps no other back; a server that does not answer is not waited for again and again.
    """
    silences = 0
    for letter in letters:
        posted = _post(letter)
        if posted is None:
            continue
        yield posted
        silences = silences + 1 if _is_silence(posted.fault) else 0
        if silences == MOST_SILENCES:
            return


def _post(letter: Owed) -> Posted | None:
    """Send one letter; None where it was sent already."""
    remember(
        person=letter.person,
        kind=letter.kind,
        cause=letter.cause,
        unit=letter.units[0] if len(letter.units) == 1 else None,
        month=letter.month,
    )
    with translation.override(letter.person.language):
        message = _message(letter)
    reminder = claim(
        person=letter.person, cause=letter.cause, subject=message.subject[:SUBJECT_LENGTH]
    )
    if reminder is None:
        return None
    try:
        message.send()
    # A server, a network and an address that cannot be written each fail in their own way.
    except Exception as fault:
        give_back(reminder=reminder)
        return Posted(reminder, fault)
    return Posted(reminder)


def _is_silence(fault: Exception | None) -> bool:
    """Whether the mail server was not there, rather than there to refuse."""
    answers = (SMTPResponseException, SMTPRecipientsRefused)
    return isinstance(fault, OSError) and not isinstance(fault, answers)


def _message(letter: Owed) -> EmailMultiAlternatives:
    context = {"letter": letter, "request": letter.request, "preferences": _page("preferences")}
    subject = " ".join(render_to_string("reporting/email/subject.txt", context).split())
    said = render_to_string("reporting/email/said.txt", context).splitlines()
    context |= {
        "subject": subject,
        "said": [line for line in said if line],
        "links": _links(letter),
    }
    text = render_to_string("reporting/email/letter.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[letter.person.email])
    message.attach_alternative(
        render_to_string("reporting/email/letter.html", context), "text/html"
    )
    return message


def _links(letter: Owed) -> list[tuple[str, str]]:
    """Where the reader goes on from the letter: what each page is called, and its address."""
    if letter.digest:
        return [(_("Review"), _page("review-queue")), (_("Reports by month"), _page("matrix"))]
    if letter.request and letter.request.is_waiting:
        return [(_("Corrections of locked months"), _page("unlocks"))]
    return [(unit.name, _page("monthly-report", unit.code, letter.month)) for unit in letter.units]


def _page(name: str, *args: object) -> str:
    return urljoin(settings.PORTAL_URL, reverse(name, args=args))
