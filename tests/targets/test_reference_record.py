"""The record of what figures are judged by: each change before and after, who, when, by which way."""

import json

import pytest

from targets.imports.tables import read_table
from targets.models import Target, User
from targets.reference_record import TABLES
from tests import factories


def read(client, table):
    changes = client.get("/changes/", {"table": table}).context["changes"]
    return [
        (change.kind, [(detail.label, detail.before, detail.after) for detail in change.details])
        for change in changes
    ]


@pytest.mark.django_db(transaction=True)
def test_minimum_changed_in_the_administration_says_who_and_what(client, cast):
    target = factories.TargetFactory(unit=cast.commune, minimum_percent=20)
    client.force_login(cast.son)
    client.post(
        f"/admin/targets/target/{target.pk}/change/",
        {
            "decision": target.decision_id,
            "unit": target.unit_id,
            "clause": target.clause,
            "minimum_percent": "25",
        },
    )
    [change, _added] = client.get("/changes/", {"table": "target"}).context["changes"]
    assert change.subject == f"{target.decision} · {cast.commune}"
    [detail] = change.details
    assert (detail.before, detail.after) == ("20.00", "25.00")
    assert (change.kind, change.by, change.way) == ("thay đổi", str(cast.son), "trang quản trị")


def test_removed_row_says_what_it_held(client, cast):
    factories.TargetFactory(unit=cast.commune, clause="2.b", minimum_percent=20)
    Target.objects.all().delete()
    client.force_login(cast.long)
    kind, details = read(client, "target")[0]
    assert kind == "đã xóa"
    assert ("khoản", "2.b", "") in details


def test_role_taken_and_unit_given_are_read(client, cast):
    User.objects.filter(pk=cast.lan.pk).update(role=User.Role.HOME_AFFAIRS)
    cast.chau.units.add(cast.commune)
    client.force_login(cast.dung)
    assert read(client, "person")[0] == ("thay đổi", [("vai trò", "Cán bộ đơn vị", "Sở Nội vụ")])
    kind, details = read(client, "office")[0]
    assert kind == "đã thêm"
    assert {after for _label, _before, after in details} == {"chau", str(cast.commune)}


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "json"])
def test_changes_go_out_field_by_field(client, cast, extension):
    factories.TargetFactory(unit=cast.commune, clause="=2.b", minimum_percent=20)
    client.force_login(cast.long)
    answer = client.get(f"/changes/export.{extension}", {"table": "target"})
    name = f"changes.{extension}"
    if extension == "json":
        rows = [list(row.values()) for row in json.loads(answer.content)]
    else:
        rows = read_table(answer.content, name).rows[1:]
    assert [row[2:6] for row in rows if row[3] == "khoản"] == [["đã thêm", "khoản", "", "=2.b"]]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read_and_taken_away(client, cast, table):
    client.force_login(cast.son)
    assert client.get("/changes/", {"table": table}).context["table"] == table
    answer = client.get("/changes/export.xlsx", {"table": table})
    assert read_table(answer.content, "changes.xlsx").rows


@pytest.mark.parametrize("number", [1, 3])
def test_changes_of_many_rows_take_as_many_queries_as_of_one(
    client, cast, django_assert_num_queries, number
):
    for unit in (cast.commune, cast.other_commune, cast.district)[:number]:
        target = factories.TargetFactory(unit=unit, minimum_percent=20)
        Target.objects.filter(pk=target.pk).update(minimum_percent=30)
    client.force_login(cast.dung)
    client.get("/changes/")
    with django_assert_num_queries(6):
        assert len(read(client, "target")) == 2 * number


@pytest.mark.parametrize("table", ["count", "user", "nothing", "\0"])
def test_other_tables_are_not_read_here(client, cast, table):
    client.force_login(cast.dung)
    assert client.get("/changes/", {"table": table}).context["table"] == "decision"
