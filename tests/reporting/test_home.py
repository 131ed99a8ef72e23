"""An officer's home: the month that is due, what is missing, where the year stands."""

import datetime

import pytest
from django.utils import timezone

from reporting.presenters.home import officer_cards
from targets.models import UnlockRequest
from targets.periods import Month
from tests import factories
from tests.reporting.html_tables import lines, whole_table
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
    assert [other.month.number for other in card.missing] == [1, 2, 3, 4, 5, 7, 8]
    assert card.stage == "open"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "done"), [("submitted", True), ("accepted", True), ("draft", False)]
)
def test_card_is_done_when_the_month_is_in(cast, province, status, done):
    province.report("X1", "2018-09", 0, 1, status=status)
    (card,) = officer_cards(cast.lan, TODAY)
    assert (card.stage == "done") == done


@pytest.mark.django_db
def test_card_of_the_first_month_of_the_year(cast, province):
    (card,) = officer_cards(cast.lan, TODAY.replace(month=1))
    assert (card.report.month, card.missing) == (Month(2018, 1), [])


def day(number, month=10):
    return datetime.date(2018, month, number)


def open_for_days(cast, month, until):
    now = timezone.now()
    UnlockRequest.objects.create(
        unit=cast.commune, month=month, reason="Nhập thiếu", asked_at=now, asked_by=cast.lan,
        decided_at=now, decided_by=cast.dung, open_from=day(1), open_until=until,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "stage"),
    [(day(5), "open"), (day(6), "overdue"), (day(15), "overdue"), (day(16), "locked")],
)
def test_card_says_whether_the_month_is_due_overdue_or_locked(
    client, cast, province, settings, today, stage
):
    factories.PeriodFactory(month=Month(2018, 9))
    settings.PORTAL_TODAY = today
    client.force_login(cast.lan)
    page = client.get("/")
    assert page.context["cards"][0].stage == stage
    offers_to_ask = 'href="/units/X1/reports/2018-09/#unlock"' in page.content.decode()
    assert offers_to_ask == (stage == "locked")


@pytest.mark.django_db
def test_month_that_is_locked_and_open_for_days_can_be_entered(cast, province):
    factories.PeriodFactory(month=Month(2018, 9))
    open_for_days(cast, Month(2018, 9), day(20))
    (card,) = officer_cards(cast.lan, day(20))
    assert (card.stage, card.open_until, card.windows) == ("window", day(20), [])
    (card,) = officer_cards(cast.lan, day(21))
    assert card.stage == "locked"


@pytest.mark.django_db
def test_month_in_which_the_unit_has_nothing_to_report_is_not_asked_for(cast, province):
    cast.commune.valid_to = day(31, 8)
    cast.commune.save()
    (card,) = officer_cards(cast.lan, TODAY)
    assert card.stage == "not_expected"


def test_card_names_every_month_that_came_back_with_its_reason(client, cast, province):
    factories.PeriodFactory(month=Month(2018, 7))
    for number in (7, 8, 9):
        province.report("X1", f"2018-{number:02}", 0, 1, status="returned")
    (card,) = officer_cards(cast.lan, TODAY)
    assert [(other.month.number, other.is_locked) for other in card.returned] == [
        (7, True),
        (8, False),
        (9, False),
    ]
    assert [other.month.number for other in card.missing] == [1, 2, 3, 4, 5]
    client.force_login(cast.lan)
    assert client.get("/").content.decode().count(card.returned[0].return_reason) == 3


@pytest.mark.django_db
def test_card_names_the_months_that_are_open_for_days(cast, province):
    for number in (5, 6, 7):
        factories.PeriodFactory(month=Month(2018, number))
    open_for_days(cast, Month(2018, 5), day(4))
    open_for_days(cast, Month(2018, 6), day(5))
    (card,) = officer_cards(cast.lan, TODAY)
    assert [(other.month.number, other.open_until) for other in card.windows] == [
        (5, day(4)),
        (6, day(5)),
    ]
    assert [(other.month.number, other.is_locked) for other in card.missing] == [
        (1, False),
        (2, False),
        (3, False),
        (4, False),
        (7, True),
        (8, False),
    ]


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


def words(client):
    client.cookies["django_language"] = "en"
    return " ".join(lines(client.get("/")))


def test_home_says_the_rank_and_what_the_rest_of_the_year_asks(client, cast, province):
    for month in ("2018-07", "2018-08"):
        province.report("X1", month, 5, 20)
    client.force_login(cast.lan)
    said = words(client)
    assert "rank 1 of 4 in its group" in said
    # 11 of 45 came online in three months; nine more like them bring 135, and 20 % of all 180 is 36.
    assert (
        "With 25 of the next 135 dossiers online the minimum is reached by December 2018." in said
    )
    assert "Communes of the district" not in said


@pytest.mark.parametrize(
    ("online", "total", "sentence"),
    [
        (60, 60, "Even if none of the next 213 dossiers came online, the minimum would still be"),
        (
            0,
            1_000,
            "By December 2018 1,750 more dossiers would have to come online than are expected",
        ),
    ],
)
def test_home_is_not_silent_where_the_minimum_is_safe_or_far(
    client, cast, province, online, total, sentence
):
    # Four months are left; each brings the mean of the eight reported: 425 / 8, or 7,005 / 8.
    province.decision.targets.filter(unit=cast.commune).update(minimum_percent=50)
    client.force_login(cast.lan)
    for month in ("2018-01", "2018-02", "2018-03", "2018-04", "2018-05", "2018-07", "2018-08"):
        province.report("X1", month, online, total)
    assert sentence in words(client)


def test_home_of_a_district_says_how_its_communes_stand(client, cast, province):
    client.force_login(cast.binh)
    # 1 of 5, 1 of 3 and 12,499 of 100,000 together; each has sent one month of nine.
    assert (
        "Share together : 12.50% (12,501/100,008) Reach their minimum : 2/3"
        " Monthly reports not sent : 24"
    ) in words(client)
    communes = client.get("/").context["cards"][0].year.communes
    page = client.get("/").content.decode()
    for address, table, names in [
        ("/dashboard/?group=commune&amp;district=H1&amp;status=reached#units", "units-listed", 2),
        ("/dashboard/?group=commune&amp;district=H1#missing", "reports-missing", 3),
    ]:
        assert f'href="{address}"' in page
        found = whole_table(client.get(address.replace("&amp;", "&")), table)
        assert len(found) == names
    assert communes.units == 3


def test_home_of_a_district_whose_communes_have_no_target_leaves_them_out(client, cast, province):
    cast.binh.units.set([province.units["H3"]])
    factories.CommuneFactory(parent=province.units["H3"])
    client.force_login(cast.binh)
    (card,) = client.get("/").context["cards"]
    assert (card.year.ahead, card.year.communes) == (None, None)


def test_home_looks_ahead_to_nothing_after_the_year(cast, province):
    (card,) = officer_cards(cast.lan, datetime.date(2019, 1, 2))
    assert card.year.ahead is None
