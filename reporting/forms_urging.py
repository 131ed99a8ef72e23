"""What the pages that urge are asked beside the question: the units of the list that leads to them."""

from collections.abc import Sequence
from functools import cached_property

from django import forms

from reporting.presenters.dashboard import chosen
from reporting.question import DashboardForm
from reporting.standings import Standing


class UrgingForm(DashboardForm):
    """The filters; and where they cannot say which units a list has, their codes, separated by commas."""

    unit = forms.CharField(required=False, widget=forms.HiddenInput)

    @cached_property
    def named(self) -> frozenset[str]:
        """The codes of the units that are named; empty where all are meant."""
        return frozenset(code for code in self.answered["unit"].split(",") if code)

    def listed(self, rows: Sequence[Standing]) -> list[Standing]:
        """The rows that the filters ask for, and of them those that are named."""
        found = chosen(rows, **self.choice)
        return [row for row in found if row.unit.code in self.named] if self.named else found
