"""What has come in of the last months of a span, and who has not sent what: the same words on every page and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.standings import Standing
from targets.periods import Month, Span
from targets.templatetags.figures import month as written_month
from targets.templatetags.figures import whole


@dataclass(frozen=True)
class Intake:
    """How many of the units that are to report a month have sent it; a month without a period has no due date."""

    month: Month
    sent: int
    expected: int
    due_on: date | None
    # Whether it may still be sent in time.
    is_ahead: bool

    @property
    def lacking(self) -> int:
        return self.expected - self.sent

    @property
    def in_words(self) -> str:
        """`tháng 9/2018 mới có 71 trên 162 đơn vị gửi báo cáo, hạn 5/10/2018`."""
        if not self.sent:
            words = _("%(month)s: no report yet")
        elif self.is_ahead:
            words = _("%(month)s: only %(sent)s of %(all)s units have reported so far")
        else:
            words = _("%(month)s: %(sent)s of %(all)s units have reported")
        text = words % {
            "month": written_month(self.month),
            "sent": whole(self.sent),
            "all": whole(self.expected),
        }
        return text + self._due_in_words

    @property
    def _due_in_words(self) -> str:
        if not self.due_on:
            return ""
        words = _(", due on %s") if self.is_ahead else _(", overdue since %s")
        return words % date_format(self.due_on, "SHORT_DATE_FORMAT")

    @property
    def lacking_in_words(self) -> str:
        words = ngettext(
            "%(number)s unit has not sent %(month)s",
            "%(number)s units have not sent %(month)s",
            self.lacking,
        )
        return words % {"number": whole(self.lacking), "month": written_month(self.month)}


def last_reported(standings: Sequence[Standing]) -> Month | None:
    """The last month that any of the units with a target reported; None where none did."""
    return max(
        (row.months_reported[-1] for row in standings if row.target and row.months), default=None
    )


def still_lacking(
    standings: Sequence[Standing], span: Span, due_dates: Mapping[Month, date]
) -> list[Intake]:
    """The last month that was reported and those after it, up to today's, as far as units with a target have not sent them.

    Where nothing was reported at all, the last month that was to be.
    """
    expected = [row.months_expected[-1] for row in standings if row.target and row.months_expected]
    if not expected:
        return []
    last = max(expected)
    since = last_reported(standings) or last
    found = [
        _intake(standings, month, due_dates.get(month)) for month in span if since <= month <= last
    ]
    return [one for one in found if one.lacking]


def _intake(standings: Sequence[Standing], month: Month, due_on: date | None) -> Intake:
    asked = [row for row in standings if row.target and month in row.months_expected]
    return Intake(
        month=month,
        sent=sum(month in row.months for row in asked),
        expected=len(asked),
        due_on=due_on,
        is_ahead=any(month in row.months_ahead for row in asked),
    )


def unfinished_months(standings: Sequence[Standing]) -> frozenset[Month]:
    """The months that may still be sent in time and that a unit with a target has not sent."""
    return frozenset(
        month
        for row in standings
        if row.target
        for month in row.months_missing
        if month in row.months_ahead
    )


def never_reported(number: int) -> str:
    """How many units sent nothing at all; of none, that all sent something."""
    if not number:
        return _("every unit has sent at least one monthly report")
    words = ngettext(
        "%s unit has not reported any month", "%s units have not reported any month", number
    )
    return words % whole(number)


def owing(standings: Sequence[Standing]) -> int:
    """How many units with a target owe a report whose due date has passed."""
    return sum(bool(row.months_overdue) for row in standings if row.target)


def months_overdue(standings: Sequence[Standing]) -> int:
    """How many reports of units with a target are overdue."""
    return sum(len(row.months_overdue) for row in standings if row.target)


def missing_in_words(standings: Sequence[Standing], lacking: Sequence[Intake]) -> list[str]:
    """What the phrases that lead to the list of missing reports say of it: who owes how many, and the last months."""
    return [_overdue_in_words(standings), *[one.in_words for one in lacking]]


def _overdue_in_words(standings: Sequence[Standing]) -> str:
    number = owing(standings)
    if not number:
        return _("no report is overdue")
    words = ngettext(
        "%(number)s unit has overdue reports, %(months)s in all",
        "%(number)s units have overdue reports, %(months)s in all",
        number,
    )
    return words % {"number": whole(number), "months": whole(months_overdue(standings))}


def owing_in_words(number: int) -> str:
    words = ngettext(
        "%s unit has not sent all reports that are due",
        "%s units have not sent all reports that are due",
        number,
    )
    return words % whole(number)
