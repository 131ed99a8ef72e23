from django.urls import path

from reporting.views import exports, home, letters, matrix, pages

urlpatterns = [
    path("", home.home, name="home"),
    path("dashboard/", pages.dashboard, name="dashboard"),
    path("dashboard/export.<str:extension>", exports.dashboard, name="dashboard-export"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/urge/", matrix.urge, name="urge"),
    path("letters/", letters.letters, name="letters"),
    path("league/", pages.league, name="league"),
    path("league/export.<str:extension>", exports.league, name="league-export"),
    path("units/<code:code>/", pages.unit, name="unit"),
]
