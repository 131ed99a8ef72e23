"""Days and moments as text that sorts, and that no program reads as anything else."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _


def day(value: date | None) -> str:
    """`2018-10-03`; nothing for none."""
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    """`2018-10-03 09:05:00` by the portal's own clock; nothing for none."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S") if value else ""


def frozen_moment(text: str | None) -> str:
    """A moment that is frozen in ISO 8601, such as `2018-10-03T02:05:00+00:00`, as `moment` writes it."""
    return moment(datetime.fromisoformat(text) if text else None)


def yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")
