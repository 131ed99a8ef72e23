"""The database itself refuses to change what was published: through the ORM, in bulk, and in plain SQL."""

import datetime

import pgtrigger
import pytest
from django.contrib import admin
from django.core import serializers
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from reporting.actions.objections import answer, file_objection
from reporting.actions.rankings import make_final
from reporting.models import Attachment, Objection, Ranking, RankingFile, ScoringRule
from reporting.rankings.canonical import code_of, sha256

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


STAYS = "stays as it is|does not go this way|Cannot update or delete"


def refused(change, match=STAYS):
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
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


def test_ranking_does_not_become_final_without_being_put_out(ranking, cast):
    ranking.state = "final"
    ranking.finalised_at, ranking.finalised_by = NOW, cast.long
    refused(ranking.save, match="does not go this way: drawn_up -> final")


@pytest.mark.parametrize("state", ["drawn_up", "withdrawn"])
def test_ranking_that_is_out_goes_no_other_way(out, state):
    out.state = state
    # Withdrawn without a reason is held up by a check.
    refused(out.save, match="does not go this way: out -> drawn_up|withdrawn_says")


def test_ranking_with_an_open_objection_does_not_become_final(out, objection, cast):
    out.state = "final"
    out.finalised_at, out.finalised_by = NOW, cast.long
    refused(out.save, match="has no answer")


def test_window_for_objections_stays_as_it_was_given(out):
    out.objections_until = datetime.date(2018, 10, 4)
    refused(out.save)


def test_ranking_is_put_out_with_a_window(ranking):
    ranking.state = "out"
    refused(ranking.save, match="ranking_out_says_when_and_until")


@pytest.mark.parametrize("model", [Ranking, RankingFile, Objection, Attachment, ScoringRule])
def test_nothing_published_is_taken_away(final, model):
    assert model.objects.exists()
    # Django looks for what refers to a row before the database is asked.
    refused(lambda: model.objects.all()._raw_delete("default"))
    refused(lambda: sql(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {model._meta.db_table} CASCADE"))


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
    refused(lambda: forged(province, rule, cast, ranking), match="ranking_is_what_was_hashed")


def test_code_is_held_to_the_hash(province, rule, cast, ranking):
    again = {"canonical": "{}", "sha256": sha256("{}")}
    refused(
        lambda: forged(province, rule, cast, ranking, **again), match="ranking_code_is_of_its_hash"
    )
    forged(province, rule, cast, ranking, **again, code=code_of(sha256("{}")))


def test_no_ranking_is_final_from_the_beginning(province, rule, cast, ranking):
    refused(
        lambda: forged(province, rule, cast, ranking, state="final"),
        match="begins by being drawn up",
    )


def forged(province, rule, cast, ranking, **columns):
    """A ranking as somebody would write it straight into the database."""
    usual = {
        "code": code_of("0" * 64),
        "sha256": "0" * 64,
        "canonical": "{}",
        "decision": province.decision,
        "first_month": ranking.first_month,
        "through_month": ranking.through_month,
        "rule": rule,
        "drawn_up_at": NOW,
        "drawn_up_by": cast.long,
    }
    return Ranking.objects.create(**usual | columns)


def test_objection_needs_a_ranking_that_is_out(ranking, cast):
    refused(
        lambda: Objection.objects.create(
            ranking=ranking, unit=cast.commune, text="?", filed_at=NOW, filed_by=cast.lan
        ),
        match="is not out for explanation",
    )


def test_nothing_is_added_to_a_final_ranking(final, cast):
    objection = final.objections.get()
    forged_file = {"ranking": final, "name": "x.pdf", "content": b"x", "sha256": sha256(b"x")}
    for add in (
        lambda: RankingFile.objects.create(**forged_file),
        lambda: Attachment.objects.create(objection=objection, name="x", content=b"x"),
        lambda: Objection.objects.create(
            ranking=final, unit=cast.commune, text="?", filed_at=NOW, filed_by=cast.lan
        ),
    ):
        refused(add, match="is not out for explanation")


def test_library_that_lets_triggers_be_ignored_lets_nothing_of_this_go(final):
    with pgtrigger.ignore():
        refused(lambda: Ranking.objects.filter(pk=final.pk).update(reason="khác"))
        refused(lambda: RankingFile.objects.all()._raw_delete("default"))
        refused(lambda: sql("UPDATE reporting_scoringrule SET note = 'khác'"))


def test_columns_that_come_later_are_frozen_too(ranking):
    sql("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE reporting_ranking ADD COLUMN later text")
    refused(lambda: sql("UPDATE reporting_ranking SET later = 'khác'"))


def test_forms_change_nothing_of_a_final_ranking(client, cast, final):
    before = Ranking.objects.filter(pk=final.pk).values().get()
    client.force_login(cast.long)
    for step, sent in [
        ("put-out", {"until": "2018-12-31"}),
        ("make-final", {}),
        ("withdraw", {"withdraw-reason": "nhầm"}),
    ]:
        assert client.post(f"/rankings/{final.code}/{step}/", sent).status_code == 302
    objection = final.objections.get()
    client.post(
        f"/rankings/{final.code}/objections/{objection.pk}/answer/",
        {f"{objection.pk}-outcome": "upheld", f"{objection.pk}-text": "khác"},
    )
    assert Ranking.objects.filter(pk=final.pk).values().get() == before
    assert final.objections.get().answer == objection.answer


def test_administration_knows_nothing_that_is_published():
    assert [model for model in admin.site._registry if model._meta.app_label == "reporting"] == []


def test_command_that_loads_rows_is_refused(final, tmp_path):
    file = tmp_path / "ranking.json"
    text = serializers.serialize("json", Ranking.objects.filter(pk=final.pk))
    file.write_text(text.replace('"state": "final"', '"state": "out"'))
    refused(lambda: call_command("loaddata", str(file), verbosity=0))
    assert Ranking.objects.get(pk=final.pk).state == "final"


def test_command_that_empties_the_database_is_refused(final):
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(CommandError) as refusal, transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)
    assert "stays as it is" in str(refusal.value.__cause__)
    assert Ranking.objects.filter(pk=final.pk).exists()
