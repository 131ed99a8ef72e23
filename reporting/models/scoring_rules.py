"""How shares become points: a rule that Home Affairs sets, each version kept as it was made."""

from functools import cached_property

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting.scoring_rule import Rule, from_plain, to_plain


class ScoringRuleQuerySet(models.QuerySet["ScoringRule"]):
    def latest_versions(self) -> "ScoringRuleQuerySet":
        """Of each rule the version made last: those that a new ranking may be drawn up by."""
        return self.order_by("name", "-version").distinct("name")


@pghistory.track(
    pghistory.InsertEvent(), level=pghistory.Statement, append_only=True, app_label="reporting"
)
class ScoringRule(models.Model):
    """One version of a scoring rule; `reporting.scoring_rule` gives its definition a meaning."""

    name = models.CharField(_("name"), max_length=100)
    version = models.PositiveIntegerField(_("version"))
    definition = models.JSONField(_("definition"))
    note = models.TextField(
        _("basis"),
        max_length=1_000,
        blank=True,
        help_text=_("The document that the rule follows, and what this version changes."),
    )
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Nobody decided it: it shows how a rule is made.")
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
        help_text=_("Blank: from the command line, by nobody named."),
    )

    objects = ScoringRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("scoring rule")
        verbose_name_plural = _("scoring rules")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="scoring_rule_once_for_a_name_and_a_version", fields=["name", "version"]
            ),
            models.CheckConstraint(
                name="scoring_rule_versions_from_1", condition=Q(version__gte=1) & ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return _("%(name)s, version %(version)s") % {"name": self.name, "version": self.version}

    def says(self, *, rule: Rule, note: str, is_example: bool) -> bool:
        """Whether this version says just that already."""
        own = (self.definition, self.note, self.is_example)
        return own == (to_plain(rule), note, is_example)

    @cached_property
    def rule(self) -> Rule:
        return from_plain(self.definition)
