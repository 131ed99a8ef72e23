"""The tables of a ranking, of “why this place” and of `/verify/` go out, each as far as its page shows it."""

import pytest

from reporting.presenters.rankings.unit import place_of, ranking_unit
from targets.exports.files import FILES
from targets.imports.tables import read_table
from targets.models import Submission
from tests.reporting.html_tables import tables, whole_table
from tests.reporting.rankings.conftest import as_lan, drawn_up
from tests.tables_out import check_kinds, records

pytestmark = pytest.mark.django_db

X1 = ["steps", "group", "district", "months", "counts", "procedures"]


def why(ranking, unit="X1", end=""):
    return f"/rankings/{ranking.code}/units/{unit}/{end}"


@pytest.mark.parametrize("name", X1)
def test_each_kind_of_file_of_a_place_holds_the_same(long, out, name):
    check_kinds(long, why(out, end=name))


def test_page_of_a_place_leads_to_each_of_its_tables(long, out):
    page = long.get(why(out)).content.decode()
    for name in X1:
        for extension in FILES:
            assert page.count(f'href="{why(out, end=name)}.{extension}"') == 1
    assert 'href="' + why(out, "H1", "district") not in long.get(why(out, "H1")).content.decode()


def test_files_of_a_place_have_the_rows_of_the_page(long, out):
    page = long.get(why(out))
    shown = ranking_unit(out, place_of(out, "X1"), None)
    assert len(records(long, why(out, end="counts.json"))) == sum(
        len(month.counts) for month in shown.months
    )
    assert len(records(long, why(out, end="months.json"))) == len(shown.months)
    for name, heading in [
        ("steps", "steps"),
        ("group", "contest-1"),
        ("district", "contest-2"),
    ]:
        rows = whole_table(page, heading)
        assert len(records(long, why(out, end=f"{name}.json"))) == len(rows) > 1
    # The page has them all in a last line too.
    procedures = records(long, why(out, end="procedures.json"))
    assert len(procedures) == len(whole_table(page, "procedures")) - 1 > 0


def test_places_of_a_unit_read_as_the_page_does(long, out):
    months = {row["Tháng"]: row for row in records(long, why(out, "SO", "months.json"))}
    june = months["2018-06"]
    assert (june["Trạng thái"], june["Tổng số"], june["Trực tuyến"], june["Tỷ lệ"]) == (
        "Đã gửi",
        60_000,
        9_996,
        "16.66",
    )
    assert months["2018-08"]["Tổng số"] is None
    [first, *_others] = records(long, why(out, "SO", "steps.json"))
    assert (first["Phép tính"], first["Kết quả"]) == (
        "39.996 ÷ 100.000",
        "39,99\N{NO-BREAK SPACE}%",
    )
    [count, *_others] = records(long, why(out, "SO", "counts.json"))
    assert (count["Mã"], count["Có tính không"], count["Lý do không tính"]) == (
        "1.SO",
        "có",
        None,
    )


def test_neighbours_go_out_without_what_the_reader_may_not_see(client, cast, out):
    rows = records(as_lan(client, cast), why(out, end="group.json"))
    assert [list(row.values())[1:4] for row in rows] == [
        [None, "đơn vị khác", None],
        ["X1", "UBND xã Cam Tân", rows[1]["Tỷ lệ"]],
        [None, "đơn vị khác", None],
        [None, "đơn vị khác", None],
    ]
    assert rows[1]["Tỷ lệ"] is not None
    content = client.get(why(out, end="group.xlsx")).content
    said = str(read_table(content, "a.xlsx").rows)
    for other in ("Cam An Bắc", "Sơn Trung", "Cam Hòa"):
        assert other not in said


@pytest.mark.parametrize(
    ("person", "unit", "name", "status"),
    [
        ("lan", "X1", "months", 200),
        ("lan", "H1", "months", 404),
        ("lan", "SO", "months", 404),
        ("binh", "X1", "counts", 200),
        ("chau", "X1", "counts", 404),
        ("dung", "X1", "group", 200),
        # A district is ranked in no district, and nobody knows such a table.
        ("dung", "H1", "district", 404),
        ("dung", "X1", "files", 404),
        ("dung", "X9", "months", 404),
    ],
)
def test_who_takes_which_table_of_a_place(client, cast, out, person, unit, name, status):
    client.force_login(getattr(cast, person))
    assert client.get(why(out, unit, f"{name}.csv")).status_code == status


def test_nobody_takes_a_table_of_a_ranking_that_he_does_not_know(client, cast, ranking):
    as_lan(client, cast)
    for address in (why(ranking, end="months.csv"), f"/rankings/{ranking.code}/places.csv"):
        assert client.get(address).status_code == 404


def test_unranked_unit_has_no_neighbours_to_take(long, out):
    assert long.get(why(out, "SN", "group.csv")).status_code == 404
    assert 'group.csv"' not in long.get(why(out, "SN")).content.decode()


def _listed(page, ranking):
    """The names of the units in the tables of a page, in their order."""
    units = {place.unit.name for place in ranking.places}
    return [cell for table in tables(page) for row in table for cell in row[1:3] if cell in units]


@pytest.mark.parametrize("state", ["ranking", "out", "final", "withdrawn"])
def test_places_go_out_as_far_as_the_page_shows_them(client, cast, request, state):
    ranking = request.getfixturevalue(state)
    for person in (cast.lan, cast.binh, cast.dung, cast.long):
        client.force_login(person)
        page = client.get(ranking.get_absolute_url())
        if page.status_code == 404:
            continue
        rows = records(client, f"/rankings/{ranking.code}/places.json")
        assert [row["Đơn vị"] for row in rows] == _listed(page, ranking)
    assert len(rows) == len(ranking.places)


def test_each_kind_of_file_of_the_places_holds_the_same(long, final):
    check_kinds(long, f"/rankings/{final.code}/places")
    page = long.get(final.get_absolute_url()).content.decode()
    for extension in FILES:
        assert f'href="/rankings/{final.code}/places.{extension}"' in page


def test_places_say_where_corrections_would_put_units_to_those_who_see_it(
    client, cast, final, province
):
    province.report("X1", "2018-07", 50, 50)
    address = f"/rankings/{final.code}/places.json"
    client.force_login(cast.long)
    moved = {row["Mã đơn vị"]: row for row in records(client, address)}
    assert moved["X1"]["Hạng nay sẽ là"] == 1
    assert moved["SO"]["Hạng nay sẽ là"] is None
    assert "Hạng nay sẽ là" not in records(as_lan(client, cast), address)[0]


def test_lines_to_check_against_go_out_to_everybody(client, final):
    address = f"/verify/{final.code}/places"
    check_kinds(client, address)
    page = client.get(f"/verify/{final.code}/")
    rows = records(client, f"{address}.json")
    assert [row["Đơn vị"] for row in rows] == _listed(page, final) != []
    for extension in FILES:
        assert f'href="{address}.{extension}?lang=vi"' in page.content.decode()
    assert "Rank" in records(client, f"{address}.json", {"lang": "en"})[0]
    answer = client.get(f"{address}.csv")
    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("state", ["ranking", "out", "withdrawn"])
def test_lines_of_what_is_not_final_go_out_to_nobody(client, request, state):
    ranking = request.getfixturevalue(state)
    for code in (ranking.code, "AAAAAAAAAA"):
        assert client.get(f"/verify/{code}/places.csv").status_code == 404


def test_files_of_sample_data_say_so_whatever_the_portal_holds_now(long, cast, province, rule):
    Submission.objects.update(is_sample=True)
    sample = drawn_up(province, rule, cast)
    Submission.objects.update(is_sample=False)
    real = drawn_up(province, rule, cast)
    Submission.objects.update(is_sample=True)
    for table in ("places", "units/X1/months"):
        names = [
            long.get(f"/rankings/{ranking.code}/{table}.xlsx")["Content-Disposition"]
            for ranking in (sample, real)
        ]
        assert ["du-lieu-mau" in name for name in names] == [True, False]


def test_officer_takes_the_places_of_his_own_units_until_it_is_final(client, cast, out):
    address = f"/rankings/{out.code}/places.json"
    assert [row["Mã đơn vị"] for row in records(as_lan(client, cast), address)] == ["X1"]
    client.force_login(cast.chau)
    assert [row["Mã đơn vị"] for row in records(client, address)] == ["SO"]
