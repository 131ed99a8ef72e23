"""The catalogue: procedures, and when each was published as online at level 3 or 4."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from targets.models.keeping_shares import shares_follow_procedures, shares_follow_publications
from targets.models.units import Unit
from targets.periods import Month, Span


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def of(self, unit: Unit) -> Self:
        """Procedures that belong to the unit: an agency's own, those of districts, those of communes (rule 2)."""
        match unit.kind:
            case Unit.Kind.AGENCY:
                return self.filter(agency=unit)
            case Unit.Kind.DISTRICT:
                return self.filter(for_districts=True)
            case _:
                return self.filter(for_communes=True)

    def published_in(self, month: Month) -> Self:
        """Procedures published at level 3 or 4 on at least one day of the month (rule 2)."""
        publications = Publication.objects.overlapping(Span(month, month))
        return self.filter(Exists(publications.filter(procedure=OuterRef("pk"))))


class Procedure(models.Model):
    """An administrative procedure (thủ tục hành chính) and whose it is."""

    code = models.CharField(_("code"), max_length=32, unique=True)
    name = models.TextField(_("name"))
    field = models.CharField(_("field"), max_length=200, blank=True)
    agency = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_procedures",
        verbose_name=_("agency"),
        limit_choices_to={"kind": Unit.Kind.AGENCY},
        help_text=_("The agency that handles the procedure, where an agency does."),
    )
    for_districts = models.BooleanField(_("handled by districts"), default=False)
    for_communes = models.BooleanField(_("handled by communes"), default=False)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["code"]
        indexes = [
            # Of a nation's procedures those of one province are its agencies' and these.
            models.Index(
                name="procedures_of_many_units",
                fields=["id"],
                condition=Q(for_districts=True) | Q(for_communes=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="procedure_belongs_to_somebody",
                condition=Q(agency__isnull=False) | Q(for_districts=True) | Q(for_communes=True),
                violation_error_message=_(
                    "A procedure is handled by an agency, by districts or by communes."
                ),
            )
        ]
        triggers = shares_follow_procedures()

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def authority_levels(self) -> list[str]:
        """The kinds of unit that handle the procedure."""
        handled = {
            Unit.Kind.AGENCY: self.agency_id is not None,
            Unit.Kind.DISTRICT: self.for_districts,
            Unit.Kind.COMMUNE: self.for_communes,
        }
        return [kind.value for kind, is_handled in handled.items() if is_handled]

    def belongs_to(self, unit: Unit) -> bool:
        """Whether the unit handles this procedure (rule 2)."""
        match unit.kind:
            case Unit.Kind.AGENCY:
                return self.agency_id == unit.pk
            case Unit.Kind.DISTRICT:
                return self.for_districts
            case _:
                return self.for_communes


class PublicationQuerySet(models.QuerySet["Publication"]):
    def overlapping(self, span: Span) -> Self:
        """Publications in force on at least one day of the span."""
        return self.filter(
            Q(published_to=None) | Q(published_to__gte=span.first.first_day),
            published_from__lte=span.last.last_day,
        )


class Publication(models.Model):
    """One publication of a procedure as online at level 3 or 4, from one day through another."""

    class Level(models.IntegerChoices):
        THREE = 3, _("Level 3")
        FOUR = 4, _("Level 4")

    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="publications", verbose_name=_("procedure")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    published_from = models.DateField(_("published from"))
    published_to = models.DateField(
        _("published until"), null=True, blank=True, help_text=_("Blank: still in force.")
    )
    published_by = models.CharField(_("published by"), max_length=200, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["procedure", "published_from"]
        constraints = [
            models.CheckConstraint(name="publication_level_3_or_4", condition=Q(level__in=[3, 4])),
            models.CheckConstraint(
                name="publication_ends_after_it_begins",
                condition=Q(published_to__gte=F("published_from")),
                violation_error_message=_("A publication cannot end before it begins."),
            ),
            # A range that holds just the procedure stands for `=`, which GiST has only with btree_gist.
            ExclusionConstraint(
                name="publications_of_a_procedure_never_overlap",
                expressions=[
                    (
                        Func(F("procedure"), F("procedure"), Value("[]"), function="int8range"),
                        "&&",
                    ),
                    (
                        Func(
                            F("published_from"),
                            F("published_to"),
                            Value("[]"),
                            function="daterange",
                        ),
                        "&&",
                    ),
                ],
                violation_error_message=_(
                    "Another publication of this procedure is in force on some of these days."
                ),
            ),
        ]
        triggers = shares_follow_publications()

    def __str__(self) -> str:
        return f"{self.procedure.code}, {self.get_level_display()}, {self.published_from}"
