"""The question of the public page, with its language: a page without cookies keeps it in the address."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.conf import settings

from reporting.question import QuestionForm

LANGUAGE = "lang"


def language(query: Mapping[str, str]) -> str:
    """Vietnamese, unless the address asks for another of the portal's languages."""
    asked = query.get(LANGUAGE, "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class PublicForm(QuestionForm):
    """The question, and the language in which it is answered."""

    lang = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, query: Mapping[str, str], *, today: date) -> None:
        super().__init__({**query.dict(), LANGUAGE: language(query)}, today=today)

    @property
    def as_query(self) -> str:
        return self.in_language(language(self.data))

    def in_language(self, code: str) -> str:
        """The same question in a language, as the end of an address."""
        return f"{super().as_query}&{urlencode({LANGUAGE: code})}"
