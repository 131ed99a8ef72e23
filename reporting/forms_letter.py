"""The form of an official letter: whom it goes to, and its letterhead."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reporting.documents.official import Letterhead
from reporting.letterheads import proper, province
from reporting.unit_names import without_committee
from targets.models import Unit, User
from targets.plain_text import can_be_shown

DAYS_TO_ANSWER = 7
# What a person writes once and finds again at the next letter.
KEPT = ["superior", "issuer", "place", "signer_title", "signer_name", "recipients", "contact"]


def _day(label: Any, **how: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **how)


def _lines(label: Any, rows: int, **how: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=500, widget=forms.Textarea(attrs={"rows": rows}), **how
    )


class LetterForm(forms.Form):
    """The letterhead, the signature and the day to answer by; blanks are left to be written by hand."""

    superior = forms.CharField(label=_("Superior body"), max_length=150, required=False)
    issuer = forms.CharField(label=_("Issuing body"), max_length=150)
    number = forms.CharField(
        label=_("Number and symbol (blank: by hand)"), max_length=50, required=False
    )
    place = forms.CharField(label=_("Place"), max_length=60)
    dated_on = _day(_("Date (blank: by hand)"), required=False)
    answer_by = _day(_("Reports asked for before"))
    signer_title = _lines(_("Title of who signs"), 2)
    signer_name = forms.CharField(label=_("Name of who signs"), max_length=100, required=False)
    recipients = _lines(_("Recipients, one on a line"), 4)
    contact = forms.CharField(label=_("Whom to ask"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str) and not can_be_shown(value):
                self.add_error(name, _("This text holds a character that cannot be shown."))
        return self.cleaned_data

    def letterhead(self, today: date) -> Letterhead:
        given = self.cleaned_data
        return Letterhead(
            superior=given["superior"],
            issuer=given["issuer"],
            number=given["number"],
            place=given["place"],
            dated_on=given["dated_on"],
            year=today.year,
            signer_title=given["signer_title"].replace("\r\n", "\n"),
            signer_name=given["signer_name"],
            recipients=[line.strip() for line in given["recipients"].splitlines() if line.strip()],
        )

    @property
    def kept(self) -> dict[str, str]:
        """What the next letter begins with."""
        return {name: self.cleaned_data[name] for name in KEPT}


def usual_letterhead(user: User, today: date) -> dict[str, Any]:
    """What the form begins with: the department's letterhead, or that of a district's People's Committee."""
    usual = {
        "dated_on": today,
        "answer_by": today + timedelta(days=DAYS_TO_ANSWER),
        "contact": settings.PORTAL_CONTACT,
    }
    district = user.units.filter(kind=Unit.Kind.DISTRICT).first()
    if user.role == User.Role.OFFICER and district:
        return usual | _district_head(without_committee(district.name))
    return usual | {
        "superior": f"UBND {province()}",
        "issuer": settings.PORTAL_OWNER.removesuffix(f" {province()}"),
        "place": proper(province()),
        "signer_title": "Giám đốc",
        "recipients": f"Như trên;\nUBND {province()} (báo cáo);\nLưu: VT.",
    }


def _district_head(district: str) -> dict[str, str]:
    return {
        "superior": "",
        "issuer": f"Ủy ban nhân dân {district}",
        "place": proper(district),
        "signer_title": "TM. Ủy ban nhân dân\nChủ tịch",
        "recipients": "Như trên;\nLưu: VT.",
    }
