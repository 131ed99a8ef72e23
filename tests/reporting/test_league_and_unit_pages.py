"""The league tables and a unit's page: who stands there, and how."""

import re

from tests.reporting.html_tables import tables


def test_league_ranks_every_group_and_gives_the_reason_for_no_rank(client, cast, province):
    client.force_login(cast.lan)
    answer = client.get("/league/")
    assert [[(row[0], row[1], row[-1]) for row in table] for table in tables(answer)] == [
        [
            ("1", "Sở Y tế", "Vượt chỉ tiêu"),
            ("2", "Sở Tài chính", "Không đạt"),
            ("–", "Sở Nội vụ", "Không phát sinh"),
        ],
        [
            ("1", "UBND huyện Cam Lâm", "Đạt"),
            ("–", "UBND huyện Khánh Sơn", "Chưa báo cáo"),
            ("–", "UBND huyện Trường Sa", "Không giao chỉ tiêu"),
        ],
        [
            ("1", "UBND xã Cam An Bắc", "Vượt chỉ tiêu"),
            ("2", "UBND xã Cam Tân", "Đạt"),
            ("2", "UBND xã Sơn Trung", "Đạt"),
            ("4", "UBND xã Cam Hòa", "Không đạt"),
        ],
    ]


def test_league_links_only_to_units_that_the_person_may_see(client, cast, province):
    client.force_login(cast.lan)
    page = client.get("/league/").content.decode()
    assert [code for code in province.units if f'href="/units/{code}/?' in page] == ["X1"]


def test_league_leads_to_ones_own_unit_to_each_group_and_to_each_commune(client, cast, province):
    client.force_login(cast.lan)
    page = client.get("/league/").content.decode()
    assert '<a href="#unit-X1">UBND xã Cam Tân</a>: xếp thứ 2 trên 4 trong khối' in page
    assert re.findall('<tr id="unit-([^"]*)" class="own">', page) == ["X1"]
    assert re.findall('<li><a href="#(agency|district|commune)">', page) == [
        "agency",
        "district",
        "commune",
    ]
    index = page.partition("communes-index")[2].partition("</details></details>")[0]
    assert re.findall('<li><a href="#unit-([^"]*)">([^<]*)<', index)[:2] == [
        ("X1", "xã Cam Tân"),
        ("X3", "xã Cam An Bắc"),
    ]
    for code in province.units:
        assert page.count(f'<tr id="unit-{code}"') == 1
    client.force_login(cast.dung)
    page = client.get("/league/").content.decode()
    assert 'class="own"' not in page
    assert "trong khối" not in page.partition("communes-index")[0]


def test_league_offers_files_of_the_same_question(client, cast, province):
    client.force_login(cast.lan)
    page = client.get("/league/", {"first": "2018-02", "through": "2018-06"}).content.decode()
    question = "decision=852%2FQ%C4%90-UBND&amp;first=2018-02&amp;through=2018-06"
    for extension in ("xlsx", "ods", "csv", "json"):
        assert f'href="/league/export.{extension}?{question}"' in page


def test_unit_page_shows_months_and_procedures(client, cast, province):
    client.force_login(cast.chau)
    held_back, neighbours, months, procedures = tables(client.get("/units/SO/"))
    assert held_back == [["1", "Thủ tục 1.SO", "4", "", "100,0\N{NO-BREAK SPACE}%"]]
    assert [row[:2] for row in neighbours] == [["1", "Sở Y tế"], ["2", "Sở Tài chính"]]
    percent = "\N{NO-BREAK SPACE}%"
    assert [row for row in months if row[2] != "–"] == [
        ["01/2018", "Đã gửi", "40.000", "30.000", f"75,00{percent}", f"75,00{percent}"],
        ["06/2018", "Đã gửi", "60.000", "9.996", f"16,66{percent}", f"39,99{percent}"],
    ]
    assert [row[0] for row in months] == [f"{number:02}/2018" for number in range(1, 10)]
    assert months[1] == ["02/2018", "Chưa báo cáo", "–", "–", "–", f"75,00{percent}"]
    assert procedures == [["Thủ tục 1.SO", "100.000", "39.996", f"39,99{percent}", "4"]]


def test_unit_page_says_its_rank_among_how_many(client, cast, province):
    client.force_login(cast.lan)
    page = client.get("/units/X4/")
    assert page.status_code == 404
    client.force_login(cast.binh)
    context = client.get("/units/X4/").context
    assert (context["standing"].rank, context["ranked_units"]) == (4, 4)


def test_attainment_is_written_in_percent_on_pages_and_as_a_number_in_files(client, cast, province):
    """A near miss is never written as reached, either way (rule 9)."""
    client.force_login(cast.dung)
    page = client.get("/league/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert '<td class="number on-wide">99,99 %</td>' in page
    assert "mức hoàn thành 101,30 %" in page
    assert "0,9999" not in page
    strip = client.get("/dashboard/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert re.findall(r'<text class="tick strong"[^>]*>([^<]*)</text>', strip) == ["100 %"] * 2
    rows = client.get("/league/export.json").json()
    assert {row["unit"]: row["attainment"] for row in rows["units"]}["SO"] == "0.9999"
