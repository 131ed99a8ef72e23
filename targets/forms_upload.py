"""The form by which files of counts are sent: one, several, a folder of them, or an archive."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from targets.imports.archives import LARGEST_DELIVERY, SentFile, unpacked
from targets.imports.refusals import REFUSALS
from targets.imports.tables import LARGEST_FILE
from targets.problems import Faulty


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(label=_("File (.xlsx, .ods or .csv)"))

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(REFUSALS["too_large"])
        return file


class FilesInput(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Files sent under one name; archives among them give their files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Iterator[SentFile]:
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(_FilesField, self).clean(file, initial) for file in files or [None]]
        if sum(file.size for file in cleaned) > LARGEST_DELIVERY:
            raise forms.ValidationError(REFUSALS["too_large"])
        try:
            return unpacked(cleaned)
        except Faulty as faulty:
            raise forms.ValidationError([fault.message for fault in faulty.faults]) from faulty


class FilesForm(forms.Form):
    """One file or many, to be stored together."""

    file = _FilesField(
        label=_("Files (.xlsx, .ods, .csv), or a .zip of them"),
        widget=FilesInput(attrs={"accept": ".xlsx,.ods,.csv,.zip"}),
    )
