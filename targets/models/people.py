"""Who signs in, and what for."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from targets.models.provenance import is_never_deleted
from targets.models.units import Unit


class PeopleManager(UserManager["User"]):
    def create_superuser(self, username: str, *args: Any, **fields: Any) -> "User":
        fields.setdefault("role", User.Role.ADMINISTRATOR)
        return super().create_superuser(username, *args, **fields)


class User(AbstractUser):
    """A person with one role; an officer has one or more units."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Unit officer")
        REVIEWER = "reviewer", _("DIC reviewer")
        HOME_AFFAIRS = "home_affairs", _("Home Affairs")
        ADMINISTRATOR = "administrator", _("Administrator")

    # A Vietnamese name is written whole, family name first.
    first_name = None
    last_name = None
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.OFFICER)
    units = models.ManyToManyField(
        Unit,
        blank=True,
        related_name="officers",
        verbose_name=_("units"),
        help_text=_("For an officer: the units for which he enters figures."),
    )
    language = models.CharField(
        _("language of letters"), max_length=2, choices=settings.LANGUAGES, default="vi"
    )
    wants_reminders = models.BooleanField(
        _("reminders"), default=True, help_text=_("Letters before a due date, on it, and after it.")
    )
    wants_answers = models.BooleanField(
        _("answers"),
        default=True,
        help_text=_("Letters when a month is returned, accepted or remarked upon."),
    )
    wants_digest = models.BooleanField(
        _("weekly digest"), default=True, help_text=_("For a reviewer: the state of all units.")
    )
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects = PeopleManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["username"]
        constraints = [
            # People sign in with either name.
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                condition=~Q(email=""),
                violation_error_message=_("Another person has this email address."),
            ),
        ]
        triggers = [is_never_deleted()]

    def __str__(self) -> str:
        return self.full_name or self.username

    @cached_property
    def own_units(self) -> frozenset[int]:
        """The units (their primary keys) for which an officer enters figures; asked once in a visit."""
        return frozenset(self.units.values_list("pk", flat=True))

    @cached_property
    def has_district(self) -> bool:
        """Whether one of his own units is a district; asked once in a visit."""
        return self.units.filter(kind=Unit.Kind.DISTRICT).exists()

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name or self.username
