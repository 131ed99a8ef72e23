"""Addresses of the pages of figures and of their files; rankings and scoring rules have files of their own."""

from django.urls import include, path

from reporting.views import (
    compare,
    dashboard,
    exports,
    home,
    league,
    letters,
    matrix,
    open_data,
    overview,
    picture_files,
    pictures,
    procedures,
    public,
    reconciliation,
    tables,
    tables_unit,
    unit,
)

urlpatterns = [
    path("", include("reporting.urls_rankings")),
    path("", include("reporting.urls_scoring")),
    path("", home.home, name="home"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/export.<str:extension>", exports.dashboard, name="dashboard-export"),
    *[
        path(
            f"{address}.<file:extension>",
            tables.of_province,
            {"name": name},
            name=f"{name}-file",
        )
        for name, address in {
            "groups": "dashboard/groups",
            "course": "dashboard/course",
            "behind": "dashboard/behind",
            "procedures-behind": "dashboard/procedures",
            "ahead": "dashboard/ahead",
            "districts": "dashboard/districts",
            "missing": "dashboard/missing",
            "matrix": "matrix/export",
        }.items()
    ],
    path("dashboard/ahead/", dashboard.ahead, name="ahead"),
    path("dashboard/procedures/", dashboard.procedures_behind, name="procedures-behind"),
    path("dashboard/courses/", pictures.courses, name="courses"),
    path("dashboard/courses.<file:extension>", pictures.courses_file, name="courses-file"),
    *[
        path(
            f"dashboard/pictures/{name}.<image:image>",
            picture_files.of_province,
            {"name": name},
            name=f"{name}-picture",
        )
        for name in picture_files.PROVINCE
    ],
    path("dashboard/overview.pdf", overview.overview, name="overview"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/urge/", matrix.urge, name="urge"),
    path("letters/", letters.letters, name="letters"),
    path("letters/export.<file:extension>", tables.letters, name="letters-file"),
    path("league/", league.league, name="league"),
    path("league/export.<str:extension>", exports.league, name="league-export"),
    path("compare/", compare.compare, name="compare"),
    path("compare/export.<file:extension>", compare.compare_file, name="compare-file"),
    path(
        "compare/pictures/slopes.<image:image>", picture_files.of_comparison, name="slopes-picture"
    ),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/package.zip", open_data.package, name="open-data-package"),
    path("procedures/", procedures.procedures, name="procedures"),
    path(
        "procedures/export.<file:extension>", tables_unit.all_procedures, name="all-procedures-file"
    ),
    path("procedures/<code:code>/", procedures.procedure, name="procedure"),
    path(
        "procedures/<code:code>/units.<file:extension>",
        tables_unit.procedure_units,
        name="procedure-units-file",
    ),
    path("units/<code:code>/", unit.unit, name="unit"),
    *[
        path(
            f"units/<code:code>/{name}.<file:extension>",
            tables_unit.of_unit,
            {"name": name},
            name=f"{name}-file",
        )
        for name in tables_unit.UNIT_TABLES
    ],
    *[
        path(
            f"units/<code:code>/pictures/{name}.<image:image>",
            picture_files.of_unit,
            {"name": name},
            name=f"{name}-picture",
        )
        for name in picture_files.UNIT
    ],
    path("public/", public.league, name="public"),
    path("public/league.<file:extension>", public.league_file, name="public-file"),
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
    path(
        "units/<code:code>/reconciliation/months.<file:extension>",
        reconciliation.unit_months_file,
        name="unit-reconciliation-months",
    ),
]
