from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from reporting.views.as_it_was import as_it_was
from reporting.views.no_decision import needs_a_decision


def figures_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page or a file of figures: read only, for whoever is signed in.

    It answers as it was at an earlier moment where that is asked for, and says so where no decision has been adopted.
    """
    return login_required(require_safe(as_it_was(needs_a_decision(view))))
