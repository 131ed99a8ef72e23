"""Object to a place, and answer the objection."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reporting.actions.rankings import OutOfStep
from reporting.models import Attachment, Objection, Ranking
from reporting.permissions import check_can_manage_rankings, check_can_object
from targets.models import Unit, User


@transaction.atomic
def file_objection(
    *,
    ranking: Ranking,
    unit: Unit,
    text: str,
    files: Iterable[tuple[str, bytes]],
    by: User,
    at: datetime,
    today: date,
) -> Objection:
    """Say for a unit what is wrong with its place; files are names with contents. Raises Refused.

    Sent twice, as a second click does, it is filed once.
    """
    ranking = Ranking.objects.select_for_update().get(pk=ranking.pk)
    check_can_object(by, ranking, unit, today)
    same = Objection.objects.filter(
        ranking=ranking, unit=unit, text=text, filed_by=by, answered_at=None
    ).first()
    if same is not None:
        return same
    objection = Objection.objects.create(
        ranking=ranking, unit=unit, text=text, filed_at=at, filed_by=by
    )
    Attachment.objects.bulk_create(
        Attachment(objection=objection, name=name, content=content) for name, content in files
    )
    return objection


@transaction.atomic
def answer(*, objection: Objection, outcome: str, text: str, by: User, at: datetime) -> Objection:
    """Answer an objection, once. Raises Refused, and OutOfStep where it is answered or the ranking is closed."""
    check_can_manage_rankings(by)
    ranking = Ranking.objects.select_for_update().get(pk=objection.ranking_id)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.is_answered:
        raise OutOfStep(_("This objection is answered already."))
    if ranking.is_closed:
        raise OutOfStep(_("The ranking is closed."))
    objection.outcome, objection.answer = outcome, text
    objection.answered_at, objection.answered_by = at, by
    objection.save()
    return objection
