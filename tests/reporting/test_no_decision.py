"""Before the first decision is adopted every page says so, and none of them fails."""

import pytest
from django.urls import reverse

SAYS_SO = "Chưa có quyết định nào được áp dụng"


@pytest.mark.parametrize("path", ["/", "/league/", "/units/X1/", "/league/export.xlsx"])
def test_page_without_any_decision_says_so(client, cast, path):
    client.force_login(cast.lan)
    answer = client.get(path)
    assert answer.status_code == 200
    assert SAYS_SO in answer.content.decode()


def test_only_an_administrator_is_sent_to_adopt_one(client, cast):
    links = {}
    for person in (cast.dung, cast.son):
        client.force_login(person)
        page = client.get("/dashboard/").content.decode()
        assert SAYS_SO in page
        links[person.username] = page.count(reverse("adopt-decision"))
    assert links == {"dung": 0, "son": 1}


def test_monthly_form_without_any_decision_opens(client, cast):
    client.force_login(cast.lan)
    assert client.get("/units/X1/reports/2018-09/").status_code == 200
