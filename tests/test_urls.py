"""Who may open what: a truth table of every address of the portal. What a person may not see answers 404 (rulings)."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.addresses import addresses_of

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
    "/dashboard/pictures/strip.<image:image>": "bdhs",
    "/dashboard/pictures/tile-map.<image:image>": "bdhs",
    "/dashboard/pictures/course.<image:image>": "bdhs",
    "/dashboard/pictures/courses.<image:image>": "bdhs",
    "/dashboard/ahead/": "bdhs",
    "/dashboard/ahead.<file:extension>": "bdhs",
    "/dashboard/procedures/": "bdhs",
    "/dashboard/overview.pdf": "dhs",
    "/compare/": "bdhs",
    "/compare/export.<file:extension>": "bdhs",
    "/compare/pictures/slopes.<image:image>": "bdhs",
    "/matrix/": "bdhs",
    "/matrix/export.<file:extension>": "bdhs",
    "/matrix/urge/": "bd",
    "/letters/": "bd",
    "/letters/export.<file:extension>": "bd",
    "/rankings/<code:code>/units/<code:unit>/": "lbdhs",
    "/rankings/<code:code>/units/<code:unit>/sheet.pdf": "lbdhs",
    "/rankings/<code:code>/units/<code:unit>/<slug:table>.<file:extension>": "lbdhs",
    "/definitions/": EVERYBODY,
    "/rankings/": EVERYBODY,
    "/rankings.<file:extension>": EVERYBODY,
    "/rankings/draw-up/": "hs",
    # One that is out for explanation, to which Lan has objected.
    "/rankings/<code:code>/": EVERYBODY,
    "/rankings/<code:code>/places.<file:extension>": EVERYBODY,
    "/rankings/<code:code>/put-out/": "hs",
    "/rankings/<code:code>/make-final/": "hs",
    "/rankings/<code:code>/withdraw/": "hs",
    # Nothing is restated before it is final.
    "/rankings/<code:code>/restate/": "",
    "/rankings/<code:code>/restating.<file:extension>": "",
    "/rankings/<code:code>/differences/": "dhs",
    "/rankings/<code:code>/files/<code:name>": "dhs",
    "/rankings/<code:code>/pack.zip": "dhs",
    # It replaces none.
    "/rankings/<code:code>/restated.<file:extension>": "",
    "/rankings/<code:code>/since.<file:extension>": "dhs",
    "/rankings/<code:code>/objections/": EVERYBODY,
    "/rankings/<code:code>/objections/<int:pk>/answer/": "hs",
    "/rankings/<code:code>/attachments/<int:pk>/": "lbdhs",
    "/rankings/<code:code>/units/<code:unit>/object/": "l",
    "/rankings/<code:code>/definitions/": EVERYBODY,
    "/scoring/": "dhs",
    "/scoring/new/": "hs",
    "/scoring/<int:pk>/": "dhs",
    "/open-data/": "dhs",
    "/open-data/package.zip": "dhs",
    "/units/<code:code>/": "lbdhs",
    "/units/<code:code>/months.<file:extension>": "lbdhs",
    "/units/<code:code>/procedures.<file:extension>": "lbdhs",
    "/units/<code:code>/holding-back.<file:extension>": "lbdhs",
    "/units/<code:code>/neighbours.<file:extension>": "lbdhs",
    "/units/<code:code>/communes.<file:extension>": "bdhs",
    "/units/<code:code>/pictures/months.<image:image>": "lbdhs",
    "/units/<code:code>/pictures/pareto.<image:image>": "lbdhs",
    "/units/<code:code>/pictures/ahead.<image:image>": "lbdhs",
    "/procedures/": EVERYBODY,
    "/procedures/export.<file:extension>": EVERYBODY,
    "/procedures/<code:code>/": EVERYBODY,
    "/procedures/<code:code>/units.<file:extension>": EVERYBODY,
    "/units/<code:code>/reconciliation/": "lbdhs",
    "/units/<code:code>/reconciliation.<file:extension>": "lbdhs",
    "/units/<code:code>/reconciliation/months.<file:extension>": "lbdhs",
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
    "/sources/<int:pk>/lines.<file:extension>": "lds",
    "/sources/<int:pk>/set-aside/": "lds",
    "/uploads/": "lbcds",
    "/deliveries/<int:pk>/": "l",
    "/deliveries/<int:pk>/marked.zip": "l",
    "/deliveries/<int:pk>/undo/": "lds",
    "/deliveries/<int:pk>/<slug:table>.<file:extension>": "l",
    "/deliveries/<int:pk>/stored.<file:extension>": "lds",
    "/uploads/<int:pk>/marked.xlsx": "l",
    "/uploads/export.<file:extension>": "lbcds",
    "/uploads/<int:pk>/": "l",
    "/uploads/<int:pk>/file/": "lds",
    "/uploads/<int:pk>/undo/": "lds",
    # Nothing but what a page that the person saw carries for him.
    "/carried-table/": EVERYBODY,
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
    "/verify/",
    "/verify/<code:code>/",
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
    # Until the ranking is final (tests/reporting/rankings/test_verify.py).
    "/verify/<code:code>/places.<file:extension>",
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
    """Each pattern with something behind it."""
    return addresses_of(cast)


ONLY_POSTED = re.compile(
    r"(revoke|urge|undo|set-aside|fill|withdraw|review|remarks|unlock|process_import|logout"
    r"|put-out|make-final|answer)/$"
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
