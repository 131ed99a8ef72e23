"""The portal's own day: read here and nowhere else."""

import datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone


def today() -> datetime.date:
    """The day that PORTAL_TODAY names; where it is unset, the real day in Khánh Hòa."""
    if not settings.PORTAL_TODAY:
        return timezone.localdate()
    try:
        return datetime.date.fromisoformat(settings.PORTAL_TODAY)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"PORTAL_TODAY must be a date such as 2018-10-03, not {settings.PORTAL_TODAY!r}"
        ) from error
