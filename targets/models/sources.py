"""Figures from elsewhere, kept beside what units report: they never enter the portal's own figures (ADR 11)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from targets.models.fields import MonthField
from targets.models.procedures import Procedure
from targets.models.units import Unit
from targets.periods import Month, Span

# What a form 06 gives as its source: the number of the form.
FORM_06_SOURCE = "06/VPCP/KSTT"


def _by_code(to: type[models.Model], label: Any) -> models.ForeignKey:
    """What a code of the file stands for. The code stays where nothing bears it: to find such is what extracts are for."""
    return models.ForeignKey(
        to,
        models.DO_NOTHING,
        to_field="code",
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=label,
    )


class ExtractQuerySet(models.QuerySet["Extract"]):
    def listed(self) -> Self:
        """As lists show them, with the unit or the number of units, the months, and how much of each still stands."""
        standing = ExtractPart.objects.standing().values("pk")
        return (
            self.defer("content")
            .select_related("loaded_by")
            # A model's own order is left out where rows are gathered.
            .order_by(*self.model._meta.ordering)
            .annotate(
                units=Count("parts__unit_id", distinct=True),
                unit_code=Min("parts__unit_id"),
                unit_name=Min("parts__unit__name"),
                first_month=Min("parts__first_month"),
                last_month=Max("parts__last_month"),
                number_of_parts=Count("parts"),
                standing_parts=Count("parts", filter=Q(parts__pk__in=standing)),
            )
        )


class Extract(models.Model):
    """A file from another source, kept as it came. It stands beside the reports once its figures are stored."""

    class Kind(models.TextChoices):
        COUNTS = "counts", _("Table of counts")
        FORM_06 = "form_06", _("Form 06")

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("its columns are not confirmed yet")
        STANDING = "standing", _("stands")
        PARTLY_REPLACED = "partly_replaced", _("partly replaced by a later file")
        REPLACED = "replaced", _("replaced by a later file")
        SET_ASIDE = "set_aside", _("set aside")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    source = models.CharField(_("source"), max_length=200)
    by_unit = models.BooleanField(
        _("loaded by the unit"),
        help_text=_("Such an extract never takes the place of one that the department loaded."),
    )
    taken_on = models.DateField(
        _("taken on"), help_text=_("The day on which the figures were taken out of their source.")
    )
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="extracts",
        verbose_name=_("loaded by"),
    )
    stored_at = models.DateTimeField(_("stored at"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rows"), null=True, blank=True)
    set_aside_at = models.DateTimeField(_("set aside at"), null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set aside by"),
    )

    # Of those that `listed` gives: how many units, one of them, its months, its parts and those of them that stand.
    units: int
    unit_code: str
    unit_name: str | None
    first_month: Month
    last_month: Month
    number_of_parts: int
    standing_parts: int

    objects = ExtractQuerySet.as_manager()

    class Meta:
        verbose_name = _("extract")
        verbose_name_plural = _("extracts")
        ordering = ["-loaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="extract_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="extract_stored_has_rows",
                condition=Q(stored_at=None, rows=None)
                | Q(stored_at__isnull=False, rows__isnull=False),
            ),
            models.CheckConstraint(
                name="extract_set_aside_says_by_whom",
                condition=Q(set_aside_at=None, set_aside_by=None)
                | Q(set_aside_at__isnull=False, set_aside_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.name}"

    @property
    def state(self) -> State:
        """Whether it stands in the comparison; of those that `listed` gives."""
        if self.set_aside_at:
            return self.State.SET_ASIDE
        if not self.stored_at:
            return self.State.UNCONFIRMED
        if not self.standing_parts:
            return self.State.REPLACED
        if self.standing_parts < self.number_of_parts:
            return self.State.PARTLY_REPLACED
        return self.State.STANDING

    @property
    def whose(self) -> str:
        """The unit of which it speaks, or how many; of those that `listed` gives."""
        if self.units == 1:
            return self.unit_name or self.unit_code
        return ngettext("%(number)s unit", "%(number)s units", self.units) % {"number": self.units}

    @property
    def months(self) -> Span:
        return Span(self.first_month, self.last_month)


class ExtractPartQuerySet(models.QuerySet["ExtractPart"]):
    def standing(self) -> Self:
        """Of all that one source says of one unit and span, what was stored last and is not set aside."""
        same = (
            *("extract__kind", "extract__source", "extract__by_unit"),
            *("unit_id", "first_month", "last_month"),
        )
        stored = self.filter(extract__stored_at__isnull=False, extract__set_aside_at=None)
        return stored.order_by(*same, "-extract__stored_at", "-extract_id").distinct(*same)

    def within(self, span: Span) -> Self:
        """Those whose months all lie in the span."""
        return self.filter(first_month__gte=span.first, last_month__lte=span.last)

    def of_unknown_units(self) -> Self:
        """Those whose unit's code no unit bears."""
        return self.exclude(Exists(Unit.objects.filter(code=OuterRef("unit_id"))))


class ExtractPart(models.Model):
    """What an extract says of one unit: of a month, or of a span that cannot be taken apart."""

    extract = models.ForeignKey(
        Extract, models.CASCADE, related_name="parts", verbose_name=_("extract")
    )
    unit = _by_code(Unit, _("unit"))
    first_month = MonthField(_("first month"))
    last_month = MonthField(_("last month"))

    objects = ExtractPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of an extract")
        verbose_name_plural = _("parts of extracts")
        constraints = [
            models.UniqueConstraint(
                name="extract_part_once_for_a_unit_and_a_span",
                fields=["extract", "unit", "first_month", "last_month"],
            ),
            models.CheckConstraint(
                name="extract_part_is_of_a_unit", condition=Q(unit__isnull=False) & ~Q(unit="")
            ),
            models.CheckConstraint(
                name="extract_part_months_are_first_days_in_order",
                condition=Q(
                    first_month__day=1, last_month__day=1, last_month__gte=F("first_month")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.span}"

    @property
    def span(self) -> Span:
        return Span(self.first_month, self.last_month)


class ExtractFigureQuerySet(models.QuerySet["ExtractFigure"]):
    def of_unknown_procedures(self) -> Self:
        """Those whose procedure's code is not in the catalogue."""
        known = Procedure.objects.filter(code=OuterRef("procedure_id"))
        return self.filter(~Exists(known), procedure__isnull=False)


class ExtractFigure(models.Model):
    """Dossiers of one procedure, or of one field of work, in one part of an extract."""

    part = models.ForeignKey(
        ExtractPart, models.CASCADE, related_name="figures", verbose_name=_("part of an extract")
    )
    source_row = models.PositiveIntegerField(_("row of the file"))
    procedure = _by_code(Procedure, _("procedure"))
    field = models.CharField(_("field"), max_length=200, blank=True, db_default="")
    total = models.PositiveIntegerField(_("total dossiers"))
    online = models.PositiveIntegerField(_("online dossiers"))

    objects = ExtractFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure of an extract")
        verbose_name_plural = _("figures of extracts")
        ordering = ["part", "source_row"]
        constraints = [
            models.UniqueConstraint(
                name="extract_figure_once_for_a_part_and_a_procedure", fields=["part", "procedure"]
            ),
            models.CheckConstraint(
                name="extract_figure_online_within_total", condition=Q(online__lte=F("total"))
            ),
            models.CheckConstraint(
                name="extract_figure_of_a_procedure_or_a_field",
                condition=Q(procedure__isnull=False, field="") | (Q(procedure=None) & ~Q(field="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.online}/{self.total}"


class ColumnMapping(models.Model):
    """Where a unit's form 06 has its columns, as somebody last said; both are columns of the form to places in the file."""

    unit = models.OneToOneField(
        Unit, models.CASCADE, related_name="column_mapping", verbose_name=_("unit")
    )
    guessed = models.JSONField(
        _("columns guessed"), help_text=_("A file of which the same is guessed is laid out alike.")
    )
    columns = models.JSONField(_("columns chosen"))
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saved by")
    )

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")

    def __str__(self) -> str:
        return str(self.unit)
