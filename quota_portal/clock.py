"""The portal's own day: read here and nowhere else."""

import datetime

from django.conf import settings
from django.utils import timezone


def today() -> datetime.date:
    """The day that PORTAL_TODAY names; where it is unset, the real day in Khánh Hòa."""
    return settings.PORTAL_TODAY or timezone.localdate()
