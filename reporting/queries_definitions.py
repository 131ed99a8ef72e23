"""From the database to what definitions tell beside the decision and the rule."""

from collections import defaultdict

from django.db.models import Count

from reporting.definitions.beside import Beside, Given, MadeVersion
from reporting.models import ScoringRule
from targets.models import Decision


def beside(decision: Decision, rule: ScoringRule | None) -> Beside:
    """The minimums of each clause with the number of units, and the versions of the rule up to this one."""
    return Beside(_minimums(decision), _versions(rule) if rule else ())


def _minimums(decision: Decision) -> dict[str, list[Given]]:
    given = defaultdict(list)
    rows = (
        decision.targets.order_by("clause", "-minimum_percent")
        .values_list("clause", "minimum_percent")
        .annotate(Count("pk"))
    )
    for clause, minimum, units in rows:
        given[clause].append(Given(minimum, units))
    return dict(given)


def _versions(rule: ScoringRule) -> list[MadeVersion]:
    versions = ScoringRule.objects.filter(name=rule.name, version__lte=rule.version)
    return [
        MadeVersion(
            one.version,
            one.made_at.isoformat(timespec="seconds"),
            str(one.made_by) if one.made_by else "",
            one.note,
        )
        for one in versions.select_related("made_by")
    ]
