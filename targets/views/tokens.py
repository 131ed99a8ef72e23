"""`/tokens/`: which programs have access to which unit, and what each did with it."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quota_portal.clock import now, today
from targets import permissions
from targets.actions.tokens import CALLS_ARE_KEPT, LabelTaken, make_token, revoke_token
from targets.forms_tokens import TokenForm
from targets.models import ApiToken

ON_A_PAGE = 100
USUAL_LIFE = timedelta(days=365)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens, and the form for a new one; its secret is shown by this answer and never again."""
    _check(request)
    form = TokenForm(
        request.POST or None, today=today(), initial={"expires_on": today() + USUAL_LIFE}
    )
    made = secret = None
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = make_token(**form.chosen, by=request.user, at=now())
        except LabelTaken:
            form.add_error(
                "label", _("This unit has a token of that name already: revoke it first.")
            )
    page = Paginator(ApiToken.objects.listed(), ON_A_PAGE).get_page(request.GET.get("page"))
    listed = [(token, token.state(today())) for token in page]
    return render(
        request,
        "targets/tokens.html",
        {"form": form, "made": made, "secret": secret, "page": page, "tokens": listed},
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def token(request: HttpRequest, pk: int) -> HttpResponse:
    """One token and its log, the newest call first."""
    _check(request)
    found = get_object_or_404(ApiToken.objects.select_related("unit", "person"), pk=pk)
    page = Paginator(found.calls.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "targets/token.html",
        {
            "token": found,
            "state": found.state(today()),
            "page": page,
            "days_kept": CALLS_ARE_KEPT.days,
        },
    )


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token now."""
    _check(request)
    found = get_object_or_404(ApiToken, pk=pk)
    revoke_token(token=found, by=request.user, at=now())
    messages.success(
        request, _("The access token is revoked: no call is answered with it any more.")
    )
    return redirect("token", pk=pk)


def _check(request: HttpRequest) -> None:
    if not permissions.can_manage_tokens(request.user):
        raise Http404
