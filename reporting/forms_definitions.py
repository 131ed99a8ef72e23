"""What definitions are asked about: a decision and a version of a scoring rule."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.models import ScoringRule
from reporting.models.scoring_rules import ScoringRuleQuerySet
from reporting.question import decision_in_force
from targets.models import Decision


class DefinitionsForm(forms.Form):
    """The decision in force and the version made last, unless others are chosen."""

    decision = forms.ModelChoiceField(
        Decision.objects.all(), label=_("Decision"), to_field_name="number", empty_label=None
    )
    rule = forms.ModelChoiceField(
        ScoringRule.objects.none(), label=_("Scoring rule"), required=False, empty_label=None
    )

    def __init__(
        self, query: Mapping[str, str], *, rules: ScoringRuleQuerySet, today: date
    ) -> None:
        given = {name: value for name, value in query.items() if value and "\0" not in value}
        usual = decision_in_force(today), rules.order_by("-made_at", "-pk").first()
        usual_values = {"decision": usual[0].number, "rule": usual[1].pk if usual[1] else ""}
        super().__init__(usual_values | given)
        self.fields["rule"].queryset = rules
        self.usual = usual

    @property
    def chosen(self) -> tuple[Decision, ScoringRule | None]:
        """The usual ones where what was asked makes no sense."""
        if not self.is_valid():
            return self.usual
        return self.cleaned_data["decision"], self.cleaned_data["rule"]
