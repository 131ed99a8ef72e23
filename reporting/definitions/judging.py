"""How a share is held against its minimum, and how it is shown (rules 6 to 9, 11; small numbers)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting import compliance, interval
from reporting.compliance import JUDGED, Percent, Share, Status
from reporting.definitions import words
from reporting.labels import STATUS_LABELS
from reporting.presenters.rankings.words import as_percent
from reporting.rankings.frozen import FrozenDecision, FrozenDefinition
from targets.templatetags.figures import decimal, minimum, percent, whole

# A near miss: rounded to two decimals it would be its minimum.
NEAR_MISS, ITS_MINIMUM = Share(39_996, 100_000), Decimal(40)
# One for each status, put under the one that is computed of it.
EXAMPLES: list[tuple[Share | None, Percent | None]] = [
    (Share(41, 100), 40),
    (Share(40, 100), 40),
    (NEAR_MISS, 40),
    (Share(0, 0), 40),
    (None, 40),
    (Share(41, 100), None),
]
STATUS_WORDS = {
    Status.EXCEEDED: gettext_lazy("the share is above the minimum"),
    Status.MET: gettext_lazy("the share is just the minimum"),
    Status.NOT_MET: gettext_lazy("the share is below the minimum"),
    Status.NO_DOSSIERS: gettext_lazy("the unit reported, and no dossier arose"),
    Status.NOT_REPORTED: gettext_lazy("no report of the unit counts in the span"),
    Status.NO_TARGET: gettext_lazy("no clause gives the unit a minimum, whatever it reports"),
}


def definitions(decision: FrozenDecision) -> Iterator[FrozenDefinition]:
    """From the comparison to what stands beside it and changes nothing."""
    for title, paragraphs, rule in [
        (_("Comparison with the minimum"), _comparison(), 6),
        (_("Status"), tuple(_statuses()), 7),
        (_("How a share is written"), _display(), 8),
        (_("Attainment"), _attainment(), 9),
        (_("Shortfall"), _shortfall(), 9),
        (_("Few dossiers"), _few_dossiers(), None),
        (_("Reports complete and in time"), _reporting(), 11),
    ]:
        yield FrozenDefinition(title, paragraphs, words.by_calculation(decision, rule))


def _near_miss() -> dict[str, str]:
    status = compliance.status(NEAR_MISS, ITS_MINIMUM)
    return {
        "dossiers": words.share(NEAR_MISS),
        "exact": as_percent(NEAR_MISS.percent or Fraction(0)),
        "minimum": minimum(ITS_MINIMUM),
        "status": str(STATUS_LABELS[status]),
        "shown": percent(compliance.shown_percent(NEAR_MISS, ITS_MINIMUM)),
        "unbounded": percent(compliance.shown_percent(NEAR_MISS, None)),
        "attainment": percent(compliance.attainment_percent(NEAR_MISS, ITS_MINIMUM)),
        "in_files": decimal(compliance.shown_attainment(NEAR_MISS, ITS_MINIMUM)),
        "shortfall": whole(compliance.shortfall(NEAR_MISS, ITS_MINIMUM)),
    }


def _comparison() -> tuple[str, ...]:
    return (
        _(
            "The comparison is exact: the online dossiers times 100 against all dossiers times the minimum percent. "
            "Nothing is rounded before it is compared."
        ),
        _("Example: %(dossiers)s is %(exact)s; against a minimum of %(minimum)s: %(status)s.")
        % _near_miss(),
    )


def _statuses() -> Iterator[str]:
    examples = {compliance.status(share, least): (share, least) for share, least in EXAMPLES}
    for status, said in STATUS_WORDS.items():
        line = _("%(status)s: %(words)s") % {"status": STATUS_LABELS[status], "words": said}
        share, least = examples[status]
        if share and least and status in JUDGED:
            line += _(" (such as %(dossiers)s against %(minimum)s)") % {
                "dossiers": words.share(share),
                "minimum": minimum(Decimal(least)),
            }
        yield f"{line}."
    yield _("0 of 0 is never 0 percent, and never a failure.")


def _display() -> tuple[str, ...]:
    shown = compliance.shown_percent(NEAR_MISS, ITS_MINIMUM)
    return (
        _("A share is written in percent with %s decimals, half up.") % _places(shown),
        _(
            "But a share below its minimum is never written as reaching it: %(exact)s against %(minimum)s is written "
            "%(shown)s, rounded down, and not %(unbounded)s."
        )
        % _near_miss(),
    )


def _places(shown: Decimal | None) -> int:
    exponent = shown.as_tuple().exponent if shown is not None else 0
    return -int(exponent)


def _attainment() -> tuple[str, ...]:
    shown = compliance.shown_attainment(NEAR_MISS, ITS_MINIMUM)
    return (
        _("Attainment is the share over the unit's own minimum, exact: 1 is just the minimum."),
        _(
            "It is written in percent on pages, with %s decimals in files and in the documents of rankings, by the same rule as shares: what is below 1 is never written as 1."
        )
        % _places(shown),
        _(
            "Example: %(dossiers)s against %(minimum)s is written %(attainment)s on pages, %(in_files)s in files."
        )
        % _near_miss(),
    )


def _shortfall() -> tuple[str, ...]:
    return (
        _(
            "How many of the dossiers received should also have come online for the minimum to be reached: "
            "all dossiers times the minimum, rounded up, less those that came online; never below 0."
        ),
        _("Example: %(dossiers)s against %(minimum)s is short of %(shortfall)s dossiers.")
        % _near_miss(),
    )


def _few_dossiers() -> tuple[str, ...]:
    few = Share(interval.FEW_DOSSIERS // 3, interval.FEW_DOSSIERS)
    low, high = interval.shown_interval(few) or (None, None)
    return (
        _("A share of fewer than %s dossiers is marked as one of few: chance alone moves it much.")
        % whole(interval.FEW_DOSSIERS),
        _(
            "Below %(number)s dossiers the %(confidence)s interval (Wilson) stands beside it, its ends rounded outwards: "
            "for %(dossiers)s from %(low)s to %(high)s."
        )
        % {
            "number": whole(interval.SHOWN_BELOW),
            "confidence": percent(Decimal(interval.CONFIDENCE_PERCENT)),
            "dossiers": words.share(few),
            "low": percent(low),
            "high": percent(high),
        },
        _("Neither the mark nor the interval changes a status, points or a rank."),
    )


def _reporting() -> tuple[str, ...]:
    return (
        _(
            "A month is expected of a unit that exists in it and has a published procedure in it, up to the month of the day on "
            "which figures are taken."
        ),
        _("Completeness: months with a report that counts, out of those expected."),
        _(
            "Timeliness: months first submitted by their due date, out of those whose due date has passed or that came before it."
        ),
        _("Neither changes a share, a status or an attainment."),
    )
