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
    files = list(files)
    if same := _filed_already(ranking, unit, text, files, by):
        return same
    objection = Objection.objects.create(
        ranking=ranking, unit=unit, text=text, filed_at=at, filed_by=by
    )
    Attachment.objects.bulk_create(
        Attachment(objection=objection, name=name, content=content) for name, content in files
    )
    return objection


def _filed_already(
    ranking: Ranking, unit: Unit, text: str, files: list[tuple[str, bytes]], by: User
) -> Objection | None:
    """The very same objection with the very same files, as a second click sends it."""
    found = Objection.objects.filter(
        ranking=ranking, unit=unit, text=text, filed_by=by, answered_at=None
    ).prefetch_related("attachments")
    for objection in found:
        kept = [(one.name, bytes(one.content)) for one in objection.attachments.all()]
        if kept == files:
            return objection
    return None


@transaction.atomic
def answer(*, objection: Objection, outcome: str, text: str, by: User, at: datetime) -> Objection:
    """Answer an objection, once. Raises Refused, and OutOfStep where it is answered or the ranking is final."""
    check_can_manage_rankings(by)
    ranking = Ranking.objects.select_for_update().get(pk=objection.ranking_id)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.is_answered:
        raise OutOfStep(_("This objection is answered already."))
    if ranking.is_final:
        raise OutOfStep(_("The ranking is final."))
    objection.outcome, objection.answer = outcome, text
    objection.answered_at, objection.answered_by = at, by
    objection.save()
    return objection
