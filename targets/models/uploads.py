"""Files of counts that people sent, kept as they came."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """A file sent for import: first looked at, then stored by its sender or left alone."""

    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="uploads",
        verbose_name=_("uploaded by"),
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
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

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

    def __str__(self) -> str:
        return self.name

    @property
    def unchanged(self) -> int | None:
        """Rows that held what was stored already."""
        if self.rows is None or self.new is None or self.changed is None:
            return None
        return self.rows - self.new - self.changed
