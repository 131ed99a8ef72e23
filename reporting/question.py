"""What a page is asked about: a decision and a span of its months."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reporting.labels import GROUP_LABELS, STATUS_CHOICES
from reporting.queries_sources import source_names
from targets.models import Decision, Unit
from targets.periods import Month, Span
from targets.templatetags.figures import short_month


def decision_in_force(today: date) -> Decision:
    """The decision of the last finished month; the one issued last where none covers that month.

    Raises Decision.DoesNotExist where none has been adopted.
    """
    last_finished = Month.of(today).previous()
    return (
        Decision.objects.covering(last_finished).first()
        or Decision.objects.filter(first_month__lte=Month.of(today)).first()
        or Decision.objects.latest("issued_on")
    )


def usual_span(decision: Decision, today: date) -> Span:
    """From the decision's first month through the last finished one (rule 4)."""
    last_finished = Month.of(today).previous()
    last = min(max(last_finished, decision.first_month), decision.last_month)
    return Span(decision.first_month, last)


class QuestionForm(forms.Form):
    """The decision, and the span; what is left out takes its usual value."""

    decision = forms.ModelChoiceField(
        Decision.objects.all(), label=_("Decision"), to_field_name="number", empty_label=None
    )
    # `from` is a word of Python's own.
    first = forms.TypedChoiceField(label=_("From"), coerce=Month.parse)
    through = forms.TypedChoiceField(label=_("Through"), coerce=Month.parse)

    def __init__(self, query: Mapping[str, str], *, today: date) -> None:
        # No text in the database holds a NUL, and none can be asked for.
        given = {name: value for name, value in query.items() if value and "\0" not in value}
        decision = self._decision(given, today)
        usual = usual_span(decision, today)
        usual_values = {
            "decision": decision.number,
            "first": str(usual.first),
            "through": str(usual.last),
        }
        super().__init__({**usual_values, **given})
        months = [(str(month), short_month(month)) for month in decision.span]
        self.fields["first"].choices = self.fields["through"].choices = months
        self.usual = decision, usual
        # An earlier moment, whose page leads on to pages of the same moment.
        self.as_of = given.get("as_of", "")

    @staticmethod
    def _decision(query: Mapping[str, str], today: date) -> Decision:
        return Decision.objects.filter(
            number=query.get("decision", "")
        ).first() or decision_in_force(today)

    def clean(self) -> dict[str, Any]:
        first, through = self.cleaned_data.get("first"), self.cleaned_data.get("through")
        if first and through and through < first:
            raise ValidationError(_("The first month is after the last."))
        return self.cleaned_data

    @cached_property
    def question(self) -> tuple[Decision, Span]:
        """The decision and the span asked about; the usual ones where what was asked makes no sense."""
        if not self.is_valid():
            return self.usual
        return self.cleaned_data["decision"], Span(
            self.cleaned_data["first"], self.cleaned_data["through"]
        )

    @cached_property
    def as_query(self) -> str:
        """The question as the end of an address, so that a file holds what the page shows."""
        decision, span = self.question
        asked = {"decision": decision.number, "first": span.first, "through": span.last}
        return urlencode(asked | ({"as_of": self.as_of} if self.as_of else {}))


class DashboardForm(QuestionForm):
    """The question, and which units are listed."""

    group = forms.ChoiceField(
        label=_("Group"), required=False, choices=[("", _("All")), *GROUP_LABELS.items()]
    )
    district = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("District"),
        required=False,
        to_field_name="code",
        empty_label=_("All"),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("All")),
            *[(str(status), label) for status, label in STATUS_CHOICES.items()],
        ],
    )

    def __init__(self, query: Mapping[str, str], *, today: date) -> None:
        super().__init__(query, today=today)
        districts = Unit.objects.filter(kind=Unit.Kind.DISTRICT, province=self.usual[0].province)
        self.fields["district"].queryset = districts

    @property
    def scope(self) -> dict[str, Any]:
        """Which units are summed up: a group, a district; all of them where the choice makes no sense."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return {"group": chosen.get("group", ""), "district": chosen.get("district")}

    @property
    def choice(self) -> dict[str, Any]:
        """Which units are listed: those of the scope, or of them those with one status."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return {**self.scope, "status": chosen.get("status", "")}

    def address(self, **changes: object) -> str:
        """The question as the end of an address, with some of its parts changed; what is blank is left out."""
        decision, span = self.question
        district = self.choice["district"]
        asked = {
            "decision": decision.number,
            "first": span.first,
            "through": span.last,
            **self.choice,
            "district": district and district.code,
            "as_of": self.as_of,
            **changes,
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


class ProceduresForm(QuestionForm):
    """The question, and which procedures are listed."""

    search = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def words(self) -> str:
        """What is searched for; nothing where that makes no sense."""
        return self.cleaned_data.get("search", "") if self.is_valid() else ""

    @property
    def as_query(self) -> str:
        return (
            f"{super().as_query}&{urlencode({'search': self.words})}"
            if self.words
            else super().as_query
        )


class UnitReconciliationForm(QuestionForm):
    """The question, which source is compared, and whether what agrees is left out."""

    ONLY_DIFFERENCES = "differences"

    source = forms.ChoiceField(label=_("Source"), required=False)
    show = forms.ChoiceField(
        label=_("Listed"),
        required=False,
        choices=[("", _("All")), (ONLY_DIFFERENCES, _("Only differences"))],
    )

    def __init__(self, query: Mapping[str, str], *, today: date) -> None:
        super().__init__(query, today=today)
        self.fields["source"].choices = [("", _("All")), *((name, name) for name in source_names())]

    @property
    def compared(self) -> dict[str, Any]:
        """Which source is compared, and whether only differences are listed."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return {
            "source": chosen.get("source", ""),
            "only_differences": chosen.get("show") == self.ONLY_DIFFERENCES,
        }


class ReconciliationForm(UnitReconciliationForm, DashboardForm):
    """The same, and which units are compared."""

    status = None
