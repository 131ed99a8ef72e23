from django.urls import path

from reporting.views import (
    exports,
    home,
    letters,
    matrix,
    open_data,
    pages,
    reconciliation,
    tables,
)
from reporting.views.as_it_was import as_it_was

urlpatterns = [
    path("", home.home, name="home"),
    path("dashboard/", as_it_was(pages.dashboard), name="dashboard"),
    path("dashboard/export.<str:extension>", as_it_was(exports.dashboard), name="dashboard-export"),
    path("dashboard/groups.<file:extension>", as_it_was(tables.groups), name="groups-file"),
    path(
        "dashboard/districts.<file:extension>", as_it_was(tables.districts), name="districts-file"
    ),
    path("dashboard/missing.<file:extension>", as_it_was(tables.missing), name="missing-file"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/export.<file:extension>", tables.matrix, name="matrix-file"),
    path("matrix/urge/", matrix.urge, name="urge"),
    path("letters/", letters.letters, name="letters"),
    path("letters/export.<file:extension>", tables.letters, name="letters-file"),
    path("league/", as_it_was(pages.league), name="league"),
    path("league/export.<str:extension>", as_it_was(exports.league), name="league-export"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/package.zip", open_data.package, name="open-data-package"),
    path("units/<code:code>/", as_it_was(pages.unit), name="unit"),
    path("units/<code:code>/months.<file:extension>", as_it_was(tables.months), name="months-file"),
    path(
        "units/<code:code>/procedures.<file:extension>",
        as_it_was(tables.procedures),
        name="procedures-file",
    ),
    path("reconciliation/", reconciliation.reconciliation, name="reconciliation"),
    path(
        "reconciliation/export.<file:extension>",
        reconciliation.reconciliation_file,
        name="reconciliation-export",
    ),
    path("units/<code:code>/reconciliation/", reconciliation.unit, name="unit-reconciliation"),
    path(
        "units/<code:code>/reconciliation.<file:extension>",
        reconciliation.unit_file,
        name="unit-reconciliation-export",
    ),
]
