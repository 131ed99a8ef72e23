"""Addresses of scoring rules and of definitions."""

from django.urls import path

from reporting.views import definitions, scoring

urlpatterns = [
    path("scoring/", scoring.scoring_rules, name="scoring-rules"),
    path("scoring/new/", scoring.scoring_rule_new, name="scoring-rule-new"),
    path("scoring/<int:pk>/", scoring.scoring_rule, name="scoring-rule"),
    path("definitions/", definitions.definitions_of_now, name="definitions"),
    path(
        "rankings/<code:code>/definitions/",
        definitions.ranking_definitions,
        name="ranking-definitions",
    ),
]
