"""Bring people in: an account is made for a person, who chooses the password himself."""

from collections.abc import Mapping
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from targets.actions.outcome import Outcome
from targets.imports.people import PersonRow, read_people
from targets.imports.tables import Table
from targets.models import Unit, User

_DESCRIPTION = ("full_name", "email", "role")


def invite(*, person: User, portal: str) -> None:
    """Send the person a link with which he chooses his password, once what made the account is stored.

    `portal` is the address of the portal, such as https://portal.example/.
    """
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    path = reverse("account_reset_password_from_key", args=key.split("-", 1))
    context = {"person": person, "address": urljoin(portal, path)}
    subject = render_to_string("targets/letters/invitation_subject.txt", context).strip()
    text = render_to_string("targets/letters/invitation.txt", context)
    transaction.on_commit(lambda: send_mail(subject, text, None, [person.email]))


def choose_letters(*, person: User, wishes: Mapping[str, object]) -> None:
    """Keep which letters a person wishes to get, and in which language."""
    for name, wish in wishes.items():
        setattr(person, name, wish)
    person.save(update_fields=list(wishes))


@transaction.atomic
def import_people(*, table: Table, portal: str) -> Outcome:
    """Store the people of a table by user name, and invite those who are new; the others keep their password.

    Raises Faulty with every fault of the table; then nothing is stored and nobody is written to.
    """
    rows = read_people(table)
    before = User.objects.prefetch_related("units").in_bulk(field_name="username")
    keys = dict(Unit.objects.values_list("code", "pk"))
    new = changed = 0
    for row in rows:
        known = before.get(row.person.username)
        if known is None:
            row.person.set_unusable_password()
            row.person.save()
            invite(person=row.person, portal=portal)
            new += 1
        elif _says_something_new(row, known):
            row.person.pk = known.pk
            row.person.save(update_fields=_DESCRIPTION)
            changed += 1
        else:
            continue
        row.person.units.set(keys[code] for code in row.units)
    return Outcome(len(rows), new, changed)


def preview_people(*, table: Table) -> Outcome:
    """What `import_people` would do; nothing is stored and nobody is written to."""
    with transaction.atomic():
        outcome = import_people(table=table, portal="")
        transaction.set_rollback(True)
    return outcome


def _says_something_new(row: PersonRow, known: User) -> bool:
    if row.units != {unit.code for unit in known.units.all()}:
        return True
    return any(getattr(row.person, name) != getattr(known, name) for name in _DESCRIPTION)
