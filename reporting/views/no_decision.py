from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from targets.models import Decision


def needs_a_decision(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say that no decision has been adopted yet, where a page would otherwise have nothing to hold figures against."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Decision.DoesNotExist:
            if Decision.objects.exists():
                raise
        return render(request, "reporting/no_decision.html")

    return page
