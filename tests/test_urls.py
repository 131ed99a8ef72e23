"""Who may open what: a truth table of every address of the portal. What a person may not see answers 404 (rulings)."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from reporting.actions.rankings import draw_up
from targets.models import Delivery, Reading, UnlockRequest, Upload
from targets.periods import Month, Span
from tests import factories
from tests.api_calls import Program
from tests.conftest import TODAY
from tests.reporting.rankings.conftest import scoring_rule

# l: Lan, commune X1 · b: Bình, its district · c: Châu, the agency · d: Dũng, who reviews · h: Long, Home Affairs ·
# s: Sơn, who administers. Whoever is not named gets 404; whoever is not signed in is sent to the sign-in.
EVERYBODY = "lbcdhs"
PEOPLE = {"l": "lan", "b": "binh", "c": "chau", "d": "dung", "h": "long", "s": "son"}

PAGES = {
    "/": EVERYBODY,
    "/help/": EVERYBODY,
    "/league/": EVERYBODY,
    "/league/export.<str:extension>": EVERYBODY,
    "/dashboard/": "bdhs",
    "/dashboard/export.<str:extension>": "bdhs",
    "/dashboard/groups.<file:extension>": "bdhs",
    "/dashboard/course.<file:extension>": "bdhs",
    "/dashboard/behind.<file:extension>": "bdhs",
    "/dashboard/procedures.<file:extension>": "bdhs",
    "/dashboard/districts.<file:extension>": "bdhs",
    "/dashboard/missing.<file:extension>": "bdhs",
    "/dashboard/courses/": "bdhs",
    "/dashboard/courses.<file:extension>": "bdhs",
    "/dashboard/pictures/strip.svg": "bdhs",
    "/dashboard/pictures/strip.png": "bdhs",
    "/dashboard/pictures/tile-map.svg": "bdhs",
    "/dashboard/pictures/tile-map.png": "bdhs",
    "/dashboard/ahead/": "bdhs",
    "/dashboard/ahead.<file:extension>": "bdhs",
    "/dashboard/procedures/": "bdhs",
    "/dashboard/overview.pdf": "dhs",
    "/compare/": "bdhs",
    "/compare/export.<file:extension>": "bdhs",
    "/matrix/": "bdhs",
    "/matrix/export.<file:extension>": "bdhs",
    "/matrix/urge/": "bd",
    "/letters/": "bd",
    "/letters/export.<file:extension>": "bd",
    "/open-data/": "dhs",
    "/open-data/package.zip": "dhs",
    "/units/<code:code>/": "lbdhs",
    "/units/<code:code>/months.<file:extension>": "lbdhs",
    "/units/<code:code>/procedures.<file:extension>": "lbdhs",
    "/units/<code:code>/holding-back.<file:extension>": "lbdhs",
    "/units/<code:code>/communes.<file:extension>": "bdhs",
    "/procedures/": EVERYBODY,
    "/procedures/export.<file:extension>": EVERYBODY,
    "/procedures/<code:code>/": EVERYBODY,
    "/procedures/<code:code>/units.<file:extension>": EVERYBODY,
    "/units/<code:code>/reconciliation/": "lbdhs",
    "/units/<code:code>/reconciliation.<file:extension>": "lbdhs",
    "/units/<code:code>/history/": "lbdhs",
    "/units/<code:code>/history.<file:extension>": "lbdhs",
    "/units/<code:code>/reports/<month:month>/": "lbdhs",
    "/units/<code:code>/reports/<month:month>/figures.<file:extension>": "lbdhs",
    "/units/<code:code>/reports/<month:month>/workbook.xlsx": "lbdhs",
    "/units/<code:code>/workbooks/<year:year>.xlsx": "lbdhs",
    "/units/<code:code>/reports/<month:month>/fill/": "lbds",
    "/units/<code:code>/reports/<month:month>/withdraw/": "lbds",
    "/units/<code:code>/reports/<month:month>/review/": "d",
    "/units/<code:code>/reports/<month:month>/remarks/": "lbds",
    "/units/<code:code>/reports/<month:month>/unlock/": "lbds",
    "/rankings/<code:code>/files/<code:name>": "dhs",
    "/rankings/<code:code>/pack.zip": "dhs",
    "/changes/": "dhs",
    "/changes/export.<file:extension>": "dhs",
    "/preferences/": EVERYBODY,
    "/reminders/": "ds",
    "/reminders/export.<file:extension>": "ds",
    "/reviews/": "d",
    "/reviews/export.<file:extension>": "d",
    "/periods/": "ds",
    "/periods/export.<file:extension>": "ds",
    "/periods/<month:month>/": "ds",
    "/unlocks/": EVERYBODY,
    "/unlocks/export.<file:extension>": EVERYBODY,
    "/unlocks/<int:pk>/": "ds",
    "/reconciliation/": EVERYBODY,
    "/reconciliation/export.<file:extension>": EVERYBODY,
    "/sources/": "lbcds",
    "/sources/export.<file:extension>": "lbcds",
    "/sources/counts/": "lbcds",
    "/sources/form-06/": "lbcds",
    "/sources/<int:pk>/": "lds",
    "/sources/<int:pk>/columns/": "lds",
    "/sources/<int:pk>/file/": "lds",
    "/sources/<int:pk>/set-aside/": "lds",
    "/uploads/": "lbcds",
    "/deliveries/<int:pk>/": "l",
    "/deliveries/<int:pk>/marked.zip": "l",
    "/deliveries/<int:pk>/undo/": "lds",
    "/deliveries/<int:pk>/<slug:table>.<file:extension>": "l",
    "/uploads/<int:pk>/marked.xlsx": "l",
    "/uploads/export.<file:extension>": "lbcds",
    "/uploads/<int:pk>/": "l",
    "/uploads/<int:pk>/file/": "lds",
    "/uploads/<int:pk>/undo/": "lds",
    "/decisions/adopt/": "s",
    "/tokens/": "ds",
    "/tokens/export.<file:extension>": "ds",
    "/tokens/<int:pk>/": "ds",
    "/tokens/<int:pk>/calls.<file:extension>": "ds",
    "/tokens/<int:pk>/revoke/": "ds",
    "/api/v1/docs": EVERYBODY,
    "/accounts/password/change/": EVERYBODY,
    "/accounts/password/set/": EVERYBODY,
    "/accounts/reauthenticate/": EVERYBODY,
}
# Open to the world, signed in or not.
OPEN = {
    "/healthz",
    # What programs are generated from; it says no more than docs/api.md.
    "/api/v1/openapi.json",
    "/i18n/setlang/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/",
    "/accounts/password/reset/key/done/",
    "/admin/login/",
    "/admin/jsi18n/",
}
# For programs, which bring a token: nobody who is signed in opens them (tests/targets/test_api_access.py).
FOR_PROGRAMS = {
    "/api/v1/decisions",
    "/api/v1/league",
    "/api/v1/units/<code:code>/standing",
    "/api/v1/units/<code:code>/procedures",
    "/api/v1/units/<code:code>/months/<month:month>",
    "/api/v1/units/<code:code>/months/<month:month>/counts",
}
# Kept for libraries, and leading nowhere for anybody.
CLOSED = {
    "/accounts/signup/",
    "/accounts/email/",
    "/accounts/confirm-email/",
    "/api/v1/",
    # Unless the province turns them on (tests/reporting/test_public.py).
    "/public/",
    "/public/league.<file:extension>",
}

ADMIN_PAGES = {
    "/admin/": "s",
    "/admin/logout/": "s",
    "/admin/password_change/": "s",
    "/admin/password_change/done/": "s",
    "/admin/autocomplete/": "",
    "/admin/r/<path:content_type_id>/<path:object_id>/": "",
    "/admin/(?P<app_label>targets)/": "s",
    "/admin/(?P<url>.*)": "",
    "/admin/targets/user/<id>/password/": "s",
}
EDITED = {"", "add/", "<path:object_id>/change/", "<path:object_id>/delete/"}
SHOWN = {"", "<path:object_id>/change/"}
TABLE = {"import/", "export/", "process_import/"}
ALWAYS = {"<path:object_id>/", "<path:object_id>/history/"}
MODELS = {
    "decision": EDITED | ALWAYS,
    "target": EDITED | ALWAYS,
    "unit": EDITED | ALWAYS | TABLE,
    "procedure": EDITED | ALWAYS | TABLE,
    # A person is made inactive, never deleted.
    "user": EDITED - {"<path:object_id>/delete/"} | ALWAYS | TABLE,
    "submission": SHOWN | ALWAYS,
    "count": SHOWN | ALWAYS | TABLE,
    "upload": SHOWN | ALWAYS,
}
# Django offers these addresses for every model; where nobody edits by hand they lead nowhere.
OFFERED = EDITED | ALWAYS


def table():
    """Every address of the tables above, and who may open it."""
    who = dict(PAGES) | dict.fromkeys(CLOSED, "") | ADMIN_PAGES
    for model, allowed in MODELS.items():
        for suffix in OFFERED | allowed:
            who[f"/admin/targets/{model}/{suffix}"] = "s" if suffix in allowed else ""
    return who


def patterns(resolver, prefix="/"):
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from patterns(entry, path)
        elif isinstance(entry, URLPattern):
            yield path.replace("/^", "/")


def test_every_address_stands_in_the_tables():
    assert set(patterns(get_resolver())) == set(table()) | OPEN | FOR_PROGRAMS


@pytest.fixture
def addresses(cast):
    """Each pattern with something behind it: Lan's commune, its figures, two uploads of hers, a decision."""
    decision = factories.DecisionFactory()
    target = factories.TargetFactory(decision=decision, unit=cast.commune)
    count = factories.CountFactory(
        submission=factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))
    )
    moment = count.submission.saved_at
    delivery = Delivery.objects.create(sent_by=cast.lan, sent_at=moment)
    stored_together = Delivery.objects.create(sent_by=cast.lan, sent_at=moment, stored_at=moment)
    upload = Upload.objects.create(
        delivery=delivery, name="a.csv", content=b"a", uploaded_by=cast.lan, uploaded_at=moment
    )
    Reading.objects.create(
        upload=upload,
        read_at=moment,
        rows_read=0,
        lines=b"",
        tallies=[],
        changes=[],
        faults=[[1, "period", "?"]],
        number_of_faults=1,
        faulty_units=[],
    )
    stored = Upload.objects.create(
        name="b.csv",
        content=b"b",
        uploaded_by=cast.lan,
        uploaded_at=upload.uploaded_at,
        stored_at=upload.uploaded_at,
        **dict.fromkeys(["rows", "new", "changed", "not_counted"], 0),
    )
    form = factories.ExtractFactory(loaded_by=cast.lan)
    factories.ExtractPartFactory(extract=form, unit=cast.commune)
    request = UnlockRequest.objects.create(
        unit=cast.commune,
        month=Month(2018, 7),
        reason="?",
        asked_by=cast.lan,
        asked_at=count.submission.saved_at,
    )
    factories.PeriodFactory(month=Month(2018, 8))
    token = Program(cast.lan, cast.commune).token
    ranking = draw_up(
        decision=decision,
        span=Span(Month(2018, 8), Month(2018, 9)),
        rule=scoring_rule(),
        by=cast.long,
        at=moment,
        today=TODAY,
    )
    objects = {
        "decision": decision,
        "target": target,
        "unit": cast.commune,
        "procedure": count.procedure,
        "user": cast.lan,
        "submission": count.submission,
        "count": count,
        "upload": upload,
    }

    def address(pattern):
        model = re.match(r"/admin/targets/(\w+)/", pattern)
        values = {
            "code": ranking.code
            if pattern.startswith("/rankings/")
            else count.procedure.code
            if pattern.startswith("/procedures/")
            # Communes are those of a district.
            else "H1"
            if "/communes." in pattern
            else "X1",
            "month": "2018-08",
            "year": 2018,
            "extension": "csv",
            "table": "files",
            "name": "xep-hang.csv",
            "pk": request.pk
            if pattern.startswith("/unlocks/")
            else delivery.pk
            if pattern.startswith("/deliveries/") and not pattern.endswith("/undo/")
            else stored_together.pk
            if pattern.startswith("/deliveries/")
            else token.pk
            if pattern.startswith("/tokens/")
            else form.pk
            if pattern.startswith("/sources/")
            else stored.pk
            if pattern.endswith(("/file/", "/undo/"))
            else upload.pk,
            "object_id": objects[model[1]].pk if model else 1,
            "id": cast.lan.pk,
            "content_type_id": 1,
            "app_label": "targets",
            "url": "nowhere",
            "uidb36": "1",
            "key": "none",
        }
        path = re.sub(r"\(\?P<(\w+)>.*?\)", lambda found: str(values[found[1]]), pattern)
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), path)

    return address


ONLY_POSTED = re.compile(
    r"(revoke|urge|undo|set-aside|fill|withdraw|review|remarks|unlock|process_import|logout)/$"
    r"|^/unlocks/[0-9]+/$"
)


def status(client, address):
    """What the address answers, where refusing the method or the words of a request still means “it is there”."""
    if ONLY_POSTED.search(address):
        return client.post(address, {"month": "2018-08"}).status_code
    return client.get(address).status_code


@pytest.mark.parametrize("person", PEOPLE)
def test_person_opens_what_he_may_and_finds_nothing_else(client, cast, addresses, person):
    opened = set()
    for pattern in table():
        client.force_login(getattr(cast, PEOPLE[person]))
        if status(client, addresses(pattern)) != 404:
            opened.add(pattern)
    assert opened == {pattern for pattern, who in table().items() if person in who}


@pytest.mark.parametrize("person", PEOPLE)
def test_person_sends_nothing_to_what_he_may_not_see(client, cast, addresses, person):
    client.force_login(getattr(cast, PEOPLE[person]))
    hidden = [pattern for pattern, who in table().items() if person not in who]
    answers = {pattern: client.post(addresses(pattern)).status_code for pattern in hidden}
    # 405: it takes nothing from anybody.
    assert {pattern for pattern, answer in answers.items() if answer not in (404, 405)} == set()


def test_nobody_is_sent_to_the_sign_in(client, addresses):
    elsewhere = {}
    for pattern in table().keys() - CLOSED:
        answer = client.get(addresses(pattern))
        if not (answer.status_code == 302 and "login" in answer.url):
            elsewhere[pattern] = answer.status_code
    # Who is not signed in is signed out already.
    assert elsewhere == {"/admin/logout/": 302}


@pytest.mark.parametrize("pattern", sorted(FOR_PROGRAMS))
@pytest.mark.parametrize("person", [None, *PEOPLE])
def test_address_for_programs_knows_no_person(client, cast, addresses, person, pattern):
    if person:
        client.force_login(getattr(cast, PEOPLE[person]))
    send = client.put if pattern.endswith("/counts") else client.get
    assert send(addresses(pattern)).status_code == 401


@pytest.mark.parametrize("pattern", sorted(OPEN))
def test_open_page_answers_everybody(client, addresses, pattern):
    assert client.get(addresses(pattern)).status_code in (200, 302, 405)


def test_officer_at_the_administration_is_not_sent_round_in_circles(client, cast):
    client.force_login(cast.lan)
    assert client.get("/admin/").status_code == 404


@pytest.mark.parametrize("path", ["/units/%00/", "/units/X1%00/reports/2018-09/"])
def test_address_with_a_nul_leads_nowhere(client, cast, path):
    client.force_login(cast.dung)
    assert client.get(path).status_code == 404
