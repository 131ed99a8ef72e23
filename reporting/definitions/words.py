"""How definitions write sources, each with its author and date, months and shares."""

from django.utils.translation import gettext as _

from reporting.compliance import Share
from reporting.definitions.beside import MadeVersion
from reporting.presenters.rankings.words import day, moment
from reporting.rankings.frozen import FrozenDecision, FrozenRule
from targets.periods import Month
from targets.templatetags.figures import month as month_in_words
from targets.templatetags.figures import whole

# Fewer words than these in common say nothing.
FEWEST_WORDS = 4


def by_issue(decision: FrozenDecision, clause: str = "") -> str:
    """The decision, or one clause of it, as a source: with who issued it and when."""
    facts = {
        "number": decision.number,
        "issuer": decision.issuer,
        "day": day(decision.issued_on),
        "clause": clause,
    }
    if clause:
        return _("Clause %(clause)s of decision %(number)s, %(issuer)s, %(day)s") % facts
    return _("Decision %(number)s, %(issuer)s, %(day)s") % facts


def by_the_decision(decision: FrozenDecision) -> str:
    """The decision as a source, with the words that all of its clauses have in common."""
    source = by_issue(decision)
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


def by_calculation(decision: FrozenDecision, rule: int | None = None) -> str:
    """The portal's own rules as a source, with the number of the rule where it has one: what they apply dates them."""
    facts = {"rule": rule, "decision": by_issue(decision)}
    if rule is None:
        return _("Rules of calculation of the portal, to apply: %(decision)s") % facts
    return _("Rules of calculation of the portal, rule %(rule)s, to apply: %(decision)s") % facts


def by_the_rule(rule: FrozenRule, made: MadeVersion) -> str:
    """The version of the scoring rule as a source: with who made it and when."""
    facts = {
        "name": rule.name,
        "version": rule.version,
        "who": made.made_by,
        "when": moment(made.made_at),
    }
    if made.made_by:
        return (
            _("Scoring rule “%(name)s”, version %(version)s, made by %(who)s on %(when)s") % facts
        )
    return _("Scoring rule “%(name)s”, version %(version)s, made on %(when)s") % facts


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
