"""What a page is asked about: a decision and a span of its months."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.labels import GROUP_LABELS, STATUS_CHOICES
from reporting.widgets import Choice
from targets import permissions
from targets.models import Decision, Unit, User
from targets.periods import Month, Span
from targets.templatetags.figures import short_month, span


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


def span_before(decision: Decision, span: Span) -> Span | None:
    """The same question a month before: the span without its last month, a single month's predecessor."""
    last = span.last.previous()
    if last not in decision.span:
        return None
    return Span(min(span.first, last), last)


# Of what was not understood so many characters are said again.
MOST_REPEATED = 40


def storable(written: str) -> str:
    """Without a NUL: no text in the database holds one, and none can be asked for."""
    return written.replace("\0", "\N{REPLACEMENT CHARACTER}")


def repeated(given: str) -> str:
    """What was not understood, as it is said again."""
    given = storable(given)
    return given if len(given) <= MOST_REPEATED else f"{given[:MOST_REPEATED]}…"


class QuestionForm(forms.Form):
    """The decision, and the span; what is left out takes its usual value.

    What is not understood takes its usual value too, each field by itself, and the field says so: a page stays readable
    whatever its address holds, and nothing is replaced in silence.
    """

    # None of them is ever blank.
    use_required_attribute = False

    decision = forms.ModelChoiceField(
        Decision.objects.all(),
        label=_("Decision"),
        to_field_name="number",
        empty_label=None,
        widget=Choice,
    )
    # `from` is a word of Python's own.
    first = forms.TypedChoiceField(label=_("From"), coerce=Month.parse, widget=Choice)
    through = forms.TypedChoiceField(label=_("Through"), coerce=Month.parse, widget=Choice)

    def __init__(self, query: Mapping[str, str], *, today: date) -> None:
        given = {name: storable(value) for name, value in query.items() if value}
        decision = self._decision(given, today)
        usual = self._usual_span(decision, today)
        self.given = given
        self.usual_values = {
            "decision": decision.number,
            "first": str(usual.first),
            "through": str(usual.last),
        }
        super().__init__({**self.usual_values, **given})
        months = [(str(month), short_month(month)) for month in decision.span]
        self.fields["first"].choices = self.fields["through"].choices = months
        self.usual = decision, usual
        # An earlier moment, whose page leads on to pages of the same moment.
        self.as_of = given.get("as_of", "")

    @staticmethod
    def _decision(query: Mapping[str, str], today: date) -> Decision:
        number = query.get("decision")
        asked = Decision.objects.filter(number=number).first() if number else None
        return asked or decision_in_force(today)

    @staticmethod
    def _usual_span(decision: Decision, today: date) -> Span:
        return usual_span(decision, today)

    def clean(self) -> dict[str, Any]:
        not_understood = list(self.errors)
        for name in not_understood:
            self._take(name, self.usual_values.get(name, ""))
        if self.cleaned_data["through"] < self.cleaned_data["first"]:
            if "through" in self.given and "through" not in not_understood:
                self._take_usual_span()
            else:
                self._take("through", str(self.cleaned_data["first"]))
        for name in not_understood:
            self._say(name, self._not_understood(name))
        return self.cleaned_data

    def _take(self, name: str, value: str) -> None:
        """Answer, and show in the field, as if this had been asked."""
        self.data[self.add_prefix(name)] = value
        self.errors.pop(name, None)
        self.cleaned_data[name] = self.fields[name].clean(value)

    def _take_usual_span(self) -> None:
        for name in ("first", "through"):
            self._take(name, self.usual_values[name])
        _decision, usual = self.usual
        words = _("The first month is after the last. Shown instead: %(shown)s.")
        self._say("first", words % {"shown": span(usual)})

    def _say(self, name: str, message: str) -> None:
        """Put a message at a field, which keeps its answer all the same."""
        answer = self.cleaned_data[name]
        self.add_error(name, message)
        self.cleaned_data[name] = answer

    def _not_understood(self, name: str) -> str:
        given, shown = self.given.get(name, ""), self.cleaned_data[name]
        words = (
            _("“%(given)s” is no month of this decision. Shown instead: %(shown)s.")
            if isinstance(shown, Month)
            else _("“%(given)s” was not understood. Shown instead: %(shown)s.")
        )
        return words % {
            "given": repeated(given),
            "shown": short_month(shown) if isinstance(shown, Month) else shown or _("All"),
        }

    @property
    def answered(self) -> dict[str, Any]:
        """What each field asks; its usual value where that was left out or not understood."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        return self.cleaned_data

    @cached_property
    def question(self) -> tuple[Decision, Span]:
        """The decision and the span asked about."""
        answered = self.answered
        return answered["decision"], Span(answered["first"], answered["through"])

    @cached_property
    def as_query(self) -> str:
        """The question as the end of an address, so that a file holds what the page shows."""
        return urlencode(self.question_asked)

    @cached_property
    def question_asked(self) -> dict[str, Any]:
        """The decision, the span and the moment, by their names in an address."""
        decision, span = self.question
        asked = {"decision": decision.number, "first": span.first, "through": span.last}
        return asked | ({"as_of": self.as_of} if self.as_of else {})

    @cached_property
    def asked(self) -> dict[str, Any]:
        """All that was asked, by its names in an address; what is blank is left out."""
        return self.question_asked

    def address(self, **changes: object) -> str:
        """The question as the end of an address, with some of its parts changed; what is blank is left out."""
        asked = {**self.asked, **changes}
        return "?" + urlencode({name: value for name, value in asked.items() if value})


class DashboardForm(QuestionForm):
    """The question, and which units are listed: of the groups and districts that the person sees, no others are offered."""

    group = forms.ChoiceField(
        label=_("Group"),
        required=False,
        choices=[("", _("All")), *GROUP_LABELS.items()],
        widget=Choice,
    )
    district = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("District"),
        required=False,
        to_field_name="code",
        empty_label=_("All"),
        widget=Choice,
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("All")),
            *[(str(status), label) for status, label in STATUS_CHOICES.items()],
        ],
        widget=Choice,
    )

    def __init__(self, query: Mapping[str, str], *, user: User, today: date) -> None:
        super().__init__(query, today=today)
        # A unit looked for in the pictures: it changes none of the figures, so nonsense in it does no harm.
        self.sought = query.get("find", "").replace("\0", "")
        # The strip has the communes of each district in a lane of their own; no figure hangs on it either.
        self.by_district = query.get("lanes", "") == "district"
        self.seen = permissions.visible_units(user)
        self.sees_everything = user.role in permissions.SEES_EVERYTHING
        districts = self.seen.filter(kind=Unit.Kind.DISTRICT, province=self.usual[0].province)
        self.fields["district"].queryset = districts
        if not self.sees_everything:
            kinds = set(self.seen.values_list("kind", flat=True))
            offered = [(kind, label) for kind, label in GROUP_LABELS.items() if kind in kinds]
            self.fields["group"].choices = [("", _("All")), *offered]

    @property
    def asks_for_what_is_hidden(self) -> bool:
        """Whether the address names a group or a district that the person does not see: it does not exist for him."""
        if self.sees_everything:
            return False
        group, district = (self.given.get(name, "") for name in ("group", "district"))
        offered = dict(self.fields["group"].choices)
        of_others = group in GROUP_LABELS and group not in offered
        districts = self.seen.filter(kind=Unit.Kind.DISTRICT, code=district)
        return of_others or bool(district and not districts.exists())

    @property
    def scope(self) -> dict[str, Any]:
        """Which units are summed up: a group, a district, or all of them."""
        return {"group": self.answered["group"], "district": self.answered["district"]}

    @property
    def is_filtered(self) -> bool:
        """Whether something else is summed up than the usual span of all units that the person sees."""
        return any(self.scope.values()) or self.question != self.usual

    @cached_property
    def choice(self) -> dict[str, Any]:
        """Which units are listed: those of the scope, or of them those with one status."""
        return {**self.scope, "status": self.answered.get("status", "")}

    @cached_property
    def asked(self) -> dict[str, Any]:
        """With the filters and what is looked for."""
        district = self.choice["district"]
        asked = {
            **self.question_asked,
            **self.choice,
            "district": district and district.code,
            "find": self.sought,
            "lanes": "district" if self.by_district else "",
        }
        return {name: value for name, value in asked.items() if value}

    def address(self, **changes: object) -> str:
        """The question as the end of an address, with some of its parts changed; what is blank is left out."""
        asked = {**self.asked, **changes}
        return "?" + urlencode({name: value for name, value in asked.items() if value})
