"""Small numbers are marked and never dramatised: where too little is known, an outlook is one sentence and no figure."""

import pytest

from reporting.outlook import Expected
from targets.models import User
from tests import factories
from tests.reporting.html_tables import lines, tables

pytestmark = pytest.mark.django_db

MANY, FEW = 6_985, 5
ONE_MONTH = "Mới có 1 tháng báo cáo: chưa đủ ba tháng để dự báo kết quả cả năm."
FEW_DOSSIERS = "Mới phát sinh 15 hồ sơ: chưa đủ 30 hồ sơ để dự báo kết quả cả năm."


@pytest.fixture
def reviewer(client, year):
    client.force_login(factories.UserFactory(role=User.Role.REVIEWER))
    return client


def one_month(year):
    year.report("X1", 1, 1_000, MANY)


def few_dossiers(year):
    for month in (1, 2, 3):
        year.report("X1", month, 0, FEW)


CASES = pytest.mark.parametrize(
    ("reported", "said"), [(one_month, ONE_MONTH), (few_dossiers, FEW_DOSSIERS)]
)


@CASES
def test_unit_page_has_the_sentence_and_neither_figure_range_nor_picture(
    reviewer, year, reported, said
):
    reported(year)
    page = reviewer.get("/units/X1/")
    assert said in " ".join(lines(page))
    text = page.content.decode()
    shown = ("ahead-figure", "year-chart", "Dự kiến phát sinh", "Cách tính")
    assert [one for one in shown if one in text] == []
    assert reviewer.get("/units/X1/ahead.svg").status_code == 404


@CASES
def test_table_and_file_of_all_units_are_blank(reviewer, year, reported, said):
    reported(year)
    (listed,) = tables(reviewer.get("/dashboard/ahead/"))
    (shown,) = (row for row in listed if row[0] == "UBND xã Cam Tân")
    assert [shown[1], shown[3], *shown[5:]] == ["", "–", "–", "–"]
    (row,) = (
        one for one in reviewer.get("/dashboard/ahead.json").json() if one["Mã đơn vị"] == "X1"
    )
    assert list(row.values())[5:10] == [None] * 5
    assert row["Tỷ lệ"] is not None


@CASES
def test_home_has_the_sentence(client, cast, year, reported, said):
    reported(year)
    client.force_login(cast.lan)
    page = client.get("/")
    assert said in " ".join(lines(page))
    assert "hồ sơ tiếp theo" not in page.content.decode()


def test_enough_is_known_of_three_months_and_thirty_dossiers(reviewer, year):
    for month in (1, 2, 3):
        year.report("X1", month, 1, 10)
    page = reviewer.get("/units/X1/")
    assert (page.context["ahead"].too_little, "ahead-figure" in page.content.decode()) == ("", True)


def test_range_of_which_both_ends_are_equal_is_one_figure(reviewer, year):
    assert [Expected(5, 5, 5).is_a_range, Expected(5, 4, 5).is_a_range] == [False, True]
    for month in (1, 2, 3):
        year.report("X1", month, 1, 10)
    said = " ".join(lines(reviewer.get("/units/X1/")))
    assert "Dự kiến phát sinh khoảng 90 hồ sơ." in said
    assert "(90–90)" not in reviewer.get("/dashboard/ahead/").content.decode()
    year.report("X1", 4, 1, 11)
    said = " ".join(lines(reviewer.get("/units/X1/")))
    assert "Dự kiến phát sinh từ 80 đến 88 hồ sơ." in said
    assert "(80–88)" in reviewer.get("/dashboard/ahead/").content.decode()
