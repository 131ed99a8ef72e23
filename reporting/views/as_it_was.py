"""Pages of an earlier moment, which their address names in `as_of=`, and pages that have none."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from quota_portal.addresses import address_without
from reporting.as_of import as_of
from reporting.question import repeated


def as_it_was(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer an address with `as_of=` as it would have been answered at that moment: a link that goes on showing the same.

    Where it names no moment that is past it leads to the figures of now, and says so: no file and no link onward can
    bear a moment that is not its own. What the reader may see is what he may see now.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        written = request.GET.get("as_of")
        if not written:
            return view(request, *args, **kwargs)
        moment = _moment(written)
        if moment is None:
            words = _(
                "“%(given)s” names no moment that is past. Shown instead: the figures of now."
            )
            return _to_now(request, words % {"given": repeated(written)})
        request.as_of = moment
        with as_of(moment):
            return view(request, *args, **kwargs)

    return page


def only_now(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead an address with `as_of=` to a page that has no earlier state to the page itself, which says so."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "as_of" in request.GET and request.method == "GET":
            words = _("This page has no earlier state: what it shows are the figures of now.")
            return _to_now(request, words)
        return view(request, *args, **kwargs)

    return page


def _to_now(request: HttpRequest, words: str) -> HttpResponse:
    messages.warning(request, words)
    return redirect(address_without(request, "as_of"))


def _moment(written: str) -> datetime | None:
    """A moment that is past, with its time zone; None for anything else."""
    try:
        moment = parse_datetime(written)
    except ValueError:
        return None
    if moment is None or timezone.is_naive(moment) or moment > timezone.now():
        return None
    return moment
