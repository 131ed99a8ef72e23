"""The portal's own day and moment: read here and nowhere else."""

import datetime

from django.conf import settings
from django.utils import timezone


def today() -> datetime.date:
    """The day that PORTAL_TODAY names; where it is unset, the real day in Khánh Hòa."""
    return settings.PORTAL_TODAY or timezone.localdate()


def now() -> datetime.datetime:
    """The real moment; with PORTAL_TODAY set that day at the real time of day, so that what is entered is of today()."""
    real = timezone.localtime()
    return datetime.datetime.combine(today(), real.time(), tzinfo=real.tzinfo)
