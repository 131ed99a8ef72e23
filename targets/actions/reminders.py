"""Keep which letters went to whom, so that nobody is written to twice for the same cause."""

from django.db import transaction
from django.utils import timezone

from targets.models import Reminder, Unit, User
from targets.periods import Month


def remember(
    *, person: User, kind: str, cause: str, unit: Unit | None, month: Month | None
) -> None:
    """Note that a letter is owed; once for a person and a cause."""
    reminder = Reminder(
        person=person, kind=kind, cause=cause, unit=unit, month=month, made_at=timezone.now()
    )
    Reminder.objects.bulk_create([reminder], ignore_conflicts=True)


@transaction.atomic
def claim(*, person: User, cause: str, subject: str) -> Reminder | None:
    """Mark a letter as sent, for the one that sends it; None where it was sent, or another process sends it now."""
    owed = Reminder.objects.select_for_update(skip_locked=True)
    reminder = owed.filter(person=person, cause=cause, sent_at=None).first()
    if reminder is not None:
        reminder.sent_at, reminder.subject = timezone.now(), subject
        reminder.save(update_fields=["sent_at", "subject"])
    return reminder


def give_back(*, reminder: Reminder) -> None:
    """A letter that could not be sent is owed again."""
    reminder.sent_at = None
    reminder.save(update_fields=["sent_at"])
