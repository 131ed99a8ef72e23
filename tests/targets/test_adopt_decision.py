"""The page that adopts a decision: first each unit's change of clause and minimum, then the adoption."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets.models import Decision, Target
from targets.views import decisions
from tests import factories
from tests.reporting.html_tables import lines, tables

DECISION = """\
number = "99/QĐ-UBND"
title = "Giao chỉ tiêu năm 2019"
issuer = "Ủy ban nhân dân tỉnh"
issued_on = 2019-01-15
first_month = "2019-01"
last_month = "2019-12"

[[clause]]
label = "1.a"
wording = "Các huyện đạt tối thiểu 45 %"
minimum_percent = 45
units = ["H1", "H2"]

[[clause]]
label = "1.b"
wording = "Các xã đạt tối thiểu 33,5 %"
minimum_percent = 33.5
units = ["X1"]
"""


@pytest.fixture
def look(client, cast):
    """Send this text as a decision's file, as the administrator."""
    client.force_login(cast.son)

    def look(text):
        file = SimpleUploadedFile("quyết-định.toml", text.encode())
        return client.post("/decisions/adopt/", {"file": file})

    return look


@pytest.fixture
def adopt(client):
    """Press “Áp dụng quyết định này” on the page that shows the changes."""

    def adopt(page):
        text = page.context["form"]["text"].value()
        return client.post("/decisions/adopt/", {"text": text, "adopt": "1"}, follow=True)

    return adopt


@pytest.fixture
def decision_of_2018(cast):
    """Last year's: a district with another minimum, a commune that keeps its, one that has none any more."""
    decision = factories.DecisionFactory(number="852/QĐ-UBND")
    factories.TargetFactory(decision=decision, unit=cast.district, clause="2.a", minimum_percent=30)
    factories.TargetFactory(
        decision=decision, unit=cast.commune, clause="1.b", minimum_percent="33.5"
    )
    factories.TargetFactory(decision=decision, unit=cast.other_commune, clause="2.b")


def stored():
    return list(
        Target.objects.filter(decision__number="99/QĐ-UBND")
        .order_by("unit")
        .values_list("unit__code", "clause", "minimum_percent")
    )


def test_first_decision_gives_each_unit_its_clause_and_minimum(look, adopt):
    page = look(DECISION)
    assert "99/QĐ-UBND · 15/1/2019 · từ tháng 1/2019 đến tháng 12/2019" in lines(page)
    assert tables(page) == [
        [
            ["UBND huyện Cam Lâm", "–", "–", "1.a", "45\N{NO-BREAK SPACE}%"],
            ["UBND huyện Khánh Sơn", "–", "–", "1.a", "45\N{NO-BREAK SPACE}%"],
            ["UBND xã Cam Tân", "–", "–", "1.b", "33,5\N{NO-BREAK SPACE}%"],
        ]
    ]
    assert not Decision.objects.exists()
    assert "Đã áp dụng Quyết định 99/QĐ-UBND." in lines(adopt(page))
    assert stored() == [("H1", "1.a", 45), ("H2", "1.a", 45), ("X1", "1.b", 33.5)]


def test_later_decision_is_compared_with_the_one_before(look, decision_of_2018):
    page = look(DECISION)
    assert "3 đơn vị thay đổi" in lines(page)
    assert tables(page) == [
        [
            ["UBND huyện Cam Lâm", "2.a", "30\N{NO-BREAK SPACE}%", "1.a", "45\N{NO-BREAK SPACE}%"],
            ["UBND huyện Khánh Sơn", "–", "–", "1.a", "45\N{NO-BREAK SPACE}%"],
            ["UBND xã Sơn Trung", "2.b", "20\N{NO-BREAK SPACE}%", "–", "–"],
        ]
    ]


def test_adopted_decision_leaves_the_one_before_as_it_was(look, adopt, decision_of_2018):
    before = list(Target.objects.order_by("pk").values())
    adopt(look(DECISION))
    assert list(Target.objects.filter(decision__number="852/QĐ-UBND").order_by("pk").values()) == (
        before
    )


def test_decision_adopted_again_changes_no_unit(look, adopt):
    adopt(look(DECISION))
    page = look(DECISION)
    assert ("0 đơn vị thay đổi" in lines(page), tables(page)) == (True, [])
    adopt(page)
    assert Decision.objects.count() == 1
    assert stored() == [("H1", "1.a", 45), ("H2", "1.a", 45), ("X1", "1.b", 33.5)]


def test_faults_stand_at_their_lines_and_nothing_is_stored(look):
    faulty = DECISION.replace('"X1"', '"X9", "H1"').replace("= 45", "= 101")
    page = look(faulty)
    assert page.status_code == 422
    assert tables(page) == [
        [
            [
                "11",
                "minimum_percent",
                "Chỉ tiêu tối thiểu phải lớn hơn 0 và không quá 100 %, nhiều nhất hai chữ số thập phân.",
            ],
            ["18", "units", "Không có đơn vị mang mã X9."],
            ["18", "units", "Đơn vị H1 đã có ở dòng 12."],
        ]
    ]
    assert not Decision.objects.exists()


def test_faulty_text_is_not_adopted_without_having_been_seen(client, look, cast):
    text = DECISION.replace('"X1"', '"X9"')
    answer = client.post("/decisions/adopt/", {"text": text, "adopt": "1"})
    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_file_that_is_no_decision_is_named_as_such(look):
    page = look("không phải toml")
    assert page.status_code == 422
    [[[row, key, message]]] = tables(page)
    assert (row, key) == ("1", "cả tệp")
    assert message.startswith("Đây không phải là tệp TOML:")


def test_no_file_and_one_too_large_are_told_at_the_field(client, look, monkeypatch):
    monkeypatch.setattr(decisions, "LARGEST_FILE", 20)
    assert "Tệp quá lớn." in lines(look(DECISION))
    assert "Hãy chọn tệp." in lines(client.post("/decisions/adopt/", {"file": "", "text": ""}))


@pytest.mark.parametrize("person", ["lan", "binh", "chau", "dung", "long"])
def test_nobody_but_the_administrator_adopts(client, cast, person):
    client.force_login(getattr(cast, person))
    assert client.post("/decisions/adopt/", {"text": DECISION, "adopt": "1"}).status_code == 404
    assert not Decision.objects.exists()
