"""Why a count of a frozen ranking does not count (rule 2), from the frozen figures alone. Pure: no Django."""

from enum import StrEnum

from reporting.rankings.frozen import Figures, FrozenCount, FrozenMonth


class WhyNot(StrEnum):
    """Why a count does not count."""

    # Its procedure was published on no day of the month.
    NOT_PUBLISHED = "not_published"
    # Its procedure was first published in the year whose new ones the decision leaves out.
    NEW = "new"
    # Its procedure is not one of the unit's.
    NOT_ITS_OWN = "not_its_own"


def why_not_counted(figures: Figures, month: FrozenMonth, count: FrozenCount) -> WhyNot | None:
    """The reason; None for a count that counts."""
    if count.counts:
        return None
    publications = figures.procedures[count.procedure].publications
    # Days and months are written so that their order is that of their texts.
    if not any(
        one.first[: len(month.month)] <= month.month
        and (one.last is None or one.last[: len(month.month)] >= month.month)
        for one in publications
    ):
        return WhyNot.NOT_PUBLISHED
    since = figures.decision.leaves_out_since
    if since is not None and all(one.first >= since for one in publications):
        return WhyNot.NEW
    return WhyNot.NOT_ITS_OWN
