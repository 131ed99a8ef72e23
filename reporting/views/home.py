"""`/`: the home of whoever is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.models import Ranking
from reporting.presenters.home import officer_cards
from reporting.views.no_decision import needs_a_decision
from targets.models import User


@login_required
@require_safe
@needs_a_decision
def home(request: HttpRequest) -> HttpResponse:
    """What an officer has to do now; for the others, the page with which their work begins."""
    if request.user.role == User.Role.OFFICER:
        cards = officer_cards(request.user, today())
        out = Ranking.objects.out_for_explanation(today()).listed()
        return render(request, "reporting/home.html", {"cards": cards, "rankings_out": out})
    if request.user.role == User.Role.HOME_AFFAIRS:
        return redirect("league")
    return redirect("dashboard")
