"""Short forms about a month: a reason, a remark, a decision about a request."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from targets.models import Procedure
from targets.monthly import MonthlyReport

LONGEST = 2_000


def _text(label: Any, **how: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        **how,
    )


class ReasonForm(forms.Form):
    """Why a month is returned, or should be unlocked."""

    reason = _text(_("Reason"))


class RemarkForm(forms.Form):
    """A question or an answer, on the month or on one of its rows."""

    procedure = forms.ModelChoiceField(
        Procedure.objects.none(),
        label=_("About"),
        required=False,
        empty_label=_("the month as a whole"),
    )
    text = _text(_("Remark"))

    def __init__(self, *args: Any, report: MonthlyReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].queryset = Procedure.objects.filter(
            pk__in=[procedure.pk for procedure in report.procedures]
        )
        self.fields["procedure"].widget.attrs["class"] = "form-select"


class DecisionOnRequestForm(forms.Form):
    """How many days a locked month is opened for its unit, or that it stays locked."""

    days = forms.IntegerField(
        label=_("Days"),
        min_value=1,
        max_value=31,
        initial=5,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    answer = _text(_("Answer"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "grant" in self.data and not values.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        return values
