"""The pages of definitions: of now, and as they were frozen with a ranking."""

from decimal import Decimal

import pytest
from django.utils import translation

from tests import factories
from tests.reporting.rankings.conftest import drawn_up

pytestmark = pytest.mark.django_db


def test_page_is_of_the_decision_in_force_and_the_version_made_last(client, province, cast):
    factories.scoring_rule(name="Cũ")
    latest = factories.scoring_rule(by=cast.long, off_late=Decimal("0.375"))
    client.force_login(cast.lan)
    answer = client.get("/definitions/")
    assert answer.context["rule"] == latest
    page = answer.content.decode()
    assert "0,375 điểm" in page
    assert "Đặng Hoàng Long" in page
    assert "/scoring/" not in page
    for clause in ("1.a", "1.b", "2.a.1", "2.a.2", "2.b.1", "2.b.2"):
        assert f"Khoản, điểm {clause}" in page
    for number in range(1, len(answer.context["definitions"]) + 1):
        assert f'href="#d{number}"' in page
        assert f'id="d{number}"' in page


def test_another_decision_and_rule_are_chosen(client, province, cast):
    first = factories.scoring_rule()
    factories.scoring_rule(off_late=Decimal("0.375"))
    other = factories.DecisionFactory(number="817/QĐ-UBND")
    client.force_login(cast.dung)
    answer = client.get("/definitions/", {"decision": other.number, "rule": first.pk})
    assert (answer.context["decision"], answer.context["rule"]) == (other.number, first)


@pytest.mark.parametrize("query", [{"rule": "x"}, {"decision": "?"}, {"rule": "9" * 30}])
def test_nonsense_is_answered_with_what_is_usual(client, province, cast, query):
    latest = factories.scoring_rule()
    client.force_login(cast.lan)
    assert client.get("/definitions/", query).context["rule"] == latest


def test_officer_chooses_among_the_last_versions_only(client, province, cast):
    first, latest = factories.scoring_rule(), factories.scoring_rule(decimals=1)
    client.force_login(cast.lan)
    answer = client.get("/definitions/", {"rule": first.pk})
    assert answer.context["rule"] == latest


def test_page_stands_without_a_rule(client, province, cast):
    client.force_login(cast.lan)
    answer = client.get("/definitions/")
    assert answer.status_code == 200
    assert answer.context["definitions"]


def test_english_reader_reads_english(client, province, cast):
    factories.scoring_rule()
    client.force_login(cast.lan)
    client.cookies["django_language"] = "en"
    assert "What is counted" in client.get("/definitions/").content.decode()


def test_ranking_keeps_the_definitions_of_its_day(client, province, rule, cast):
    with translation.override("en"):
        ranking = drawn_up(province, rule, cast)
    province.decision.targets.all().delete()
    client.force_login(cast.dung)
    answer = client.get(f"/rankings/{ranking.code}/definitions/")
    assert answer.context["definitions"] == ranking.figures.definitions
    page = answer.content.decode()
    assert "Nội dung được tính" in page
    assert "40 %, giao cho 2 đơn vị" in page.replace("\u00a0", " ")


def test_officer_reads_them_once_the_ranking_is_out(client, province, cast, ranking, out):
    client.force_login(cast.lan)
    assert client.get(f"/rankings/{out.code}/definitions/").status_code == 200


def test_code_of_the_ranking_is_understood_as_it_is_printed(client, cast, ranking):
    client.force_login(cast.long)
    answer = client.get(f"/rankings/{ranking.written_code.lower()}/definitions/")
    assert answer.status_code == 200
    assert f'href="/rankings/{ranking.code}/"' in answer.content.decode()
