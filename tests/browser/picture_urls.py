"""The portal with one page more, which holds nothing but the pictures that other pages include."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from quota_portal.clock import today
from quota_portal.urls import urlpatterns as portal
from reporting.question import decision_in_force, usual_span
from reporting.standings import standings
from reporting.views import pictures

PAGE = """{% extends "base.html" %}{% block content %}<h1>Ảnh</h1>
{% include "reporting/pictures/strip.html" %}{% include "reporting/pictures/tile_map.html" %}{% endblock %}"""


def page(request):
    decision = decision_in_force(today())
    rows = standings(decision, usual_span(decision, today()), today())
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render(pictures.pictures(request.user, rows), request))


urlpatterns = [*portal, path("pictures/", page)]
