from django.urls import path

from reporting.views import exports, home, pages

urlpatterns = [
    path("", home.home, name="home"),
    path("dashboard/", pages.dashboard, name="dashboard"),
    path("league/", pages.league, name="league"),
    path("league/export.<str:extension>", exports.league, name="league-export"),
    path("units/<code:code>/", pages.unit, name="unit"),
]
