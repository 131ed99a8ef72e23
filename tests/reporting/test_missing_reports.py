"""The list of missing reports: it begins with the figures of the phrases that lead to it, and tells overdue months apart."""

import html
import re

import pytest
from django.core.cache import caches

from tests.reporting.html_tables import whole_table

FIGURES = {
    "vi": "2 đơn vị có 3 báo cáo quá hạn · tháng 8/2018 có 1 trên 3 đơn vị gửi báo cáo, đã quá hạn 5/9/2018"
    " · tháng 9/2018 chưa có báo cáo, hạn 5/10/2018",
    "en": "2 units have overdue reports, 3 in all · August 2018: 1 of 3 units have reported, overdue since 5 Sep 2018"
    " · September 2018: no report yet, due on 5 Oct 2018",
}
# Overdue, missing, and which months.
ROWS = {
    "vi": [
        ["UBND huyện Cam Lâm", "2", "3", "07/2018, 08/2018, 09/2018 chưa đến hạn"],
        ["UBND xã Cam Tân UBND huyện Cam Lâm", "1", "2", "08/2018, 09/2018 chưa đến hạn"],
        ["UBND xã Sơn Trung UBND huyện Khánh Sơn", "0", "1", "09/2018 chưa đến hạn"],
    ],
    "en": [
        ["UBND huyện Cam Lâm", "2", "3", "07/2018, 08/2018, 09/2018 not yet due"],
        ["UBND xã Cam Tân UBND huyện Cam Lâm", "1", "2", "08/2018, 09/2018 not yet due"],
        ["UBND xã Sơn Trung UBND huyện Khánh Sơn", "0", "1", "09/2018 not yet due"],
    ],
}


def drawn(client, language="vi", **query):
    client.cookies["django_language"] = language
    caches["drawn"].clear()
    return client.get("/dashboard/", query)


def plain(answer):
    return " ".join(html.unescape(answer.content.decode()).replace("\xa0", " ").split())


@pytest.mark.parametrize("language", FIGURES)
def test_list_begins_with_the_figures_that_lead_to_it(reviewer, owing, language):
    answer = drawn(reviewer, language)
    assert f"<strong>{FIGURES[language]}</strong>" in plain(answer)
    assert whole_table(answer, "reports-missing") == ROWS[language]


def test_figures_are_those_of_the_phrases(reviewer, owing):
    answer = drawn(reviewer)
    context = answer.context
    leading = [one.text for one in context["headline"].phrases if one.address == "#missing"]
    leading += [one.text for one in context["tasks"] if one.address == "#missing"]
    rows = whole_table(answer, "reports-missing")
    overdue = [int(row[1]) for row in rows]
    assert f"{sum(map(bool, overdue))} đơn vị chưa gửi đủ báo cáo đến hạn" in leading
    assert f"{sum(overdue)} báo cáo tháng quá hạn" in leading
    for one in context["still_lacking"]:
        assert one.in_words in leading
        assert one.in_words in FIGURES["vi"]


def test_nothing_overdue_is_said(reviewer, owing):
    said = plain(drawn(reviewer, first="2018-09"))
    assert "<strong>không có báo cáo quá hạn · tháng 9/2018 chưa có báo cáo, hạn 5/10/2018<" in said


@pytest.mark.parametrize("status", ["reached", "not_met"])
def test_status_of_the_list_of_units_leaves_it_as_it_is(reviewer, owing, status):
    answer = drawn(reviewer, status=status)
    assert whole_table(answer, "reports-missing") == ROWS["vi"]
    assert f"<strong>{FIGURES['vi']}</strong>" in plain(answer)
    [address] = re.findall(r'href="(/dashboard/missing\.json[^"]*)"', answer.content.decode())
    assert "status" in address
    assert len(reviewer.get(html.unescape(address)).json()) == len(ROWS["vi"])


def test_file_tells_overdue_months_apart(reviewer, owing):
    rows = reviewer.get("/dashboard/missing.json", {"group": "district"}).json()
    assert [list(row.items())[-4:] for row in rows] == [
        [
            ("Chưa gửi", 3),
            ("Các tháng", "2018-07, 2018-08, 2018-09"),
            ("Quá hạn", 2),
            ("Tháng quá hạn", "2018-07, 2018-08"),
        ]
    ]


def test_row_is_drawn_anew_when_its_month_comes_due(reviewer, owing, settings):
    assert whole_table(drawn(reviewer), "reports-missing")[2][1:] == ROWS["vi"][2][1:]
    settings.PORTAL_TODAY = settings.PORTAL_TODAY.replace(day=6)
    rows = whole_table(drawn(reviewer), "reports-missing")
    assert rows[2][1:] == ["1", "1", "09/2018"]
