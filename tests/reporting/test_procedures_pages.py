"""The pages of procedures: whose figures they show to whom, in which order, and how often they ask the database."""

import csv
import html
import io
import re

import pytest

from reporting.folded_text import folded
from targets.models import Unit
from tests import factories
from tests.reporting.html_tables import lines, tables
from tests.reporting.reports import report

CODE = "1.000001"


@pytest.fixture
def communes(cast):
    """Six communes of a third district with one procedure of 40 dossiers, one with few; X1 and X2 of the cast with it too."""
    decision = factories.DecisionFactory(number="852/QĐ-UBND")
    procedure = factories.ProcedureFactory(code=CODE, name="Đăng ký khai sinh")
    others = [factories.CommuneFactory(name=f"UBND xã {n}") for n in range(7)]
    figures = [*((unit, 4 * n, 40) for n, unit in enumerate(others[:6])), (others[6], 3, 3)]
    for unit, online, total in [*figures, (cast.commune, 5, 50), (cast.other_commune, 19, 50)]:
        factories.TargetFactory(decision=decision, unit=unit, minimum_percent=20)
        report(unit, "2018-06", (procedure, online, total))
    return procedure


def test_who_sees_all_reads_the_best_first_and_few_dossiers_last(client, cast, communes):
    client.force_login(cast.dung)
    answer = client.get(f"/procedures/{CODE}/")
    (rows,) = tables(answer)
    assert [row[1:4] for row in rows][:2] == [["50,00\N{NO-BREAK SPACE}%", "40", "20"],
                                              ["40,00\N{NO-BREAK SPACE}%", "40", "16"]]  # fmt: skip
    assert rows[-1][0] == "UBND xã 6"
    assert lines(answer).count("ít hồ sơ") == 1
    remarks = [row[-1] for row in csv_rows(client, f"/procedures/{CODE}/units.csv")]
    assert remarks == [*[""] * 8, "ít hồ sơ"]
    (group,) = answer.context["groups"]
    # 60 of 240, 3 of 3, 5 of 50 and 19 of 50, together and not as a mean.
    assert (group.together.online, group.together.total) == (87, 343)
    assert (group.peers.units, str(group.median)) == (8, "25.00")


def test_officer_sees_his_own_and_the_others_without_names(client, cast, communes):
    client.force_login(cast.lan)
    answer = client.get(f"/procedures/{CODE}/")
    assert [row[0] for row in tables(answer)[0]] == ["UBND xã Cam Tân"]
    assert answer.context["groups"][0].peers.units == 8
    page = answer.content.decode()
    assert "UBND xã 5" not in page
    assert "UBND xã Sơn Trung" not in page


def test_agency_reads_the_distribution_alone(client, cast, communes):
    client.force_login(cast.chau)
    answer = client.get(f"/procedures/{CODE}/")
    assert tables(answer) == []
    assert answer.context["groups"][0].peers.units == 8


def test_fewer_than_five_units_tell_nothing(client, cast, communes):
    for unit in list(communes.counts.exclude(submission__unit=cast.commune))[:4]:
        unit.delete()
    client.force_login(cast.chau)
    answer = client.get(f"/procedures/{CODE}/")
    assert answer.context["groups"] == []


def test_who_sees_some_by_name_is_not_told_of_fewer_than_five_others(client, cast, communes):
    near = Unit.objects.filter(name__in=["UBND xã 0", "UBND xã 1", "UBND xã 2"])
    near.update(parent=cast.district)
    found = []
    for person in (cast.lan, cast.binh, cast.dung):
        client.force_login(person)
        [group] = client.get(f"/procedures/{CODE}/").context["groups"]
        found.append((len(group.rows), group.peers and group.peers.units))
    assert found == [(1, 8), (4, None), (9, 8)]


def test_file_holds_what_the_person_sees(client, cast, communes):
    client.force_login(cast.lan)
    assert [row[0] for row in csv_rows(client, f"/procedures/{CODE}/units.csv")] == ["X1"]
    assert [row[2:5] for row in csv_rows(client, "/procedures/export.csv")] == [["1", "50", "5"]]


def csv_rows(client, path, **query):
    content = client.get(path, query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))[1:]


def test_unknown_procedure_does_not_exist(client, cast, communes):
    client.force_login(cast.dung)
    assert client.get("/procedures/9.999999/").status_code == 404


def test_list_sums_the_units_with_a_target_largest_shortfall_first(client, cast, province):
    client.force_login(cast.dung)
    rows = client.get("/procedures/").context["rows"]
    shown = [(row.procedure.code, row.units, row.share.online, row.share.total, row.shortfall)
             for row in rows]  # fmt: skip
    # Trường Sa, with 2 of 3, has no target. The gaps of the shared one: 0, 0, 0, −0,0001 and 1.
    assert shown == [
        ("1.SO", 1, 39_996, 100_000, 4),
        ("2.000001", 5, 12_507, 100_038, 1),
        ("1.SY", 1, 500, 1_234, 0),
        ("1.SV", 1, 0, 0, 0),
    ]
    exported = [row[0] for row in csv_rows(client, "/procedures/export.csv")]
    assert exported == [row[0] for row in shown]


@pytest.mark.parametrize(
    ("search", "found"),
    [("khai sinh", True), ("DANG ky", True), ("đăng KÝ sinh", True), (CODE, True), ("kết hôn", False)],
)  # fmt: skip
def test_search_minds_neither_capitals_nor_diacritics(client, cast, communes, search, found):
    client.force_login(cast.dung)
    answer = client.get("/procedures/", {"search": search})
    assert bool(answer.context["rows"]) == found
    assert bool(csv_rows(client, "/procedures/export.csv", search=search)) == found
    if not found:
        assert "Không có thủ tục nào phù hợp." in lines(answer)


def test_file_of_a_search_has_what_was_found(client, cast, communes):
    report(cast.commune, "2018-07", (factories.ProcedureFactory(name="Kết hôn"), 1, 2))
    client.force_login(cast.dung)
    page = client.get("/procedures/", {"search": "ket hon"}).content.decode()
    [address] = re.findall(r'href="(/procedures/export\.csv[^"]*)"', page)
    assert [row[1] for row in csv_rows(client, html.unescape(address))] == ["Kết hôn"]


def test_folded_text_has_plain_letters():
    assert folded("Đăng ký KHAI SINH ở xã") == "dang ky khai sinh o xa"


@pytest.mark.parametrize(("path", "queries"), [("/procedures/", 8), (f"/procedures/{CODE}/", 13)])
def test_page_asks_as_much_for_few_units_as_for_many(
    client, cast, communes, django_assert_num_queries, path, queries
):
    client.force_login(cast.dung)
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)
    for _ in range(10):
        report(factories.CommuneFactory(), "2018-06", (communes, 1, 2),
               (factories.ProcedureFactory(), 1, 2))  # fmt: skip
    with django_assert_num_queries(queries):
        client.get(path)
