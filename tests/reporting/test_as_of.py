"""Links that go on showing the figures of their day, and the earlier state behind them."""

import datetime
import html
import io
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader

from quota_portal.clock import today
from reporting.as_of import as_of
from reporting.standings import standings
from targets.models import Count, Decision, Publication, Submission, Target
from targets.periods import Month, Span
from tests import factories
from tests.reporting.provinces import RandomProvince

SPAN = Span(Month(2018, 1), Month(2018, 12))
DAY = datetime.date(2018, 10, 3)


def committed():
    """The moment now by the clock of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@pytest.fixture
def reported(transactional_db, cast):
    decision = factories.DecisionFactory()
    factories.TargetFactory(decision=decision, unit=cast.commune, minimum_percent=20)
    procedure = factories.ProcedureFactory(published=(datetime.date(2018, 4, 1), None))
    submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))
    factories.CountFactory(submission=submission, procedure=procedure, total=10, online=4)
    return cast


def figures(decision):
    return {
        row.unit.code: (row.share, row.minimum_percent) for row in standings(decision, SPAN, DAY)
    }


CHANGES = {
    "a figure": lambda: Count.objects.update(online=9),
    "a count is taken out": lambda: Count.objects.all().delete(),
    "a state": lambda: Submission.objects.update(status="draft"),
    "a publication": lambda: Publication.objects.update(published_from=datetime.date(2019, 1, 1)),
    "a minimum": lambda: Target.objects.update(minimum_percent=35),
    "a target is taken away": lambda: Target.objects.all().delete(),
    "a way of counting": lambda: Decision.objects.update(counts_new_procedures=False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_is_changed_later_is_not_seen_and_what_was_changed_before_is(reported, change):
    before, moment = figures(Decision.objects.get()), committed()
    change()
    after = figures(Decision.objects.get())
    assert after != before
    with as_of(moment):
        assert figures(Decision.objects.get()) == before
    with as_of(committed()):
        assert figures(Decision.objects.get()) == after
    assert figures(Decision.objects.get()) == after


def test_nothing_is_there_before_it_was_entered(transactional_db, cast):
    moment = committed()
    factories.SubmissionFactory(unit=cast.commune)
    with as_of(moment):
        assert not Submission.objects.exists()
    assert Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(6))
def test_present_is_as_it_is(seed):
    province = RandomProvince(seed)
    now = standings(province.decision, SPAN, DAY)
    with as_of(committed()):
        assert standings(province.decision, SPAN, DAY) == now


LINK = re.compile(r'href="([^"]*as_of=[^"]*)"')


@pytest.mark.parametrize("path", ["/dashboard/?group=commune", "/league/", "/units/X1/"])
def test_permanent_link_goes_on_showing_the_page(client, reported, path):
    client.force_login(reported.dung)
    page = client.get(path).content.decode()
    link = LINK.search(page)[1].replace("&amp;", "&")
    assert "40,00" in page
    Count.objects.update(online=9)
    Target.objects.update(minimum_percent=35)
    now, then = (client.get(address).content.decode() for address in (path, link))
    assert "90,00" in now
    assert "90,00" not in then
    assert "40,00" in then
    assert "Số liệu tại thời điểm" in then


# Pages and files that have an earlier moment; the month's form, the record of changes and letters are of now.
OF_A_MOMENT = re.compile(
    r"/(dashboard|compare|matrix|league|procedures)/"
    r"|/units/[^/]+/($|(pictures|months|procedures|holding-back|communes)[./])"
)
EARLIER = [
    "/dashboard/",
    "/dashboard/ahead/",
    "/dashboard/courses/",
    "/compare/",
    "/matrix/",
    "/league/",
    "/procedures/",
    "/units/X1/",
    "/units/H1/",
]


@pytest.mark.parametrize("path", EARLIER)
def test_earlier_page_leads_on_to_earlier_pages(client, reported, path):
    client.force_login(reported.dung)
    query = {"as_of": timezone.now().isoformat()}
    page = client.get(path, query).content.decode()
    # The head of every page leads out of the moment, as it says.
    content = page[max(0, page.find('<main id="content"')) :]
    links = {html.unescape(link) for link in re.findall(r'href="(?!#)([^"]+)"', content)}
    onward = {link for link in links if OF_A_MOMENT.match(link) or link.startswith("?")}
    assert onward
    moment = urlencode(query)
    assert {link for link in onward if moment not in link} == set()
    # What is entered is entered now: no page of a moment leads to a form.
    assert [link for link in links if "/reports/" in link] == []
    # Filters stay in the moment.
    for form in re.findall(r'<form[^>]*method="get".*?</form>', content, re.DOTALL):
        assert form.count('name="as_of"') == 1


def test_earlier_matrix_has_the_states_of_its_moment(client, reported):
    client.force_login(reported.dung)
    moment = timezone.now().isoformat()
    Submission.objects.update(status="draft")
    now, then = (
        client.get("/matrix/", query).content.decode() for query in ({}, {"as_of": moment})
    )
    assert ('class="cell cell-submitted"><a' in now, 'class="cell cell-submitted"><a' in then) == (
        False,
        True,
    )
    # Nobody writes a letter out of the past.
    assert ('action="/matrix/urge/"' in now, "ticked" in then) == (True, False)


def test_files_of_an_earlier_page_hold_its_figures(client, reported):
    client.force_login(reported.dung)
    moment = timezone.now().isoformat()
    Count.objects.update(online=9)
    file = client.get("/dashboard/export.json", {"as_of": moment}).json()
    assert [row["online"] for row in file["units"] if row["unit"] == "X1"] == [4]


NO_MOMENTS = ["yesterday", "2018-10-03", "2018-10-03T10:00", "2018-13-01T00:00Z", "a\0b"]


@pytest.mark.parametrize("written", [*NO_MOMENTS, "2999-01-01T00:00Z"])
@pytest.mark.parametrize("path", ["/dashboard/", "/units/X1/", "/league/"])
def test_no_moment_that_is_past_shows_now_and_says_so(client, reported, path, written):
    client.force_login(reported.dung)
    answer = client.get(path, {"group": "commune", "as_of": written}, follow=True)
    assert answer.redirect_chain == [(f"{path}?group=commune", 302)]
    [message] = answer.context["messages"]
    said = written.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert str(message) == (
        f"“{said}” không phải là một thời điểm đã qua. Thay vào đó đang hiển thị số liệu hiện nay."
    )
    # No link keeps what was not understood: the one that names a moment is the permanent link itself.
    [link] = LINK.findall(answer.content.decode())
    assert urlencode({"as_of": written}) not in link


def test_blank_moment_is_none(client, reported):
    client.force_login(reported.dung)
    answer = client.get("/dashboard/", {"as_of": ""})
    assert (answer.status_code, answer.context["as_of"]) == (200, None)


def test_earlier_page_leads_to_the_same_question_of_now(client, reported):
    client.force_login(reported.dung)
    asked = {"through": "2018-08", "group": "commune", "status": "reached"}
    page = client.get("/dashboard/", {**asked, "as_of": committed().isoformat()}).content.decode()
    way = re.search(r'<a href="([^"]*)">Số liệu hiện nay</a>', page)[1]
    assert html.unescape(way) == f"/dashboard/?{urlencode(asked)}"


@pytest.mark.parametrize("day", [None, datetime.date(2018, 10, 3)])
def test_printed_page_of_a_moment_bears_that_moment(client, reported, settings, monkeypatch, day):
    settings.PORTAL_TODAY = day
    client.force_login(reported.dung)
    moment = committed()
    monkeypatch.setattr(timezone, "now", lambda: moment + datetime.timedelta(minutes=95))
    query = {"decision": "852/QĐ-UBND", "as_of": moment.isoformat()}
    file = client.get("/dashboard/overview.pdf", query)
    text = PdfReader(io.BytesIO(file.content)).pages[0].extract_text()
    then, later = (timezone.localtime(at) for at in (moment, timezone.now()))
    assert (f"{then:%H:%M}" in text, f"{later:%H:%M}" in text) == (True, False)


def test_what_is_done_now_is_left_to_now(client, reported):
    client.force_login(reported.dung)
    moment = {"as_of": committed().isoformat()}
    page = client.get("/dashboard/", moment).content.decode()
    tasks = page[page.index('aria-labelledby="tasks"') :]
    links = re.findall(r'<a href="(/[^"]*)">([^<]*)(?:<small>([^<]*)</small>)?', tasks)
    of_now = {
        (link.split("?")[0], note) for link, _words, note in links if "as_of" not in link and note
    }
    assert of_now == {
        (way, "(mở theo số liệu hiện nay)") for way in ("/reviews/", "/unlocks/", "/letters/")
    }
    assert "Việc cần làm tại thời điểm đó" in tasks
    # Of now nothing is said of it.
    now = client.get("/dashboard/").content.decode()
    assert ("mở theo số liệu hiện nay" in now, "Việc cần làm ngay" in now) == (False, True)
    page = client.get("/units/X1/", moment).content.decode()
    assert re.search(r"Lịch sử thay đổi <small>\(mở theo số liệu hiện nay\)", page)


def test_letters_have_no_earlier_moment_and_say_so(client, reported):
    client.force_login(reported.dung)
    query = {"group": "commune", "as_of": committed().isoformat()}
    answer = client.get("/letters/", query, follow=True)
    assert answer.redirect_chain == [("/letters/?group=commune", 302)]
    [message] = answer.context["messages"]
    assert (
        str(message)
        == "Trang này không có số liệu của thời điểm trước: đang hiển thị số liệu hiện nay."
    )


def test_earlier_state_is_of_its_own_day(db, settings):
    settings.PORTAL_TODAY = None
    with as_of(datetime.datetime(2018, 10, 2, 23, tzinfo=datetime.UTC)):
        assert today() == datetime.date(2018, 10, 3)


def test_who_may_not_see_a_unit_does_not_see_it_earlier_either(client, reported):
    client.force_login(reported.lan)
    moment = timezone.now().isoformat()
    assert (
        client.get(f"/units/{reported.other_commune.code}/", {"as_of": moment}).status_code == 404
    )
