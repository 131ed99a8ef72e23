"""The forms by which rankings are drawn up and taken through their steps, and by which units object."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.models import Attachment, Objection, ScoringRule
from reporting.question import QuestionForm
from targets.forms_upload import FilesInput

USUAL_WINDOW = timedelta(days=7)
MOST_FILES = 5
LARGEST_ATTACHMENT = 5 * 1024 * 1024
ATTACHED = (".pdf", ".docx", ".xlsx", ".ods", ".odt", ".jpg", ".jpeg", ".png")


class DrawUpForm(QuestionForm):
    """The decision, the span, and the version of a scoring rule."""

    rule = forms.ModelChoiceField(
        ScoringRule.objects.none(), label=gettext_lazy("Scoring rule"), empty_label=None
    )

    def __init__(self, query: QueryDict, *, today: date) -> None:
        rules = ScoringRule.objects.latest_versions()
        # A province's own rule comes before the example.
        chosen = min(
            rules, key=lambda rule: (rule.is_example, -rule.made_at.timestamp()), default=None
        )
        usual = str(chosen.pk) if chosen else ""
        super().__init__({"rule": usual, **query.dict()}, today=today)
        self.usual_values["rule"] = usual
        self.fields["rule"].queryset = rules

    @property
    def chosen_rule(self) -> ScoringRule | None:
        return self.answered.get("rule")


class PutOutForm(forms.Form):
    """Through which day units may object."""

    until = forms.DateField(
        label=gettext_lazy("Last day for objections"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": today + USUAL_WINDOW}, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if until <= self.today:
            raise forms.ValidationError(_("The last day for objections must lie after today."))
        return until


class ReasonForm(forms.Form):
    """Why a ranking is withdrawn or restated."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RestateForm(ReasonForm):
    """Why a final ranking is restated, and by which version of a scoring rule."""

    rule = forms.ModelChoiceField(
        ScoringRule.objects.none(), label=gettext_lazy("Scoring rule"), empty_label=None
    )

    def __init__(
        self, data: QueryDict | None, *, same: ScoringRule, typed: Mapping[str, str]
    ) -> None:
        """`typed` is what is not sent yet and stays in the form; `same` is the rule of the ranking itself."""
        reason, rule = typed.get("reason", ""), typed.get("rule", same.pk)
        super().__init__(data, initial={"reason": reason, "rule": rule})
        self.same = same
        latest = ScoringRule.objects.latest_versions().values("pk")
        self.fields["rule"].queryset = ScoringRule.objects.filter(
            pk__in=[same.pk, *(row["pk"] for row in latest)]
        )

    @property
    def chosen_rule(self) -> ScoringRule:
        """The rule that the form shows; the ranking's own where it shows none that may be taken."""
        try:
            return self.fields["rule"].clean(str(self["rule"].value()))
        except forms.ValidationError:
            return self.same


class _AttachmentsField(forms.FileField):
    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [
            super(_AttachmentsField, self).clean(file, initial)
            for file in (data if isinstance(data, list | tuple) else [data])
            if file
        ]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %s files.") % MOST_FILES)
        for file in files:
            _check_attachment(file)
        return files


def _check_attachment(file: UploadedFile) -> None:
    if PurePath(file.name).suffix.lower() not in ATTACHED:
        raise forms.ValidationError(
            _("“%(name)s” is of a kind that is not taken: %(kinds)s are.")
            % {"name": file.name, "kinds": ", ".join(ATTACHED)}
        )
    longest = Attachment._meta.get_field("name").max_length
    if len(file.name) > longest:
        raise forms.ValidationError(
            _("A file's name has at most %(most)s characters: “%(name)s”.")
            % {"most": longest, "name": file.name}
        )
    if file.size > LARGEST_ATTACHMENT:
        raise forms.ValidationError(_("“%s” is larger than 5 MB.") % file.name)


class ObjectionForm(forms.Form):
    """What is wrong with a unit's place, and files that show it."""

    text = forms.CharField(
        label=gettext_lazy("What is wrong, and what it should be"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    files = _AttachmentsField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy(
            "At most 5, of 5 MB each: .pdf, .docx, .xlsx, .ods, .odt, .jpg, .png."
        ),
        widget=FilesInput(attrs={"accept": ",".join(ATTACHED)}),
    )

    @property
    def attached(self) -> list[tuple[str, bytes]]:
        """The files, each with its content."""
        return [(PurePath(file.name).name, file.read()) for file in self.cleaned_data["files"]]


class AnswerForm(forms.Form):
    """The answer to an objection."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=Objection.Outcome, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Answer"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 4})
    )
