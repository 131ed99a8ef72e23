"""The filters of the pages: what they offer to whom, and what becomes of an address that makes no sense."""

import pytest

# Every page and file with filters of groups and districts, by the beginning of their names in the address.
FILTERED = {
    "/dashboard/": "",
    "/dashboard/ahead/": "",
    "/dashboard/courses/": "",
    "/dashboard/procedures/": "",
    "/matrix/": "",
    "/letters/": "",
    "/reconciliation/": "",
    "/compare/": "now-",
    "/dashboard/export.csv": "",
    "/dashboard/behind.csv": "",
    "/dashboard/courses.csv": "",
    "/dashboard/pictures/strip.svg": "",
    "/matrix/export.csv": "",
    "/letters/export.csv": "",
    "/reconciliation/export.csv": "",
    "/compare/export.csv": "then-",
}


def offered(form, field):
    return [str(value) for value, _label in form.fields[field].choices if value]


@pytest.mark.parametrize("path", ["/dashboard/", "/matrix/", "/letters/", "/reconciliation/"])
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
