"""How definitions write sources, months and shares."""

from django.utils.translation import gettext as _

from reporting.compliance import Share
from reporting.rankings.frozen import FrozenDecision, FrozenRule
from targets.periods import Month
from targets.templatetags.figures import month as month_in_words
from targets.templatetags.figures import whole

# Fewer words than these in common say nothing.
FEWEST_WORDS = 4


def by_the_decision(decision: FrozenDecision) -> str:
    """The decision as a source, with the words that all of its clauses have in common."""
    source = _("Decision %s") % decision.number
    words = common_words([clause.wording for clause in decision.clauses])
    return (
        _("%(decision)s, in each of its clauses: “%(words)s”")
        % {
            "decision": source,
            "words": words,
        }
        if words
        else source
    )


def by_calculation() -> str:
    """The portal's own rules as a source."""
    return _("Rules of calculation of the portal")


def by_the_rule(rule: FrozenRule) -> str:
    """The scoring rule as a source."""
    return _("Scoring rule “%(name)s”, version %(version)s") % {
        "name": rule.name,
        "version": rule.version,
    }


def common_words(texts: list[str]) -> str:
    """The longest run of words that stands in each of the texts, with an ellipsis where it is a part; blank for a short one."""
    if not texts:
        return ""
    first, *others = (text.split() for text in texts)
    rest = [f" {' '.join(words)} " for words in others]
    for length in range(len(first), FEWEST_WORDS - 1, -1):
        for start in range(len(first) - length + 1):
            run = " ".join(first[start : start + length])
            if all(f" {run} " in text for text in rest):
                return run if length == len(first) else f"… {run} …"
    return ""


def month(written_month: str) -> str:
    """A month of the canonical form."""
    return month_in_words(Month.parse(written_month))


def share(one: Share) -> str:
    """A share as dossiers: `500/1.000`."""
    return f"{whole(one.online)}/{whole(one.total)}"
