"""`/preferences/`: which letters a person gets, and in which language. `/reminders/`: what was sent to whom."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from targets import permissions
from targets.actions.people import choose_letters
from targets.models import Reminder, User

ON_A_PAGE = 100


class PreferencesForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["language", "wants_reminders", "wants_answers", "wants_digest"]


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """A person's own wishes."""
    form = PreferencesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        choose_letters(person=request.user, wishes=form.cleaned_data)
        messages.success(request, _("Your wishes are kept."))
        return redirect("preferences")
    return render(request, "targets/preferences.html", {"form": form})


@login_required
@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """The letters that were sent, and those that are owed, the newest first."""
    if not permissions.can_manage_periods(request.user):
        raise Http404
    letters = Reminder.objects.select_related("person", "unit")
    page = Paginator(letters, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "targets/reminders.html", {"page": page})
