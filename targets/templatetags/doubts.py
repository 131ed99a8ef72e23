"""Why figures are unusual, in a sentence that the officer and the reviewer can check against the months before."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from targets.plausibility import Doubt, Kind
from targets.templatetags import figures

register = template.Library()


@register.filter
def in_words(doubt: Doubt) -> str:
    """One sentence or two, in the reader's language; shares in whole percent, as “about” says."""
    match doubt.kind:
        case Kind.TOTAL_FELL:
            return _(
                "The total fell and the share rose: %(total)s dossiers, about %(share)s online."
                " In %(months)s earlier months: %(totals)s dossiers, %(shares)s online."
            ) % (_of_totals(doubt) | _of_shares(doubt))
        case Kind.TOTAL_UNUSUAL:
            return _(
                "An unusual total: %(total)s dossiers. In %(months)s earlier months: %(totals)s."
            ) % _of_totals(doubt)
        case Kind.FIRST_ONLINE:
            return _(
                "Online for the first time: %(online)s of %(total)s dossiers."
                " None of the %(dossiers)s dossiers of %(months)s earlier months came online."
            ) % _of_totals(doubt)
        case Kind.SHARE_UNUSUAL:
            return _(
                "An unusual share: about %(share)s online."
                " In %(months)s earlier months with dossiers: %(shares)s."
            ) % (_of_totals(doubt) | _of_shares(doubt) | {"months": len(doubt.earlier.shares)})


def _of_totals(doubt: Doubt) -> dict[str, object]:
    totals = [figures.whole(total) for total in doubt.earlier.totals]
    return {
        "total": figures.whole(doubt.total),
        "online": figures.whole(doubt.online),
        "months": doubt.earlier.months,
        "dossiers": figures.whole(doubt.earlier.dossiers),
        "totals": _range(totals),
    }


def _of_shares(doubt: Doubt) -> dict[str, object]:
    shares = [_about(share) for share in doubt.earlier.shares]
    return {"share": _about(doubt.share), "shares": _range(shares)}


def _range(ascending: list[str]) -> str:
    lowest, highest = ascending[0], ascending[-1]
    if lowest == highest:
        return lowest
    return _("%(first)s to %(last)s") % {"first": lowest, "last": highest}


def _about(share: Fraction | None) -> str:
    """A share in whole percent, half up: too coarse to be held against a minimum (rule 8)."""
    return figures.percent(None if share is None else Decimal((share * 200 + 1) // 2))
