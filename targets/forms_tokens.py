"""The form by which a program gets access to a unit."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.actions.tokens import LONGEST_LIFE
from targets.models import ApiToken, Scope, User
from targets.models.record import Office


class OfficeField(forms.ModelChoiceField):
    """A unit together with one of its officers, so that no other pair can be chosen."""

    def label_from_instance(self, office: Office) -> str:
        return f"{office.unit.code} {office.unit} – {office.user}"


class TokenForm(forms.ModelForm):
    """Whose figures, in whose name, what for and until when."""

    office = OfficeField(
        Office.objects.none(),
        label=gettext_lazy("Unit and responsible officer"),
        help_text=gettext_lazy(
            "What the program enters counts as entered by this officer. When he leaves, the access ends."
        ),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ApiToken
        fields = ["label", "expires_on"]
        widgets = {"expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    field_order = ["office", "label", "scopes", "expires_on"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["office"].queryset = (
            Office.objects.filter(user__is_active=True, user__role=User.Role.OFFICER)
            .select_related("unit", "user")
            .order_by("unit__order", "unit__code", "user__username")
        )

    def clean_expires_on(self) -> date:
        day = self.cleaned_data["expires_on"]
        if not self.today <= day <= self.today + LONGEST_LIFE:
            raise forms.ValidationError(
                _("Choose a day from today on, at most a year and a month ahead.")
            )
        return day

    @property
    def chosen(self) -> dict[str, Any]:
        """What the form says, as `make_token` takes it."""
        office = self.cleaned_data["office"]
        plain = {name: self.cleaned_data[name] for name in ("label", "scopes", "expires_on")}
        return {"unit": office.unit, "person": office.user, **plain}
