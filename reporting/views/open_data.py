"""`/open-data/`: the whole of the figures as one .zip, for whoever may see everything."""

import io

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.open_data.dump import write_zip
from reporting.open_data.extent import Extent, NothingToGiveOut, extent
from reporting.open_data.package import is_sample
from reporting.open_data.rows import TABLES
from reporting.views.no_decision import needs_a_decision
from targets import permissions
from targets.models import Decision
from targets.month_form_field import MonthFormField


class OpenDataForm(forms.Form):
    """Which decisions, and through which month."""

    decision = forms.ModelChoiceField(
        Decision.objects.all(),
        label=gettext_lazy("Decision"),
        to_field_name="number",
        required=False,
        empty_label=gettext_lazy("All"),
    )
    through = MonthFormField(
        label=gettext_lazy("Through (06/2018; blank: the last month reported)"), required=False
    )

    extent: Extent

    def clean(self) -> dict[str, object]:
        if not self.errors:
            asked = {name: self.cleaned_data[name] for name in ("decision", "through")}
            try:
                self.extent = extent(**asked, today=today())
            except NothingToGiveOut as nothing:
                raise forms.ValidationError(str(nothing)) from nothing
        return self.cleaned_data


@login_required
@require_safe
@needs_a_decision
def open_data(request: HttpRequest) -> HttpResponse:
    """What the open data hold, and the choice of what goes out."""
    if not permissions.can_take_open_data(request.user):
        raise Http404
    return _page(request, OpenDataForm())


@login_required
@require_safe
@needs_a_decision
def package(request: HttpRequest) -> HttpResponse:
    """The .zip; the page again, with what is wrong, where there is no such dump."""
    if not permissions.can_take_open_data(request.user):
        raise Http404
    form = OpenDataForm(_without_nul(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    # A province's year is a megabyte.
    file = io.BytesIO()
    write_zip(file, form.extent)
    file.seek(0)
    name = _("open-data") + f"-{form.extent.through}"
    if is_sample(form.extent):
        name += "-" + _("sample-data")
    return FileResponse(file, as_attachment=True, filename=f"{name}.zip")


def _page(request: HttpRequest, form: OpenDataForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "tables": list(TABLES)}
    return render(request, "reporting/open_data.html", context, status=status)


def _without_nul(request: HttpRequest) -> dict[str, str]:
    """What is asked; no text in the database holds a NUL, and none can be asked for."""
    return {name: value.replace("\0", "") for name, value in request.GET.items()}
