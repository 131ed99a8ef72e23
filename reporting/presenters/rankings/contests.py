"""A unit among those it is ranked with: its group, and for a commune the communes of its district too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting import compliance
from reporting.labels_scoring import ORDER_NAMES
from reporting.presenters.rankings.tables import PlaceRow
from reporting.presenters.rankings.words import exact
from reporting.rankings.frozen import Figures
from reporting.rankings.one_rank_higher import Higher, Never, one_rank_higher
from reporting.rankings.results import Place
from reporting.rounding import half_up
from reporting.rule_in_words import ranking_lines
from reporting.scoring import measure
from reporting.scoring_rule import Order, Rule, Ties
from reporting.unit_names import without_committee
from targets.models import Unit
from targets.templatetags.figures import NO_FIGURE, decimal, minimum, percent, whole

# Whom a unit is ranked among: its group, and a commune its district too.
GROUP, DISTRICT = "group", "district"
EACH_SIDE = 2


@dataclass(frozen=True)
class Neighbour:
    """A unit nearby; `place` is None where the reader may not see it, and name and figures are blank then.

    `distance` is from the unit itself; of a unit that the reader may not see, only on which side of it that stands.
    """

    position: int
    place: PlaceRow | None
    distance: str
    is_own: bool

    @property
    def rank(self) -> str:
        return whole(self.position)

    @property
    def name(self) -> str:
        return self.place.unit.name if self.place else ""

    @property
    def share(self) -> str:
        return percent(self.place and self.place.shown_percent)

    @property
    def minimum(self) -> str:
        return minimum(self.place and self.place.unit.minimum)

    @property
    def attainment(self) -> str:
        """As documents write it."""
        return decimal(self.place and self.place.shown_attainment)

    @property
    def attainment_percent(self) -> str:
        """As pages write it."""
        return percent(self.place and self.place.attainment_percent)

    @property
    def points(self) -> str:
        return decimal(self.place and self.place.score.points)


@dataclass(frozen=True)
class Contest:
    """One rank: among whom (as the end of “17 …”), how it follows, who stands nearby, and what one rank higher would have taken.

    `kind` tells which one it is: that of the group or of the district.
    """

    kind: str
    among: str
    rank: str
    units: str
    working: str
    order: Sequence[str]
    measure: str
    neighbours: Sequence[Neighbour]
    higher: str


@dataclass(frozen=True)
class _Field:
    """The ranked units of a contest, the best one first."""

    rule: Rule
    own: Place
    own_rank: int
    ranked: Sequence[tuple[int, Place]]

    @property
    def ahead(self) -> Sequence[int]:
        return [rank for rank, _place in self.ranked if rank < self.own_rank]

    @property
    def equal(self) -> int:
        """How many others share the rank."""
        return sum(rank == self.own_rank for rank, _place in self.ranked) - 1


def contests(
    figures: Figures, places: Sequence[Place], own: Place, seen: Collection[str] | None
) -> list[Contest]:
    """The ranks of a unit; none for an unranked one. `seen`: the units whose places the reader sees, None for all."""
    unit, score = own.unit, own.score
    found = []
    if score.rank is not None:
        ranked = [(p.score.rank, p) for p in places if p.unit.group == unit.group and p.score.rank]
        field = _field(figures, own, score.rank, ranked)
        found.append(_contest(GROUP, _among(unit.group), field, seen))
    if score.rank_in_district is not None:
        ranked = [
            (p.score.rank_in_district, p)
            for p in places
            if p.score.case.district == unit.parent and p.score.rank_in_district
        ]
        among = _("communes of %(district)s") % {"district": without_committee(unit.parent_name)}
        field = _field(figures, own, score.rank_in_district, ranked)
        found.append(_contest(DISTRICT, among, field, seen))
    return found


def _among(group: str) -> str:
    return {
        Unit.Kind.AGENCY: _("agencies"),
        Unit.Kind.DISTRICT: _("districts"),
        Unit.Kind.COMMUNE: _("communes"),
    }[Unit.Kind(group)]


def _field(figures: Figures, own: Place, rank: int, ranked: Sequence[tuple[int, Place]]) -> _Field:
    # Sorting keeps the Decision's order among equals.
    return _Field(figures.rule.rule, own, rank, sorted(ranked, key=lambda each: each[0]))


def _contest(kind: str, among: str, field: _Field, seen: Collection[str] | None) -> Contest:
    return Contest(
        kind=kind,
        among=among,
        rank=whole(field.own_rank),
        units=whole(len(field.ranked)),
        working=_working(field),
        order=[f"{line.name}: {line.text}." for line in ranking_lines(field.rule)],
        measure=str(ORDER_NAMES[field.rule.order]),
        neighbours=_neighbours(field, seen),
        higher=_higher(field),
    )


def _working(field: _Field) -> str:
    ahead = field.ahead
    if field.rule.ties == Ties.DENSE:
        results = len(set(ahead))
        words = ngettext(
            "1 + %(number)s better result", "1 + %(number)s better results", results
        ) % {"number": whole(results)}
    else:
        words = ngettext("1 + %(number)s unit ahead", "1 + %(number)s units ahead", len(ahead)) % {
            "number": whole(len(ahead))
        }
    if field.equal:
        words += ngettext(
            "; %(number)s other unit is equal", "; %(number)s other units are equal", field.equal
        ) % {"number": whole(field.equal)}
    return words


def _neighbours(field: _Field, seen: Collection[str] | None) -> list[Neighbour]:
    at = next(i for i, (_rank, place) in enumerate(field.ranked) if place is field.own)
    nearby = field.ranked[max(0, at - EACH_SIDE) : at + EACH_SIDE + 1]
    return [_neighbour(field, rank, place, seen) for rank, place in nearby]


def _neighbour(field: _Field, rank: int, place: Place, seen: Collection[str] | None) -> Neighbour:
    is_own = place is field.own
    is_seen = is_own or seen is None or place.unit.code in seen
    return Neighbour(
        position=rank,
        place=PlaceRow(place.unit, place.score) if is_seen else None,
        distance=_distance(field, place) if is_seen else _side(field, rank),
        is_own=is_own,
    )


def _side(field: _Field, rank: int) -> str:
    """What the rank tells anyway: a distance from known figures would give the others away."""
    if rank == field.own_rank:
        return _("equal")
    return _("ahead") if rank < field.own_rank else _("behind")


def _distance(field: _Field, other: Place) -> str:
    if other is field.own:
        return ""
    rule = field.rule
    difference = measure(rule, other.score) - measure(rule, field.own.score)
    if difference == 0:
        return _equal(field, other)
    far = _far(rule, abs(difference))
    return (_("%(far)s ahead") if difference > 0 else _("%(far)s behind")) % {"far": far}


def _equal(field: _Field, other: Place) -> str:
    own_total, total = field.own.unit.share.total, other.unit.share.total
    if field.rule.ties == Ties.MORE_DOSSIERS and total != own_total:
        return (
            _("equal, with more dossiers") if total > own_total else _("equal, with fewer dossiers")
        )
    return _("equal")


def _far(rule: Rule, difference: Fraction) -> str:
    if rule.order == Order.POINTS:
        return _("%(number)s points") % {"number": exact(difference)}
    # Attainment is a part of 1.
    points = difference * 100 if rule.order == Order.ATTAINMENT else difference
    if points < Fraction(1, 200):
        # Never shown as nothing where it is something.
        return _("less than 0.01 percentage points")
    return _("%(number)s percentage points") % {"number": decimal(half_up(points, 2))}


def _higher(field: _Field) -> str:
    peers = [place.score.case for _rank, place in field.ranked]
    own = field.own.unit
    found = one_rank_higher(field.rule, peers, own.code)
    if isinstance(found, Higher):
        case = found.score.case
        return ngettext(
            "%(more)s more of the dossiers received, had it come online (%(online)s of %(total)s instead of %(now)s), would have given rank %(rank)s: share %(share)s, %(points)s points, class %(class)s.",
            "%(more)s more of the dossiers received, had they come online (%(online)s of %(total)s instead of %(now)s), would have given rank %(rank)s: share %(share)s, %(points)s points, class %(class)s.",
            found.more,
        ) % {
            "more": whole(found.more),
            "online": whole(case.share.online),
            "total": whole(case.share.total),
            "now": whole(own.share.online),
            "rank": whole(found.score.rank),
            "share": percent(compliance.shown_percent(case.share, own.minimum)),
            "points": decimal(found.score.points),
            "class": found.score.class_name or NO_FIGURE,
        }
    return {
        Never.UNRANKED: "",
        Never.FIRST: _("No unit is ahead."),
        Never.DEDUCTIONS: _(
            "No number of online dossiers would have been enough: what is taken off for late or missing months decides."
        ),
        Never.TIES: _(
            "No number of online dossiers would have been enough: with every dossier online it would equal the unit ahead, which comes first because it received more dossiers."
        ),
        Never.OUT_OF_REACH: _(
            "No number of online dossiers would have been enough: even with every dossier online there would have been no better rank."
        ),
    }[found]
