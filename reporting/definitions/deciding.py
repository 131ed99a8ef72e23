"""The decision and each of its clauses, in its own words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.definitions import words
from reporting.definitions.beside import Beside
from reporting.presenters.rankings.words import day
from reporting.rankings.frozen import FrozenDecision, FrozenDefinition
from targets.templatetags.figures import minimum, whole


def definitions(decision: FrozenDecision, beside: Beside) -> Iterator[FrozenDefinition]:
    """The decision first, then its clauses in their order."""
    yield _decision(decision)
    wordings = {clause.label: clause.wording for clause in decision.clauses}
    for label in dict.fromkeys([*wordings, *beside.minimums]):
        yield _clause(decision, label, wordings.get(label, ""), beside)


def _decision(decision: FrozenDecision) -> FrozenDefinition:
    facts = {
        "number": decision.number,
        "issuer": decision.issuer,
        "day": day(decision.issued_on),
        "first": words.month(decision.first_month),
        "last": words.month(decision.last_month),
    }
    return FrozenDefinition(
        _("The decision"),
        (
            decision.title,
            _("Decision %(number)s was issued by %(issuer)s on %(day)s.") % facts,
            _("It covers the months from %(first)s to %(last)s.") % facts,
            _("A unit that no clause names has no target: it may report, and is not judged."),
        ),
        words.by_issue(decision),
    )


def _clause(decision: FrozenDecision, label: str, wording: str, beside: Beside) -> FrozenDefinition:
    given = [
        ngettext(
            "Minimum %(minimum)s, given to %(units)s unit.",
            "Minimum %(minimum)s, given to %(units)s units.",
            one.units,
        )
        % {"minimum": minimum(one.minimum_percent), "units": whole(one.units)}
        for one in beside.minimums.get(label, ())
    ]
    quoted = [_("“%s”") % wording.strip()] if wording else []
    return FrozenDefinition(
        _("Clause %s") % label, (*quoted, *given), words.by_issue(decision, label)
    )
