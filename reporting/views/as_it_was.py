from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from reporting.as_of import as_of


def as_it_was(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer an address with `as_of=` as it would have been answered at that moment: a link that goes on showing the same.

    404 where it names no moment that is past. What the reader may see is what he may see now.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        written = request.GET.get("as_of")
        if written is None:
            return view(request, *args, **kwargs)
        request.as_of = _moment(written)
        with as_of(request.as_of):
            return view(request, *args, **kwargs)

    return page


def _moment(written: str) -> Any:
    try:
        moment = parse_datetime(written)
    except ValueError as error:
        raise Http404 from error
    if moment is None or timezone.is_naive(moment) or moment > timezone.now():
        raise Http404
    return moment
