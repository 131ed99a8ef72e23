"""`/decisions/adopt/`: read a decision from its file, see what it changes for each unit (or take that as a file), adopt it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from targets import permissions
from targets.actions.decisions import adopt_decision, target_changes
from targets.exports.figures import decision_sheet
from targets.imports.decisions import read_decision
from targets.models import Unit
from targets.problems import Faulty
from targets.views.table_file import table_file

LARGEST_FILE = 1024 * 1024


class DecisionFileForm(forms.Form):
    """The file at first; its text, carried by the page, when what it changes has been seen."""

    file = forms.FileField(label=gettext_lazy("File (.toml)"), required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean(self) -> dict[str, object]:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text")
        if not file and not text:
            self.add_error("file", _("Choose a file."))
        elif file and file.size > LARGEST_FILE:
            self.add_error("file", _("The file is too large."))
        return self.cleaned_data

    @property
    def content(self) -> bytes:
        file = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["text"].encode()


@login_required
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest) -> HttpResponse:
    """The file, then the change of clause and minimum of each unit, then the adoption."""
    if not permissions.can_administer(request.user):
        raise Http404
    form = DecisionFileForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "targets/adopt_decision.html", {"form": form})
    content = form.content
    try:
        draft = read_decision(content, set(Unit.objects.values_list("code", flat=True)))
    except Faulty as faulty:
        context = {"form": DecisionFileForm(), "faults": faulty.faults}
        return render(request, "targets/adopt_decision.html", context, status=422)
    if "adopt" in request.POST:
        decision = adopt_decision(draft=draft)
        messages.success(request, _("Decision %s is adopted.") % decision)
        return redirect("dashboard")
    changes = target_changes(draft)
    if "as" in request.POST:
        return table_file(decision_sheet(draft.number, changes), "chi-tieu", request.POST["as"])
    confirmation = DecisionFileForm(initial={"text": content.decode("utf-8-sig")})
    context = {"form": confirmation, "draft": draft, "changes": changes}
    return render(request, "targets/adopt_decision.html", context)
