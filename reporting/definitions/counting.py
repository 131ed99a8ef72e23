"""What is counted: dossiers, channels, procedures, reports, months (rules 1 to 5)."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from reporting.compliance import Share, together
from reporting.definitions import words
from reporting.presenters.rankings.words import as_percent, day
from reporting.rankings.frozen import FrozenDecision, FrozenDefinition
from targets.models import Publication, Submission
from targets.workflow import COUNTING

# Two months, or two units, of very different sizes: the mean of their shares is another number than their share.
PARTS = (Share(90, 100), Share(30, 300))


def definitions(decision: FrozenDecision) -> Iterator[FrozenDefinition]:
    """In the order in which a figure comes about."""
    law = words.by_the_decision(decision)
    yield FrozenDefinition(_("What is counted"), _what(), law)
    yield FrozenDefinition(_("Channels"), _channels(), words.by_calculation(decision, 1))
    yield FrozenDefinition(_("Procedures that count"), _publications(decision), law)
    yield FrozenDefinition(
        _("Whose a procedure is"), _belonging(), words.by_calculation(decision, 2)
    )
    yield FrozenDefinition(_("Reports that count"), _reports(), words.by_calculation(decision, 3))
    yield FrozenDefinition(
        _("Months that are added up"), _span(decision), words.by_calculation(decision, 4)
    )
    yield FrozenDefinition(_("Share"), _share(), law)


def _levels() -> str:
    return _(" or ").join(str(level) for level in sorted(Publication.Level.values))


def _what() -> tuple[str, ...]:
    return (
        _(
            "For one unit, one month and one procedure: “total” is the dossiers received in that month; “online” is those of "
            "them that were received and processed online at level %s."
        )
        % _levels(),
        _("Dossiers carried over from earlier months are not counted again."),
        _(
            "Blank is not zero: blank means that nothing was reported; 0 of 0 means that it was reported that none arose. "
            "The online dossiers are never more than all."
        ),
    )


def _channels() -> tuple[str, ...]:
    return (
        _("The total holds the dossiers of every channel: online, at the counter, by post."),
        _(
            "Level 3: the forms are filled in, sent and processed online; the fee is paid and the result handed over in person. "
            "Level 4: the fee is paid online too."
        ),
    )


def _publications(decision: FrozenDecision) -> tuple[str, ...]:
    since = decision.leaves_out_since
    return (
        _(
            "A count counts where its procedure was published at level %s on at least one day of that month. "
            "One that was not is kept, and does not count."
        )
        % _levels(),
        _("Procedures first published on %s or later do not count.") % day(since)
        if since
        else _("Procedures first published in the decision's own year count too."),
    )


def _belonging() -> tuple[str, ...]:
    return (
        _("An agency: its own procedures."),
        _("A district: the procedures of the district level."),
        _("A commune: the procedures of the commune level."),
        _("A count of a procedure that is not the unit's does not count."),
    )


def _reports() -> tuple[str, ...]:
    def named(counts: bool) -> str:
        return ", ".join(
            str(state.label) for state in Submission.Status if (state in COUNTING) == counts
        )

    return (
        _("Monthly reports in these states count: %s.") % named(counts=True),
        _("Those in these states do not: %s.") % named(counts=False),
        _(
            "While a locked month is opened for a correction, the figures submitted last go on counting until the correction is submitted."
        ),
    )


def _span(decision: FrozenDecision) -> tuple[str, ...]:
    return (
        _(
            "Figures are cumulative: from %s, the first month of the decision, through the chosen month, unless another span is chosen."
        )
        % words.month(decision.first_month),
        _("A ranking names its first and its last month."),
    )


def _share() -> tuple[str, ...]:
    first, second = PARTS
    sum_of_both = together(PARTS)
    mean = sum(filter(None, (part.percent for part in PARTS)), Fraction(0)) / len(PARTS)
    return (
        _(
            "The share is the sum of the online dossiers over the sum of all dossiers, an exact fraction."
        ),
        _(
            "Several months, or several units together, are a ratio of sums, never a mean of ratios: %(first)s and %(second)s "
            "are together %(both)s = %(share)s, and not %(mean)s."
        )
        % {
            "first": words.share(first),
            "second": words.share(second),
            "both": words.share(sum_of_both),
            "share": as_percent(sum_of_both.percent or Fraction(0)),
            "mean": as_percent(mean),
        },
    )
