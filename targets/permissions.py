"""Who may see and do what. What a person may not see does not exist for him: views answer 404 (rulings)."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from targets.models import Delivery, Extract, Submission, Unit, Upload, User
from targets.models.sources import ExtractQuerySet
from targets.models.units import UnitQuerySet

Role = User.Role

# Who sees every unit.
SEES_EVERYTHING = frozenset({Role.REVIEWER, Role.HOME_AFFAIRS, Role.ADMINISTRATOR})
# Who may enter figures for every unit, on its behalf.
WRITES_EVERYTHING = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})


def visible_units(user: User) -> UnitQuerySet:
    """The units whose figures a person may see in detail: all, or his own and the communes of his districts."""
    if user.role in SEES_EVERYTHING:
        return Unit.objects.all()
    own = user.units.all()
    return Unit.objects.filter(Q(pk__in=own) | Q(parent__in=own))


def visible_keys(user: User) -> set[int]:
    """The primary keys of these units."""
    return set(visible_units(user).values_list("pk", flat=True))


def visible_among(user: User, units: Iterable[Unit]) -> frozenset[int]:
    """Which of some units (by their primary keys) a person sees; whoever sees all need not ask for a nation's."""
    keys = frozenset(unit.pk for unit in units)
    return keys if user.role in SEES_EVERYTHING else keys & visible_keys(user)


def visible_codes(user: User) -> set[str]:
    """The codes of these units."""
    return set(visible_units(user).values_list("code", flat=True))


def writable_units(user: User | None) -> set[int] | None:
    """The units (their primary keys) for which a person may enter figures; None is all of them.

    Nobody named is the operator at the command line, who may write for all.
    """
    if user is None or user.role in WRITES_EVERYTHING:
        return None
    if user.role != Role.OFFICER:
        return set()
    return visible_keys(user)


def can_write(user: User, unit: Unit) -> bool:
    """Whether a person may enter figures for a unit."""
    writable = writable_units(user)
    return writable is None or unit.pk in writable


def can_upload(user: User) -> bool:
    """Whether a person may enter figures for any unit at all, and so send a file of them."""
    return writable_units(user) != set()


def visible_uploads(user: User) -> models.QuerySet[Upload]:
    """The files that a person may see: his own, and what was stored by anybody if he may write for all units."""
    own = Q(uploaded_by=user)
    return Upload.objects.defer("content").filter(
        own | Q(stored_at__isnull=False) if user.role in WRITES_EVERYTHING else own
    )


def visible_deliveries(user: User) -> models.QuerySet[Delivery]:
    """The deliveries that a person may see, by the same rule as their files."""
    own = Q(sent_by=user)
    return Delivery.objects.filter(
        own | Q(stored_at__isnull=False) if user.role in WRITES_EVERYTHING else own
    )


def visible_extracts(user: User) -> ExtractQuerySet:
    """The extracts of other sources that a person may open and set aside: his own, or all if he may write for all units."""
    if user.role in WRITES_EVERYTHING:
        return Extract.objects.defer("content")
    return Extract.objects.defer("content").filter(loaded_by=user)


def can_see_dashboard(user: User) -> bool:
    """Whether a person has a dashboard: of all units, or of his district's communes."""
    return user.role in SEES_EVERYTHING or has_districts(user)


def can_see_reference_history(user: User) -> bool:
    """Whether a person reads who changed decisions, units, procedures, periods and people."""
    return user.role in SEES_EVERYTHING


def can_take_open_data(user: User) -> bool:
    """Whether a person takes the figures of all units out at once."""
    return user.role in SEES_EVERYTHING


def can_print_overview(user: User) -> bool:
    """Whether a person prints the leadership's page, which is about all units."""
    return user.role in SEES_EVERYTHING


def has_districts(user: User) -> bool:
    """Whether a person is the officer of a district."""
    return user.role == Role.OFFICER and user.has_district


def can_urge(user: User) -> bool:
    """Whether a person writes to units that owe something: the DIC, and a district to its communes."""
    return user.role == Role.REVIEWER or has_districts(user)


def can_urge_unit(user: User, unit: Unit) -> bool:
    """Whether a person writes to this unit: the DIC to every one, a district to its communes and not to itself."""
    if user.role == Role.OFFICER:
        return unit.parent_id in user.own_units and unit.pk not in user.own_units
    return user.role == Role.REVIEWER


def can_administer(user: User) -> bool:
    """Whether a person may change units, decisions, the catalogue and people."""
    return user.role == Role.ADMINISTRATOR


def can_enter_administration(user: User) -> bool:
    """Whether a person may open the administration: administrators, and others who were given that right."""
    return user.is_active and (user.is_staff or can_administer(user))


class Refused(Exception):
    """A step that this person may not take; it says why, in the language that is active."""


def can_review_months(user: User) -> bool:
    """Whether a person judges submitted months at all; `can_review` says of one whether he may."""
    return user.role == Role.REVIEWER


def check_can_review(user: User, submission: Submission) -> None:
    """Raise Refused where the person may not judge the submission: only the DIC does, and nobody his own figures."""
    if not can_review_months(user):
        raise Refused(_("Only the department in charge reviews reports."))
    if user.units.filter(pk=submission.unit_id).exists():
        raise Refused(_("This is your own unit: somebody else reviews it."))
    if submission.submitted_by_id == user.pk or submission.counts.filter(entered_by=user).exists():
        raise Refused(_("You entered these figures yourself: somebody else reviews them."))


def can_review(user: User, submission: Submission) -> bool:
    """Whether the person may judge the submission."""
    try:
        check_can_review(user, submission)
    except Refused:
        return False
    return True


def can_manage_periods(user: User) -> bool:
    """Whether a person sets due dates and decides about locked months."""
    return user.role in (Role.REVIEWER, Role.ADMINISTRATOR)


def check_can_undo(user: User, upload: Upload) -> None:
    """Raise Refused where the person may not undo an import: who sent it may, and who writes for all units."""
    if user.role not in WRITES_EVERYTHING and upload.uploaded_by_id != user.pk:
        raise Refused(_("Only the sender of a file or the department in charge undoes its import."))


def can_manage_tokens(user: User) -> bool:
    """Whether a person gives programs access to a unit, and takes it away."""
    return user.role in (Role.REVIEWER, Role.ADMINISTRATOR)
