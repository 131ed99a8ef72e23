"""The pages of procedures: whose figures they show to whom, in which order, and how often they ask the database."""

import csv
import html
import io
import re

import pytest

from reporting.folded_text import folded
from targets.models import Unit
from tests import factories
from tests.reporting.html_tables import lines, tables, whole_table
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


SCOPES = [
    ({"district": "H1"}, ["X1"]),
    ({"district": "H2", "group": "commune"}, ["X2"]),
    ({"group": "agency"}, []),
]


@pytest.mark.parametrize(("scope", "units"), SCOPES)
def test_pages_and_files_are_of_the_group_and_district_asked_for(
    client, cast, communes, scope, units
):
    client.force_login(cast.dung)
    groups = client.get(f"/procedures/{CODE}/", scope).context["groups"]
    assert [row.unit.code for group in groups for row in group.rows] == units
    # Nobody is shown figures without names in place of the units asked for.
    assert len(groups) == len(units)
    assert [row[0] for row in csv_rows(client, f"/procedures/{CODE}/units.csv", **scope)] == units
    answer = client.get("/procedures/", scope)
    figures = {"X1": (5, 50), "X2": (19, 50)}
    shown = [(row.share.online, row.share.total) for row in answer.context["rows"]]
    assert shown == [figures[unit] for unit in units]
    assert len(csv_rows(client, "/procedures/export.csv", **scope)) == len(units)


def test_others_of_the_group_stay_without_names_beside_those_asked_for(client, cast, communes):
    client.force_login(cast.dung)
    [group] = client.get(f"/procedures/{CODE}/", {"district": "H1"}).context["groups"]
    assert (group.together.total, group.peers.units) == (50, 8)


def test_dashboard_leads_to_the_figures_that_it_shows(client, cast, communes):
    client.force_login(cast.dung)
    client.cookies["django_language"] = "en"
    asked = {"district": "H1", "through": "2018-08", "status": "not_met"}
    part = client.get("/dashboard/procedures/", asked)
    [[_name, short, online, total, _share]] = whole_table(part, "procedures-behind")
    assert (short, online, total) == ("5", "5", "50")
    [address] = re.findall(r'href="(/procedures/1[^"]*)"', part.content.decode())
    page = client.get(html.unescape(address))
    [group] = page.context["groups"]
    assert (group.shortfall, group.together.online, group.together.total) == (5, 5, 50)
    assert "5 dossiers short of the minimum" in lines(page)
    client.cookies["django_language"] = "vi"
    in_vietnamese = client.get(html.unescape(address))
    assert "còn thiếu 5 hồ sơ so với chỉ tiêu tối thiểu" in lines(in_vietnamese)
    assert page.context["form"].asked["district"] == "H1"
    assert str(page.context["span"].last) == "2018-08"
    # And back to all procedures of the same units, from there to one of them, and to the files.
    back = re.findall(r'href="(/procedures/\?[^"]*)"', page.content.decode())
    everything = client.get(html.unescape(back[0])).content.decode()
    onward = re.findall(r'href="(/procedures/(?:1|export)[^"]*)"', everything)
    assert len(onward) == 1 + 4
    assert all("district=H1" in one and "through=2018-08" in one for one in onward)


def test_dashboard_leads_to_all_procedures_that_are_short(client, cast, communes):
    for number in range(11):
        other = factories.ProcedureFactory(code=f"1.1000{number:02}")
        factories.CountFactory(
            submission=cast.commune.submissions.get(), procedure=other, online=0, total=10
        )
    client.force_login(cast.dung)
    client.cookies["django_language"] = "en"
    part = client.get("/dashboard/procedures/", {"district": "H1"}).content.decode()
    [address] = re.findall(r'href="([^"]*)">All 12 procedures that are short<', part)
    page = client.get(html.unescape(address))
    assert "12 of 12 procedures are short of the minimum." in lines(page)
    assert page.context["form"].asked["district"] == "H1"


@pytest.mark.parametrize(("language", "words"), [
    ("vi", "Xem danh sách thủ tục của các đơn vị này kèm số hồ sơ còn thiếu, thủ tục thiếu nhiều nhất ở trên"),
    ("en", "Every procedure of these units, with the dossiers by which it is short, the largest shortfall first"),
])  # fmt: skip
def test_without_a_script_a_link_says_where_the_procedures_are(
    client, cast, communes, language, words
):
    client.force_login(cast.dung)
    client.cookies["django_language"] = language
    page = client.get("/dashboard/", {"district": "H1", "status": "met"}).content.decode()
    [address] = re.findall(rf'href="([^"]*)">{words}<', page)
    rows = client.get(html.unescape(address)).context["rows"]
    assert [row.share.total for row in rows] == [50]


@pytest.mark.parametrize("path", ["/procedures/", f"/procedures/{CODE}/"])
def test_officer_of_one_group_has_nothing_to_choose(client, cast, communes, path):
    def visible(person):
        client.force_login(person)
        form = client.get(path).context["form"]
        return [field.name for field in form.visible_fields() if field.name != "search"]

    question = ["decision", "first", "through"]
    assert visible(cast.lan) == visible(cast.chau) == question
    assert visible(cast.binh) == visible(cast.dung) == [*question, "group", "district"]


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


@pytest.mark.parametrize(("path", "queries"), [("/procedures/", 9), (f"/procedures/{CODE}/", 14)])
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
