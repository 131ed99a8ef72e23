"""The form of a scoring rule: one form for what it says once, and rows for its steps and its classes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.exact_number import read_exact
from reporting.labels_scoring import BASIS_LABELS, ORDER_LABELS, TIES_LABELS, problem_words
from reporting.models import ScoringRule
from reporting.rule_in_words import number
from reporting.scoring_rule import (
    MOST_DECIMALS,
    Basis,
    Order,
    Problem,
    Rule,
    ScoreClass,
    Step,
    Ties,
)
from targets.forms import WholeNumberField

STEPS, CLASSES = "steps", "classes"
MOST_ROWS = 20
_COUNT = re.compile("[0-9]{1,4}")
BLANK_ROWS = 2
# Where the form tells each problem of a rule.
PROBLEM_FIELDS = {
    Problem.MAXIMUM: "maximum",
    Problem.MAXIMUM_DECIMALS: "decimals",
    Problem.FULL_SHARE: "full_share",
    Problem.NO_STEPS: STEPS,
    Problem.STEPS_ORDER: STEPS,
    Problem.STEPS_ABOVE_MAXIMUM: STEPS,
    Problem.DEDUCTION: "off_missing",
    Problem.DECIMALS: "decimals",
    Problem.NO_CLASSES: CLASSES,
    Problem.CLASSES_ORDER: CLASSES,
    Problem.CLASS_NAMES: CLASSES,
    Problem.LAST_CLASS: CLASSES,
    Problem.CLASS_ABOVE_MAXIMUM: CLASSES,
    Problem.LEAST_DOSSIERS: "least_dossiers",
}


class ExactField(forms.CharField):
    """A decimal number, typed with a comma or a point; blank is None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return read_exact(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, Decimal) else value


class RuleForm(forms.Form):
    """What a scoring rule says once."""

    name = forms.CharField(
        label=gettext_lazy("Name of the rule"),
        max_length=100,
        help_text=gettext_lazy("A rule of the same name becomes its next version."),
    )
    note = forms.CharField(
        label=gettext_lazy("Basis: the document, and what this version changes"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    maximum = ExactField(label=gettext_lazy("Maximum points"))
    basis = forms.TypedChoiceField(
        label=gettext_lazy("Points are earned"),
        coerce=Basis,
        choices=list(BASIS_LABELS.items()),
        widget=forms.RadioSelect,
    )
    full_share = ExactField(
        label=gettext_lazy("Share that earns full points, in percent"),
        required=False,
        help_text=gettext_lazy("Only where points are earned in proportion to the share."),
    )
    off_late = ExactField(
        label=gettext_lazy("Points off for each month that came late"), required=False
    )
    off_missing = ExactField(
        label=gettext_lazy("Points off for each month that is missing"), required=False
    )
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimals of the points"),
        widget=forms.NumberInput(attrs={"min": 0, "max": MOST_DECIMALS}),
    )
    least_dossiers = WholeNumberField(
        label=gettext_lazy("Smallest number of dossiers to be ranked"),
        help_text=gettext_lazy("A unit with fewer is listed with the reason, without a rank."),
    )
    order = forms.TypedChoiceField(
        label=gettext_lazy("Units are ranked by"),
        coerce=Order,
        choices=list(ORDER_LABELS.items()),
        widget=forms.RadioSelect,
    )
    ties = forms.TypedChoiceField(
        label=gettext_lazy("Units that are equal"),
        coerce=Ties,
        choices=list(TIES_LABELS.items()),
        widget=forms.RadioSelect,
    )


class Row(forms.Form):
    """A row of the form; one that is left blank does not count."""

    def clean(self) -> dict[str, Any]:
        blank = [name for name in self.fields if self.cleaned_data.get(name) in (None, "")]
        if len(blank) < len(self.fields):
            for name in blank:
                if name not in self.errors:
                    self.add_error(name, _("Fill in the whole row, or leave all of it blank."))
        return self.cleaned_data

    @property
    def is_blank(self) -> bool:
        return not any(value not in (None, "") for value in self.cleaned_data.values())


class StepRow(Row):
    """One step: how many points are earned from which attainment on."""

    attainment_percent = ExactField(
        label=gettext_lazy("From this attainment on, in percent of the minimum"), required=False
    )
    points = ExactField(label=gettext_lazy("Points"), required=False)


class ClassRow(Row):
    """One class: its name, and from how many points on a unit is in it."""

    name = forms.CharField(label=gettext_lazy("Class"), max_length=50, required=False)
    least_points = ExactField(label=gettext_lazy("From so many points on"), required=False)


# What a new rule begins with.
USUAL: dict[str, Any] = {
    "basis": Basis.PROPORTIONAL,
    "order": Order.ATTAINMENT,
    "ties": Ties.SHARED,
    "decimals": 2,
    "least_dossiers": 1,
    "off_late": Decimal(0),
    "off_missing": Decimal(0),
}
_ROWS = {
    STEPS: forms.formset_factory(StepRow, max_num=MOST_ROWS, absolute_max=MOST_ROWS),
    CLASSES: forms.formset_factory(ClassRow, max_num=MOST_ROWS, absolute_max=MOST_ROWS),
}


@dataclass
class RuleForms:
    """A scoring rule as it is typed; `is_sent` tells whether it was sent, and its faults are to be shown."""

    main: RuleForm
    steps: Any
    classes: Any
    is_sent: bool = False

    @classmethod
    def beginning_with(cls, version: ScoringRule | None) -> "RuleForms":
        """A new form, or one that begins with what a version says."""
        if version is None:
            return cls._unsent(USUAL, [], [], blank=BLANK_ROWS)
        rule = version.rule
        main = {name: getattr(rule, name, None) for name in RuleForm.base_fields}
        main |= {"name": version.name, "note": version.note}
        steps = [
            {"attainment_percent": step.attainment_percent, "points": step.points}
            for step in rule.steps
        ]
        classes = [{"name": one.name, "least_points": one.least_points} for one in rule.classes]
        return cls._unsent(main, steps, classes, blank=BLANK_ROWS)

    @classmethod
    def with_another_row(cls, typed: Mapping[str, str], which: str) -> "RuleForms":
        """What was typed so far, without a word on its faults, with one more row of `steps` or `classes`."""
        main = {name: typed.get(name, "") for name in RuleForm.base_fields}
        rows = {
            prefix: _typed_rows(typed, prefix, formset.form.base_fields)
            for prefix, formset in _ROWS.items()
        }
        rows[which].append({})
        return cls._unsent(main, rows[STEPS], rows[CLASSES], blank=0)

    @classmethod
    def _unsent(
        cls, main: dict[str, Any], steps: list[Any], classes: list[Any], *, blank: int
    ) -> "RuleForms":
        sets = {}
        for prefix, initial in ((STEPS, steps), (CLASSES, classes)):
            sets[prefix] = _ROWS[prefix](prefix=prefix, initial=initial[:MOST_ROWS])
            sets[prefix].extra = blank
        return cls(RuleForm(initial=main), sets[STEPS], sets[CLASSES])

    @classmethod
    def sent(cls, typed: Mapping[str, str]) -> "RuleForms":
        """What was sent; `is_valid` says whether it is a rule."""
        sets = {prefix: formset(typed, prefix=prefix) for prefix, formset in _ROWS.items()}
        return cls(RuleForm(typed), sets[STEPS], sets[CLASSES], is_sent=True)

    def is_valid(self) -> bool:
        """Whether what was typed is a rule that can be applied; each problem is told at its field."""
        parts = [self.main.is_valid(), self.steps.is_valid(), self.classes.is_valid()]
        if not all(parts):
            return False
        found = self.rule.problems()
        for problem in found:
            self._tell(problem)
        return not found

    def _tell(self, problem: Problem) -> None:
        field, words = PROBLEM_FIELDS[problem], problem_words(problem)
        if field in _ROWS:
            getattr(self, field).non_form_errors().append(words)
            return
        if problem == Problem.DEDUCTION and (self.main.cleaned_data["off_late"] or 0) < 0:
            field = "off_late"
        self.main.add_error(field, words)

    @property
    def name(self) -> str:
        return self.main.cleaned_data["name"]

    @property
    def note(self) -> str:
        return self.main.cleaned_data["note"]

    @property
    def rule(self) -> Rule:
        """The rule that was typed; what its basis does not ask for is left out, rows stand in their order."""
        said = self.main.cleaned_data
        basis = said["basis"]
        return Rule(
            maximum=said["maximum"],
            basis=basis,
            steps=self._typed_steps if basis == Basis.STEPS else (),
            full_share=said["full_share"] if basis == Basis.FULL_SHARE else None,
            off_late=said["off_late"] or Decimal(0),
            off_missing=said["off_missing"] or Decimal(0),
            decimals=said["decimals"],
            classes=tuple(
                sorted(
                    (ScoreClass(**row.cleaned_data) for row in self._filled(self.classes)),
                    key=lambda one: -one.least_points,
                )
            ),
            least_dossiers=said["least_dossiers"],
            order=said["order"],
            ties=said["ties"],
        )

    @property
    def _typed_steps(self) -> tuple[Step, ...]:
        steps = (Step(**row.cleaned_data) for row in self._filled(self.steps))
        return tuple(sorted(steps, key=lambda step: -step.attainment_percent))

    @staticmethod
    def _filled(rows: Any) -> list[Any]:
        return [row for row in rows if row.cleaned_data and not row.is_blank]


def _typed_rows(
    typed: Mapping[str, str], prefix: str, names: Mapping[str, Any]
) -> list[dict[str, str]]:
    count = typed.get(f"{prefix}-TOTAL_FORMS", "")
    rows = min(int(count), MOST_ROWS) if _COUNT.fullmatch(count) else 0
    return [
        {name: typed.get(f"{prefix}-{row}-{name}", "") for name in names} for row in range(rows)
    ]
