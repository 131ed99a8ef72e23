"""Looking ahead on a unit's page: from its months to what the rest of the year asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import ngettext

from reporting import compliance
from reporting.compliance import Share
from reporting.outlook import Outlook, outlook
from reporting.rounding import half_up
from reporting.standings import Standing
from targets.models import Decision
from targets.periods import Month, Span
from targets.templatetags.figures import whole


@dataclass(frozen=True)
class Ahead:
    """What the page says of the months until the decision's last one."""

    outlook: Outlook
    # Through which month the outlook knows the figures, and to which it looks.
    through: Month
    last_month: Month
    minimum: Decimal
    # Months that the unit has not reported yet; those of the span may still come in.
    months_left: Sequence[Month]
    is_of_the_past: bool

    @property
    def state(self) -> str:
        """Which words fit: `safe`, `beyond` (more is needed than is expected) or `needed`."""
        if self.outlook.is_safe:
            return "safe"
        return "beyond" if self.outlook.beyond_reach_by else "needed"

    @property
    def too_little(self) -> str:
        """Why nothing is forecast, in one sentence; blank where there is enough to forecast from."""
        found = self.outlook
        if found.has_few_months:
            words = ngettext(
                "%s month is reported: too few to say how the year will end, which takes three.",
                "%s months are reported: too few to say how the year will end, which takes three.",
                len(found.months),
            )
            return words % whole(len(found.months))
        if found.is_small:
            words = ngettext(
                "%s dossier has arisen: too few to say how the year will end, which takes thirty.",
                "%s dossiers have arisen: too few to say how the year will end, which takes thirty.",
                found.so_far.total,
            )
            return words % whole(found.so_far.total)
        return ""

    @property
    def needed_percent(self) -> Decimal | None:
        """What is needed as a share of what is expected."""
        coming = self.outlook.expected.likely
        return half_up(Share(self.outlook.needed, coming).percent, 2) if coming else None

    @property
    def recent_percent(self) -> Decimal | None:
        return compliance.shown_percent(self.outlook.recent, self.minimum)

    @property
    def ends(self) -> tuple[Share, Share, Share] | None:
        """The year's share at the end at the recent share: with the fewest, the likely and the most dossiers."""
        return self.outlook.ends

    @property
    def end_percents(self) -> list[Decimal]:
        """The lowest and the highest of these ends, as they may be shown (rule 8); empty where nothing is said."""
        least_and_most = self.ends[::2] if self.ends else ()
        return sorted(compliance.shown_percent(share, self.minimum) for share in least_and_most)

    @property
    def end_percent(self) -> Decimal | None:
        """The likely one of them."""
        return compliance.shown_percent(self.ends[1], self.minimum) if self.ends else None


def ahead(decision: Decision, span: Span, standing: Standing, today: date) -> Ahead | None:
    """What is to be expected of the rest of the year, going by the months reported.

    None after the decision's last month, without a target, and for a span that does not begin with the year.
    """
    year_is_over = Month.of(today) > decision.last_month or span.last == decision.last_month
    if year_is_over or span.first != decision.first_month or standing.target is None:
        return None
    left = _months_left(decision, span, standing)
    found = outlook(tuple(standing.months.values()), standing.minimum_percent, len(left))
    return found and Ahead(
        outlook=found,
        through=span.last,
        last_month=decision.last_month,
        minimum=standing.minimum_percent,
        months_left=left,
        is_of_the_past=is_of_the_past(span, today),
    )


def is_of_the_past(span: Span, today: date) -> bool:
    """Whether a later month than the span's is finished: what it looks ahead to is not what is still to come."""
    return span.last < Month.of(today).previous()


def _months_left(decision: Decision, span: Span, standing: Standing) -> list[Month]:
    """The months whose dossiers are still to be counted: those missing, and those after the span."""
    after = [
        month for month in decision.span if month > span.last and standing.unit.exists_in(month)
    ]
    return [*standing.months_missing, *after]
