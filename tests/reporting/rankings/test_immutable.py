"""The database itself refuses to change what was published: through the ORM, in bulk, and in plain SQL."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from reporting.actions.objections import answer, file_objection
from reporting.actions.rankings import make_final
from reporting.models import Attachment, Objection, Ranking, RankingFile, ScoringRule

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2018, 10, 11, 8, tzinfo=datetime.UTC)


@pytest.fixture
def objection(out, cast):
    return file_objection(
        ranking=out,
        unit=cast.commune,
        text="Hai hồ sơ tháng 6 chưa được tính.",
        files=[("van-ban.pdf", b"%PDF-1.4")],
        by=cast.lan,
        at=NOW,
        today=datetime.date(2018, 10, 9),
    )


@pytest.fixture
def answered(objection, cast):
    return answer(objection=objection, outcome="rejected", text="Đã tính.", by=cast.long, at=NOW)


@pytest.fixture
def final(out, answered, cast):
    return make_final(
        ranking=out, by=cast.long, at=timezone.now(), today=datetime.date(2018, 10, 11)
    )


def refused(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


FROZEN = {
    "canonical": "{}",
    "sha256": "0" * 64,
    "code": "0000000000",
    "first_month": "2018-02",
    "through_month": "2018-08",
    "is_sample": True,
    "reason": "khác",
    "drawn_up_at": NOW,
}


@pytest.mark.parametrize("field", FROZEN)
def test_frozen_fields_stay_even_before_the_ranking_is_final(ranking, field):
    refused(lambda: Ranking.objects.filter(pk=ranking.pk).update(**{field: FROZEN[field]}))


@pytest.mark.parametrize(
    "change",
    [
        {"state": "out"},
        {"state": "withdrawn", "withdrawal_reason": "nhầm", "withdrawn_at": NOW},
        {"finalised_at": NOW},
        {"objections_until": datetime.date(2018, 12, 31)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_final_ranking_never_changes(final, change):
    refused(lambda: Ranking.objects.filter(pk=final.pk).update(**change))


def test_final_ranking_is_not_saved_with_other_values(final):
    final.state = "out"
    refused(final.save)


@pytest.mark.parametrize("state", ["final", "withdrawn"])
def test_state_takes_only_its_steps(ranking, cast, state):
    ranking.state = state
    ranking.finalised_at = NOW if state == "final" else None
    ranking.finalised_by = cast.long if state == "final" else None
    # Straight from drawn up to final, or withdrawn without a reason.
    refused(ranking.save)


@pytest.mark.parametrize("model", [Ranking, RankingFile, Objection, Attachment, ScoringRule])
def test_nothing_published_is_taken_away(final, model):
    assert model.objects.exists()
    # Django looks for what refers to a row before the database is asked.
    refused(lambda: model.objects.all()._raw_delete("default"))
    refused(lambda: sql(f"TRUNCATE {model._meta.db_table} CASCADE"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_rankingfile SET content = '', sha256 = encode(sha256(''), 'hex')",
        "UPDATE reporting_attachment SET content = ''",
        "UPDATE reporting_scoringrule SET definition = '{}'",
        "UPDATE reporting_objection SET text = 'khác'",
        "UPDATE reporting_objection SET answer = 'khác'",
        "UPDATE reporting_rankingevent SET state = 'out'",
        "UPDATE reporting_objectionevent SET answer = ''",
        "UPDATE reporting_scoringruleevent SET note = ''",
    ],
)
def test_plain_sql_changes_nothing_either(final, statement):
    refused(lambda: sql(statement))


def test_hash_is_held_to_the_text(province, rule, cast, ranking):
    refused(
        lambda: Ranking.objects.create(
            code="0000000000",
            sha256="0" * 64,
            canonical="{}",
            decision=province.decision,
            first_month=ranking.first_month,
            through_month=ranking.through_month,
            rule=rule,
            drawn_up_at=NOW,
            drawn_up_by=cast.long,
        )
    )


def test_objection_needs_a_ranking_that_is_out(ranking, cast):
    refused(
        lambda: Objection.objects.create(
            ranking=ranking, unit=cast.commune, text="?", filed_at=NOW, filed_by=cast.lan
        )
    )
