"""The question of the public page, with its language: a page without cookies keeps it in the address."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.conf import settings

from reporting.queries_reports import last_accepted
from reporting.question import QuestionForm, usual_span
from targets.models import Decision
from targets.periods import Span

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

    @staticmethod
    def _usual_span(decision: Decision, today: date) -> Span:
        """Through the last month of which any report is accepted: the page says nothing of those after it."""
        usual = usual_span(decision, today)
        return Span(usual.first, last_accepted(decision, usual) or usual.last)

    @property
    def as_query(self) -> str:
        return self.in_language(language(self.data))

    def in_language(self, code: str) -> str:
        """The same question in a language, as the end of an address."""
        return f"{super().as_query}&{urlencode({LANGUAGE: code})}"
