"""Files of counts that people sent, kept as they came, and what a look at them found."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from targets.models.provenance import is_never_deleted


def _person(label, **how) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, null=True, **how
    )


class Delivery(models.Model):
    """Files sent together: looked at together, and stored together or left alone."""

    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="deliveries",
        verbose_name=_("sent by"),
    )
    stored_at = models.DateTimeField(_("stored at"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.sent_by}, {self.sent_at:%Y-%m-%d %H:%M}"


class UploadQuerySet(models.QuerySet["Upload"]):
    def unread(self) -> Self:
        """Files that nobody has looked into yet, in the order in which they came, without their content."""
        unread = self.filter(reading=None).order_by("pk")
        return unread.defer("content").annotate(size=Length("content"))

    def as_read(self) -> Self:
        """Files with what was read in them, without their content, in the order in which they came."""
        return self.defer("content").select_related("reading").order_by("pk")

    def stored(self) -> Self:
        """Files whose counts were stored, as lists show them: the newest first."""
        stored = self.filter(stored_at__isnull=False).order_by("-uploaded_at")
        return stored.select_related("uploaded_by")


class Upload(models.Model):
    """A file sent for import: first looked at, then stored by its sender or left alone."""

    delivery = models.ForeignKey(
        Delivery,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("delivery"),
        help_text=_("Blank: it did not come by the upload page."),
    )
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = _person(
        _("uploaded by"),
        related_name="uploads",
        help_text=_("Blank: from the command line, by nobody named."),
    )
    stored_at = models.DateTimeField(
        _("stored at"),
        null=True,
        blank=True,
        help_text=_("When its counts were stored; blank: not yet."),
    )
    rows = models.PositiveIntegerField(_("rows"), null=True, blank=True)
    new = models.PositiveIntegerField(_("new"), null=True, blank=True)
    changed = models.PositiveIntegerField(_("changed"), null=True, blank=True)
    not_counted = models.PositiveIntegerField(_("not counted"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = _person(_("undone by"), blank=True, related_name="+")
    # In bytes; only of those that `unread` gives.
    size: int

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                name="upload_stored_has_its_outcome",
                condition=Q(stored_at=None, rows=None, new=None, changed=None, not_counted=None)
                | Q(
                    stored_at__isnull=False,
                    rows__isnull=False,
                    new__isnull=False,
                    changed__isnull=False,
                    not_counted__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="upload_undone_was_stored",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False, stored_at__isnull=False),
            ),
        ]
        triggers = [is_never_deleted()]

    def __str__(self) -> str:
        return self.name

    @property
    def unchanged(self) -> int | None:
        """Rows that held what was stored already."""
        if self.rows is None or self.new is None or self.changed is None:
            return None
        return self.rows - self.new - self.changed


class Reading(models.Model):
    """What one look at a file found: its faults, and what the rows of its faultless units would do.

    The rows stay here until they are stored, so that what was seen is what is stored. `targets.readings` gives the
    columns of JSON their meaning.
    """

    upload = models.OneToOneField(
        Upload, models.CASCADE, related_name="reading", verbose_name=_("file")
    )
    read_at = models.DateTimeField(_("read at"))
    checked_against = models.CharField(
        _("checked against"),
        max_length=64,
        blank=True,
        help_text=_("Differs once units, procedures, periods or permissions changed."),
    )
    rows_read = models.PositiveIntegerField(_("rows read"))
    lines = models.BinaryField(
        _("rows to be stored"), help_text=_("Compressed; empty once they are stored.")
    )
    tallies = models.JSONField(_("by unit and month"))
    changes = models.JSONField(_("changes"))
    faults = models.JSONField(_("faults"))
    number_of_faults = models.PositiveIntegerField(_("number of faults"))
    faulty_units = models.JSONField(_("units with faults"))

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return str(self.upload)

    @property
    def is_markable(self) -> bool:
        """Whether its faults stand in a table, and not in a file that is none."""
        return bool(self.faults) and all(column != "file" for _row, column, _message in self.faults)
