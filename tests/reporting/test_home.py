"""An officer's home: the month that is due, what is missing, where the year stands."""

import pytest

from reporting.presenters.home import officer_cards
from targets.periods import Month
from tests import factories
from tests.reporting.html_tables import lines
from tests.reporting.reports import TODAY


@pytest.mark.django_db
def test_officer_has_a_card_for_each_of_his_own_units(cast, province):
    cast.lan.units.add(cast.other_commune)
    cards = officer_cards(cast.lan, TODAY)
    assert [(card.report.unit.code, str(card.report.month)) for card in cards] == [
        ("X1", "2018-09"),
        ("X2", "2018-09"),
    ]
    assert [card.standing.unit for card in cards] == [cast.commune, cast.other_commune]


@pytest.mark.django_db
def test_card_names_the_earlier_months_that_are_missing(cast, province):
    (card,) = officer_cards(cast.lan, TODAY)
    assert [month.number for month in card.missing] == [1, 2, 3, 4, 5, 7, 8]
    assert not card.is_done


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "done"), [("submitted", True), ("accepted", True), ("draft", False)]
)
def test_card_is_done_when_the_month_is_in(cast, province, status, done):
    province.report("X1", "2018-09", 0, 1, status=status)
    (card,) = officer_cards(cast.lan, TODAY)
    assert card.is_done == done


@pytest.mark.django_db
def test_card_of_the_first_month_of_the_year(cast, province):
    (card,) = officer_cards(cast.lan, TODAY.replace(month=1))
    assert (card.report.month, card.missing) == (Month(2018, 1), [])


def test_home_says_what_is_to_be_done_and_where_the_year_stands(client, cast, province):
    client.force_login(cast.lan)
    page = lines(client.get("/"))
    assert "UBND xã Cam Tân" in page
    assert "20,00\N{NO-BREAK SPACE}%" in page
    assert 'href="/units/X1/reports/2018-09/"' in client.get("/").content.decode()


def test_home_asks_as_much_for_a_short_year_as_for_a_long_one(
    client, cast, province, django_assert_num_queries
):
    client.force_login(cast.lan)
    client.get("/")
    with django_assert_num_queries(19):
        client.get("/")
    for number in range(1, 9):
        if number != 6:
            province.report("X1", f"2018-{number:02}", 1, 2)
    factories.ProcedureFactory.create_batch(20)
    with django_assert_num_queries(19):
        client.get("/")
