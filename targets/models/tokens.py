"""Access for programs: a token of one unit, the calls made with it, and the keys that make a push safe to repeat."""

import hashlib
from datetime import date
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from targets.models.people import User
from targets.models.units import Unit

# As the interface takes a truth value.
_TRUE = ("true", "1", "yes", "on", "t", "y")


def digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that a plain hash gives nothing away."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Scope(models.TextChoices):
    """What a token may be used for."""

    WRITE_COUNTS = "write_counts", _("Enter the unit's figures")
    READ_UNIT = "read_unit", _("Read the unit's months and standing")
    READ_LEAGUE = "read_league", _("Read the league tables")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def listed(self) -> Self:
        """The tokens as lists show them, with their unit, their person and his offices."""
        return self.select_related("unit", "person").prefetch_related("person__units")


class ApiToken(models.Model):
    """The right of a program to act for one unit, under the name of the officer who answers for it.

    The secret itself is not kept, only its SHA-256.
    """

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        EXPIRED = "expired", _("expired")
        REVOKED = "revoked", _("revoked")
        ORPHANED = "orphaned", _("its person no longer reports for the unit")

    label = models.CharField(
        _("name"), max_length=60, help_text=_("The software that uses it, and where it runs.")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="api_tokens", verbose_name=_("unit")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="api_tokens",
        verbose_name=_("person"),
        help_text=_("The officer who counts as the one who enters the figures."),
    )
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name=_("scopes"))
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    expires_on = models.DateField(_("expires on"), help_text=_("The last day on which it works."))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="api_token_label_once_for_a_unit",
                fields=["unit", "label"],
                condition=Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="api_token_has_known_scopes",
                condition=Q(scopes__len__gt=0, scopes__contained_by=Scope.values),
            ),
            models.CheckConstraint(
                name="api_token_revoked_says_by_whom",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.label}"

    def state(self, today: date) -> State:
        """Whether it works today; where not, why. It ends with the office of its person."""
        if self.revoked_at is not None:
            return self.State.REVOKED
        if self.expires_on < today:
            return self.State.EXPIRED
        is_officer = self.person.is_active and self.person.role == User.Role.OFFICER
        if not is_officer or self.unit not in self.person.units.all():
            return self.State.ORPHANED
        return self.State.VALID

    @property
    def scope_labels(self) -> list[str]:
        return [Scope(scope).label for scope in self.scopes]


class ApiCall(models.Model):
    """One call made with a token: a line of its log."""

    token = models.ForeignKey(
        ApiToken, models.CASCADE, related_name="calls", verbose_name=_("access token")
    )
    called_at = models.DateTimeField(_("called at"))
    method = models.CharField(_("method"), max_length=10)
    # With what is asked behind the question mark.
    path = models.CharField(_("path"), max_length=300)
    status = models.PositiveSmallIntegerField(_("status"))
    address = models.CharField(_("address"), max_length=45, blank=True)
    rows = models.PositiveIntegerField(_("rows"), null=True)
    new = models.PositiveIntegerField(_("new"), null=True)
    changed = models.PositiveIntegerField(_("changed"), null=True)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-called_at", "-pk"]
        indexes = [models.Index(fields=["token", "called_at"], name="api_call_by_token_and_time")]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"

    @property
    def is_trial(self) -> bool:
        """Whether a push only asked what it would do."""
        asked = QueryDict(urlsplit(self.path).query).get("dry_run", "")
        return self.method == "PUT" and asked.lower() in _TRUE


class PushKey(models.Model):
    """The key under which a program pushed a month, what it pushed, and the answer it got."""

    token = models.ForeignKey(
        ApiToken, models.CASCADE, related_name="keys", verbose_name=_("access token")
    )
    key = models.CharField(_("key"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    used_at = models.DateTimeField(_("used at"))
    answer = models.JSONField(_("answer"), null=True)

    class Meta:
        verbose_name = _("key of a push")
        verbose_name_plural = _("keys of pushes")
        constraints = [
            models.UniqueConstraint(name="push_key_once_for_a_token", fields=["token", "key"])
        ]

    def __str__(self) -> str:
        return self.key
