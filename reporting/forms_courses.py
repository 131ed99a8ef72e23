"""What the page of all units' months is asked beside the question: how it shows them, and in what order."""

from typing import Any

from django import forms

from reporting.presenters.courses import ATTAINMENT
from reporting.question import DashboardForm


class CoursesForm(DashboardForm):
    """The filters keep the view and the order, which are chosen by links."""

    # Lines, or a matrix of the months' own shares or of those since the first month.
    view = forms.ChoiceField(
        required=False,
        choices=[("", ""), ("month", ""), ("cumulative", "")],
        widget=forms.HiddenInput,
    )
    order = forms.ChoiceField(
        required=False, choices=[("", ""), (ATTAINMENT, "")], widget=forms.HiddenInput
    )

    @property
    def chosen_view(self) -> str:
        return self.answered["view"]

    @property
    def chosen_order(self) -> str:
        return self.answered["order"]

    @property
    def asked(self) -> dict[str, Any]:
        chosen = {"view": self.chosen_view, "order": self.chosen_order}
        return super().asked | {name: value for name, value in chosen.items() if value}
