"""The file that somebody wants to know to be one of the portal's."""

import hashlib

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
TOO_LARGE = _("The file is larger than 20 MB: no file of the portal is.")


class FileCheckForm(forms.Form):
    """One file, of which nothing but its SHA-256 is kept in hand."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(TOO_LARGE)
        return file

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file that was sent, of a form that is valid."""
        return hashlib.file_digest(self.cleaned_data["file"].file, "sha256").hexdigest()
