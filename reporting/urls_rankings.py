"""Addresses of published rankings."""

from django.urls import path

from reporting.views import (
    differences,
    objections,
    ranking_files,
    ranking_unit,
    rankings,
    restate,
    verify,
)

urlpatterns = [
    path("rankings/", rankings.rankings, name="rankings"),
    path("rankings.<file:extension>", rankings.rankings_file, name="rankings-file"),
    path("rankings/draw-up/", rankings.draw_up, name="draw-up"),
    path("rankings/<code:code>/", rankings.ranking, name="ranking"),
    path("rankings/<code:code>/put-out/", rankings.put_out, name="put-out"),
    path("rankings/<code:code>/make-final/", rankings.make_final, name="make-final"),
    path("rankings/<code:code>/withdraw/", rankings.withdraw, name="withdraw"),
    path("rankings/<code:code>/restate/", restate.restate, name="restate"),
    path(
        "rankings/<code:code>/restating.<file:extension>",
        restate.restating_file,
        name="restating-file",
    ),
    path(
        "rankings/<code:code>/differences/",
        differences.ranking_differences,
        name="ranking-differences",
    ),
    path(
        "rankings/<code:code>/restated.<file:extension>",
        differences.restated_file,
        name="restated-file",
    ),
    path("rankings/<code:code>/since.<file:extension>", differences.since_file, name="since-file"),
    path("rankings/<code:code>/objections/", objections.objections, name="objections"),
    path("rankings/<code:code>/objections/<int:pk>/answer/", objections.answer, name="answer"),
    path("rankings/<code:code>/attachments/<int:pk>/", objections.attachment, name="attachment"),
    path("rankings/<code:code>/units/<code:unit>/object/", objections.object_, name="object"),
    path("rankings/<code:code>/units/<code:unit>/", ranking_unit.ranking_unit, name="ranking-unit"),
    path(
        "rankings/<code:code>/units/<code:unit>/sheet.pdf",
        ranking_unit.sheet,
        name="ranking-unit-sheet",
    ),
    path(
        "rankings/<code:code>/units/<code:unit>/<slug:table>.<file:extension>",
        ranking_unit.table,
        name="ranking-unit-file",
    ),
    path("rankings/<code:code>/places.<file:extension>", ranking_files.places, name="places-file"),
    path("rankings/<code:code>/files/<code:name>", ranking_files.ranking_file, name="ranking-file"),
    path("rankings/<code:code>/pack.zip", ranking_files.ranking_pack, name="ranking-pack"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<code:code>/", verify.verify_code, name="verify-code"),
    path(
        "verify/<code:code>/places.<file:extension>",
        verify.verify_places,
        name="verify-places-file",
    ),
]
