"""A table of people to be invited, each with a role and an officer with his units."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.headings import PEOPLE_COLUMNS, is_blank
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table
from targets.models import Unit, User


@dataclass(frozen=True)
class PersonRow:
    """One person, unsaved, and the codes of his units."""

    person: User
    units: frozenset[str]


def read_people(table: Table) -> list[PersonRow]:
    """The people of a table. Raises Faulty with every fault."""
    return _PeopleReader(Reader(table, PEOPLE_COLUMNS)).read()


class _PeopleReader:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.units = set(Unit.objects.values_list("code", flat=True))
        people = User.objects.exclude(email="").values_list("email", "username")
        self.holders = {email.casefold(): username for email, username in people}
        self.rows: dict[str, int] = {}
        self.people: list[PersonRow] = []

    def read(self) -> list[PersonRow]:
        for row in self.reader.rows():
            self._read_row(row)
        self.reader.finish()
        return self.people

    def _read_row(self, row: Row) -> None:
        username = row.read("username", _username)
        full_name = row.read("full_name", cells.text)
        email = row.read("email", _email)
        role = row.read("role", _role)
        units = self._units(row)
        if username and self._is_first(row, username) and email:
            self._check_holder(row, username, email)
        if role and units is not None and bool(units) != (role == User.Role.OFFICER):
            row.fault("unit_codes", _("An officer has units, and nobody else has."))
        person = User(username=username, full_name=full_name, email=email, role=role)
        self.people.append(PersonRow(person, units or frozenset()))

    def _units(self, row: Row) -> frozenset[str] | None:
        """The codes in the cell, several separated by semicolons; None where one of them is unknown."""
        cell = row.cells["unit_codes"]
        if is_blank(cell):
            return frozenset()
        written = cell.split(";") if isinstance(cell, str) else [cell]
        codes = {row.parse("unit_codes", cells.unit_code, code) for code in written}
        for code in sorted(codes - self.units - {None}):
            row.fault("unit_codes", _("There is no unit %s.") % code)
        return frozenset(codes) if codes <= self.units else None

    def _is_first(self, row: Row, username: str) -> bool:
        earlier = self.rows.setdefault(username, row.number)
        if earlier != row.number:
            message = _("%(person)s already stands in row %(row)s.")
            row.fault("username", message % {"person": username, "row": earlier})
        return earlier == row.number

    def _check_holder(self, row: Row, username: str, email: str) -> None:
        if self.holders.setdefault(email.casefold(), username) != username:
            row.fault("email", _("Another person has this email address."))


def _username(cell: Any) -> str:
    return _valid(cells.text(cell), UnicodeUsernameValidator())


def _email(cell: Any) -> str:
    return _valid(cells.text(cell), validate_email)


def _valid(text: str, validator: Any) -> str:
    try:
        validator(text)
    except ValidationError as error:
        raise ValueError(error.message) from error
    return text


def _role(cell: Any) -> str:
    """A role, by its name in code or in the language of the reader."""
    text = cells.text(cell)
    names = {str(name).casefold(): value for value, name in User.Role.choices}
    names |= {value: value for value in User.Role.values}
    if text.casefold() not in names:
        known = ", ".join(map(str, User.Role.values))
        raise ValueError(_("“%(text)s” is not a role: %(known)s.") % {"text": text, "known": known})
    return names[text.casefold()]
