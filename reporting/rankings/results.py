"""What a ranking says: worked out from what is frozen with it, and from nothing else. Pure: no Django."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reporting import compliance
from reporting.rankings.canonical import canonical
from reporting.rankings.frozen import FORM, Figures, FrozenUnit, figures_of, plain_figures
from reporting.scoring import Score, scores

# What is frozen never changes, so that what was worked out once holds.
_KEPT = 4


@dataclass(frozen=True)
class Place:
    """One unit and what the rule makes of it."""

    unit: FrozenUnit
    score: Score


def places(figures: Figures) -> list[Place]:
    """Each unit's place, in the Decision's own order."""
    scored = scores(figures.rule.rule, [unit.case for unit in figures.units])
    return [Place(unit, score) for unit, score in zip(figures.units, scored, strict=True)]


def written(figures: Figures) -> str:
    """The ranking in its canonical form: what it is computed from, and what follows."""
    return canonical(
        {
            "form": FORM,
            "figures": plain_figures(figures),
            "results": [result(place) for place in places(figures)],
        }
    )


@lru_cache(maxsize=_KEPT)
def read(text: str) -> tuple[Figures, tuple[Place, ...]]:
    """The figures and the places of a ranking, from its canonical form; raises ValueError where it is none."""
    content = json.loads(text)
    if content["form"] != FORM:
        raise ValueError(f"the form {content['form']} is not known")
    figures = figures_of(content["figures"])
    return figures, tuple(places(figures))


def result(place: Place) -> dict[str, Any]:
    """What the rule makes of one unit, as JSON holds it: decimals are texts."""
    unit, score = place.unit, place.score
    share, minimum = unit.share, unit.minimum
    return {
        "unit": unit.code,
        "online": share.online if share else 0,
        "total": share.total if share else 0,
        "share_percent": _text(compliance.shown_percent(share, minimum)),
        "status": str(score.case.status),
        "attainment": _text(compliance.shown_attainment(share, minimum)),
        "shortfall": compliance.shortfall(share, minimum),
        "months_late": score.case.late,
        "months_missing": score.case.missing,
        "points_earned": _text(score.earned),
        "points_off": f"{score.off:f}",
        "points": _text(score.points),
        "class": score.class_name,
        "rank": score.rank,
        "rank_in_district": score.rank_in_district,
        "unranked": _text(score.unranked),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
