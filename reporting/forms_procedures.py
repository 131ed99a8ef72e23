"""What the pages of procedures are asked: the question of the dashboard, so that an answer there opens into the same units."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.question import DashboardForm
from targets.models import User


class ProcedureForm(DashboardForm):
    """The question, and the group and the district whose units are looked at."""

    status = None

    def __init__(self, query: Mapping[str, str], *, user: User, today: date) -> None:
        super().__init__(query, user=user, today=today)
        _all, *groups = self.fields["group"].choices
        if len(groups) < 2:
            # An officer of units of one group has nothing to choose.
            for name in ("group", "district"):
                self.fields[name].widget = forms.HiddenInput()


class ProceduresForm(ProcedureForm):
    """The same, and which procedures are listed."""

    search = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.answered["search"]

    @property
    def asked(self) -> dict[str, Any]:
        return super().asked | ({"search": self.words} if self.words else {})
