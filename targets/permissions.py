"""Who may see and do what. What a person may not see does not exist for him: views answer 404 (rulings)."""

from django.db.models import Q

from targets.models import Unit, User
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
    return Unit.objects.filter(Q(pk__in=_own(user)) | Q(parent__in=_own(user)))


def writable_units(user: User | None) -> set[int] | None:
    """The units (their primary keys) for which a person may enter figures; None is all of them.

    Nobody named is the operator at the command line, who may write for all.
    """
    if user is None or user.role in WRITES_EVERYTHING:
        return None
    if user.role != Role.OFFICER:
        return set()
    return set(visible_units(user).values_list("pk", flat=True))


def can_write(user: User, unit: Unit) -> bool:
    """Whether a person may enter figures for a unit."""
    writable = writable_units(user)
    return writable is None or unit.pk in writable


def can_upload(user: User) -> bool:
    """Whether a person may enter figures for any unit at all, and so send a file of them."""
    return writable_units(user) != set()


def can_see_dashboard(user: User) -> bool:
    """Whether a person has a dashboard: of all units, or of his district's communes."""
    return user.role in SEES_EVERYTHING or has_districts(user)


def has_districts(user: User) -> bool:
    """Whether a person is the officer of a district."""
    return user.role == Role.OFFICER and user.units.filter(kind=Unit.Kind.DISTRICT).exists()


def can_administer(user: User) -> bool:
    """Whether a person may change units, decisions, the catalogue and people."""
    return user.role == Role.ADMINISTRATOR


def can_enter_administration(user: User) -> bool:
    """Whether a person may open the administration: administrators, and others who were given that right."""
    return user.is_active and (user.is_staff or can_administer(user))


def _own(user: User) -> UnitQuerySet:
    if user.role != Role.OFFICER:
        return Unit.objects.none()
    return user.units.all()
