from django.urls import path

from reporting.views import (
    dashboard,
    exports,
    home,
    letters,
    matrix,
    open_data,
    pages,
    reconciliation,
    tables,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/export.<str:extension>", exports.dashboard, name="dashboard-export"),
    path("dashboard/groups.<file:extension>", tables.groups, name="groups-file"),
    path("dashboard/course.<file:extension>", tables.course, name="course-file"),
    path("dashboard/behind.<file:extension>", tables.units_behind, name="behind-file"),
    path(
        "dashboard/procedures.<file:extension>",
        tables.procedures_behind,
        name="procedures-behind-file",
    ),
    path("dashboard/districts.<file:extension>", tables.districts, name="districts-file"),
    path("dashboard/missing.<file:extension>", tables.missing, name="missing-file"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/export.<file:extension>", tables.matrix, name="matrix-file"),
    path("matrix/urge/", matrix.urge, name="urge"),
    path("letters/", letters.letters, name="letters"),
    path("letters/export.<file:extension>", tables.letters, name="letters-file"),
    path("league/", pages.league, name="league"),
    path("league/export.<str:extension>", exports.league, name="league-export"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/package.zip", open_data.package, name="open-data-package"),
    path("units/<code:code>/", pages.unit, name="unit"),
    path("units/<code:code>/months.<file:extension>", tables.months, name="months-file"),
    path(
        "units/<code:code>/procedures.<file:extension>", tables.procedures, name="procedures-file"
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
