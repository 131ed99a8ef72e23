"""Addresses of published rankings."""

from django.urls import path

from reporting.views import ranking_unit, verify

urlpatterns = [
    path("rankings/<code:code>/units/<code:unit>/", ranking_unit.ranking_unit, name="ranking-unit"),
    path(
        "rankings/<code:code>/units/<code:unit>/sheet.pdf",
        ranking_unit.sheet,
        name="ranking-unit-sheet",
    ),
    path("verify/", verify.verify, name="verify"),
    path("verify/<code:code>/", verify.verify_code, name="verify-code"),
]
