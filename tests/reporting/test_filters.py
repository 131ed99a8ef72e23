"""The filters of the pages: what they offer to whom, and what becomes of an address that makes no sense."""

import pytest
from django.utils.html import escape

# Every page and file with filters of groups and districts, by the beginning of their names in the address.
FILTERED = {
    "/dashboard/": "",
    "/dashboard/ahead/": "",
    "/dashboard/courses/": "",
    "/dashboard/procedures/": "",
    "/procedures/": "",
    "/procedures/2.000001/": "",
    "/matrix/": "",
    "/letters/": "",
    "/reconciliation/": "",
    "/compare/": "now-",
    "/dashboard/export.csv": "",
    "/dashboard/behind.csv": "",
    "/dashboard/courses.csv": "",
    "/dashboard/pictures/strip.svg": "",
    "/matrix/export.csv": "",
    "/procedures/export.csv": "",
    "/procedures/2.000001/units.csv": "",
    "/letters/export.csv": "",
    "/reconciliation/export.csv": "",
    "/compare/export.csv": "then-",
}


def offered(form, field):
    return [str(value) for value, _label in form.fields[field].choices if value]


@pytest.mark.parametrize(
    "path",
    [
        "/dashboard/",
        "/matrix/",
        "/letters/",
        "/reconciliation/",
        "/procedures/",
        "/procedures/2.000001/",
    ],
)
@pytest.mark.parametrize(
    ("person", "groups", "districts"),
    [
        ("binh", ["district", "commune"], ["H1"]),
        ("dung", ["agency", "district", "commune"], ["H1", "H2", "H3"]),
    ],
)
def test_filters_offer_what_the_person_sees(
    client, cast, province, path, person, groups, districts
):
    client.force_login(getattr(cast, person))
    form = client.get(path).context["form"]
    assert (offered(form, "group"), offered(form, "district")) == (groups, districts)


def test_both_sides_of_a_comparison_offer_what_the_person_sees(client, cast, province):
    client.force_login(cast.binh)
    for form in client.get("/compare/").context["forms"]:
        assert offered(form, "group") == ["district", "commune"]
        assert offered(form, "district") == ["H1"]


@pytest.mark.parametrize(("path", "side"), FILTERED.items())
def test_group_and_district_of_others_do_not_exist(client, cast, province, path, side):
    client.force_login(cast.binh)
    answers = {
        (field, value): client.get(path, {f"{side}{field}": value}).status_code
        for field, value in [
            ("group", "agency"),
            ("district", "H2"),
            # Somebody else's answers as one that there is not.
            ("district", "NONE"),
            ("group", "commune"),
            ("district", "H1"),
        ]
    }
    assert list(answers.values()) == [404, 404, 404, 200, 200]


def test_who_sees_all_units_may_ask_for_any_district(client, cast, province):
    client.force_login(cast.long)
    for query in ({"district": "H2"}, {"group": "agency"}, {"district": "NONE"}):
        assert client.get("/dashboard/", query).status_code == 200


PAGES = [
    "/dashboard/",
    "/matrix/",
    "/league/",
    "/units/X1/",
    "/procedures/",
    "/reconciliation/",
    "/public/",
]


@pytest.fixture
def reviewer(client, cast, province, settings):
    settings.PUBLIC_PAGE = True
    client.cookies["django_language"] = "en"
    client.force_login(cast.dung)
    return client


def told(answer, form=None):
    """What the fields say, in the order of the page; and that the page has it."""
    errors = (form or answer.context["form"]).errors
    said = {name: " ".join(messages) for name, messages in errors.items()}
    assert all(escape(message) in answer.content.decode() for message in said.values())
    return said


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, {}),
        ({"decision": "852/QĐ-UBND", "first": "2018-02", "through": "2018-03"}, {}),
        (
            {"decision": "1/QĐ"},
            {"decision": "“1/QĐ” was not understood. Shown instead: 852/QĐ-UBND."},
        ),
        (
            {"first": "tháng 2", "through": "2018-13"},
            {
                "first": "“tháng 2” is no month of this decision. Shown instead: 01/2018.",
                "through": "“2018-13” is no month of this decision. Shown instead: 09/2018.",
            },
        ),
        (
            {"first": "2018-10", "through": "soon"},
            {"through": "“soon” is no month of this decision. Shown instead: 10/2018."},
        ),
        (
            {"through": "2031-01"},
            {"through": "“2031-01” is no month of this decision. Shown instead: 09/2018."},
        ),
        (
            {"first": "2018-08", "through": "2018-02"},
            {
                "first": "The first month is after the last. Shown instead:"
                " January 2018 to September 2018."
            },
        ),
        (
            {"first": "\0" + "x" * 60},
            {
                "first": f"“\N{REPLACEMENT CHARACTER}{'x' * 39}…” is no month of this decision."
                " Shown instead: 01/2018."
            },
        ),
    ],
)
def test_what_is_not_understood_is_said_at_its_field(reviewer, path, query, said):
    answer = reviewer.get(path, {**query, "lang": "en"})
    assert answer.status_code == 200
    assert told(answer) == said


@pytest.mark.parametrize(
    ("field", "value"), [("group", "province"), ("district", "NONE"), ("status", "splendid")]
)
def test_filter_that_there_is_not_leaves_the_others_as_they_were_asked(reviewer, field, value):
    asked = {"first": "2018-02", "through": "2018-06", "group": "commune", "district": "H1"}
    answer = reviewer.get("/dashboard/", {**asked, field: value})
    assert told(answer) == {field: f"“{value}” was not understood. Shown instead: All."}
    form = answer.context["form"]
    kept = {name: "" if name == field else given for name, given in asked.items()}
    assert {name: form[name].value() for name in kept} == kept
    assert str(answer.context["span"]) == "2018-02..2018-06"
    # Links lead on to what is shown.
    assert value not in form.address()


def test_what_is_shown_instead_stands_in_the_field(reviewer):
    answer = reviewer.get("/league/", {"first": "2018-08", "through": "2018-02", "decision": "?"})
    form = answer.context["form"]
    assert {field.name: field.value() for field in form} == {
        "decision": "852/QĐ-UBND",
        "first": "2018-01",
        "through": "2018-09",
    }
    assert form.as_query == "decision=852%2FQ%C4%90-UBND&first=2018-01&through=2018-09"


def test_first_month_alone_reaches_to_itself_at_least(reviewer):
    answer = reviewer.get("/league/", {"first": "2018-10"})
    assert (told(answer), str(answer.context["span"])) == ({}, "2018-10..2018-10")
    assert answer.context["form"]["through"].value() == "2018-10"


def test_search_that_is_too_long_is_said(reviewer):
    answer = reviewer.get("/procedures/", {"search": "x" * 101})
    assert told(answer) == {"search": f"“{'x' * 40}…” was not understood. Shown instead: All."}
    assert len(answer.context["rows"]) > 0


def test_source_that_there_is_not_is_said(reviewer):
    for path in ("/reconciliation/", "/units/X1/reconciliation/"):
        said = told(reviewer.get(path, {"source": "Sở X", "show": "nothing"}))
        assert list(said) == ["source", "show"]


def test_each_side_of_a_comparison_says_its_own(reviewer):
    answer = reviewer.get("/compare/", {"then-group": "province", "now-first": "x"})
    then, now = answer.context["forms"]
    assert (list(told(answer, then)), list(told(answer, now))) == (["group"], ["first"])
    assert answer.content.decode().count('class="field-errors"') == 2
    # A screen reader finds the message from the field.
    assert 'aria-describedby="id_now-first_error"' in answer.content.decode()
