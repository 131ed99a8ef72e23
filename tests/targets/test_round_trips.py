"""Out, in, and out again: the same bytes, and the database as it was, however nasty the names and codes are."""

import datetime

import pgtrigger
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from targets.actions.counts import import_counts
from targets.admin.formats import Csv, Ods, SentFile, Xlsx
from targets.admin.plain_field import PlainTextField
from targets.admin.resources import (
    CountResource,
    PersonResource,
    ProcedureResource,
    UnitResource,
)
from targets.exports.figures import month_sheet
from targets.exports.files import FILES
from targets.exports.sheets import to_csv
from targets.formulas import freed, harmless
from targets.imports.cells import stripped
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import read_table
from targets.models import Count, Procedure, Publication, Submission, Unit, User
from targets.monthly import MonthlyReport
from targets.periods import Month
from targets.plain_text import composed
from tests import factories
from tests.conftest import TODAY

FORMATS = {"csv": Csv, "xlsx": Xlsx, "ods": Ods}
NASTY = [
    "1.000270",
    "00123",
    "1e5",
    "2018-06",
    "=1+1",
    "'=1+1",
    "''@a",
    "-5",
    "+84 258",
    "@SUM(A1)",
]
NASTY += [
    "＝1",
    "'quoted'",
    'say "x"',
    "a,b",
    "a\tb",
    "a\nb",
    "a  b",
    "_x000D_",
    "TRUE",
    "#N/A",
    "😀",
]
SIGNS = st.text(st.sampled_from("=+-@＝'\"\t\r\n ,_x00D41.;ệé\u00a0\u0301😀"), max_size=12)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def plain(text):
    """The text as it can be stored: the administration and the imports keep it so."""
    try:
        return stripped(composed(text))
    except ValueError:
        return ""


names = st.one_of(st.sampled_from(NASTY), SIGNS, ANYTHING).map(plain).filter(bool)
codes = names.map(lambda name: plain(name.replace(";", "")[:20])).filter(bool)
some_codes = st.lists(codes, min_size=1, max_size=5, unique=True)


@given(text=st.one_of(SIGNS, ANYTHING))
@example(text="'=1")
@example(text="''")
@example(text="\r=1")
def test_guarding_and_freeing_undo_each_other(text):
    guarded = harmless(text)
    assert freed([guarded]) == [text]
    assert guarded[0] not in "=+-@\t\r" if guarded else text == ""


@given(rows=st.lists(st.lists(st.one_of(SIGNS, ANYTHING), min_size=2, max_size=2), max_size=5))
def test_csv_comes_in_as_it_went_out(rows):
    rows = [[cell.replace("\0", "") for cell in row] for row in rows]
    content = to_csv(["a", "b"], [*rows, ["1", "2"]])
    found = read_table(content, "a.csv").rows
    # A row without a value comes in as one without cells.
    assert [row or ["", ""] for row in found] == [["a", "b"], *rows, ["1", "2"]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("=1", "=1"), ("'=1", "=1"), ("''=1", "'=1"), ("'a", "'a"), ("'", "'"), ("'\n", "\n")],
)
def test_csv_of_somebody_else_loses_an_apostrophe_before_a_sign_alone(written, meant):
    assert read_table(f'a,b\n"{written}",2\n'.encode(), "a.csv").rows[1] == [meant, "2"]


def out(resource, extension):
    return FORMATS[extension]().export_data(resource.export(resource.model.objects.all()))


def held(content, extension):
    """The bytes of a .csv; of a workbook, which also says when it was made, its cells."""
    return content if extension == "csv" else read_table(content, f"a.{extension}")


def everything():
    """All that the tables below say, row by row."""
    models = (Unit, Procedure, Publication, User, Submission, Count)
    offices = sorted(User.units.through.objects.values_list("user", "unit"))
    return [list(model.objects.order_by("pk").values()) for model in models] + [offices]


def assert_same_after_a_round(resource, model, extension):
    resource.model = model
    before, content = everything(), out(resource, extension)
    result = resource.import_data(SentFile(content), file_name=f"a.{extension}")
    assert [str(fault) for fault in result.faults] == []
    assert (result.outcome.new, result.outcome.changed) == (0, 0)
    assert everything() == before
    assert held(out(resource, extension), extension) == held(content, extension)


def tried(test):
    """Many examples of a .csv, a few of the workbooks, which a process apart reads; each in a database of its own."""

    def parametrized(cast, extension, tries, **drawn):
        @settings(
            max_examples=tries,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        )
        @given(**drawn)
        def run(**values):
            with transaction.atomic():
                test(cast, extension, **values)
                transaction.set_rollback(True)

        run()

    return parametrized


each_kind = pytest.mark.parametrize(("extension", "tries"), [("csv", 40), ("xlsx", 6), ("ods", 6)])


@each_kind
def test_procedures(cast, extension, tries):
    def check(cast, extension, codes, texts, is_sample):
        for number, code in enumerate(codes):
            procedure = factories.ProcedureFactory(
                code=code, name=texts[number % len(texts)], field=texts[-1], published=()
            )
            for year, level in ((2016, 3), (2018, 4)):
                factories.PublicationFactory(
                    procedure=procedure,
                    level=level,
                    published_from=datetime.date(year, 1, 1),
                    published_to=datetime.date(2017, 12, 31) if year == 2016 else None,
                    published_by=texts[0],
                    is_sample=is_sample,
                )
        assert_same_after_a_round(ProcedureResource(), Procedure, extension)

    texts = st.lists(names, min_size=1, max_size=4)
    tried(check)(cast, extension, tries, codes=some_codes, texts=texts, is_sample=st.booleans())


@each_kind
def test_units(cast, extension, tries):
    def check(cast, extension, codes, texts):
        Unit.objects.exclude(pk__in=[cast.district.pk]).update(order=7)
        for number, code in enumerate(codes):
            factories.CommuneFactory(
                code=f"{code}", name=texts[number % len(texts)], parent=cast.district, order=7
            )
        assert_same_after_a_round(UnitResource(), Unit, extension)

    own = some_codes.map(lambda found: [code for code in found if code not in KNOWN])
    tried(check)(cast, extension, tries, codes=own, texts=st.lists(names, min_size=1, max_size=4))


KNOWN = {"SO", "H1", "H2", "X1", "X2"}


@each_kind
def test_people(cast, extension, tries):
    def check(cast, extension, codes, texts, sign):
        with pgtrigger.ignore("targets.User:is_never_deleted"):
            User.objects.all().delete()
        units = [factories.AgencyFactory(code=code) for code in codes if code not in KNOWN]
        for number, name in enumerate(texts):
            factories.UserFactory(
                username=f"{sign}{number}",
                full_name=name,
                email=f"{sign.strip('@')}{number}@example.org",
                units=[cast.agency, *units],
            )
        assert_same_after_a_round(PersonResource(), User, extension)

    tried(check)(
        cast,
        extension,
        tries,
        codes=some_codes,
        texts=st.lists(names, min_size=1, max_size=4),
        sign=st.sampled_from(["@", "+", "-", "_x0041_"]),
    )


@each_kind
def test_counts(cast, extension, tries):
    def check(cast, extension, unit_codes, codes, status):
        for unit_code in [code for code in unit_codes if code not in KNOWN]:
            unit = factories.CommuneFactory(code=unit_code, parent=cast.district)
            submission = factories.SubmissionFactory(
                unit=unit, month=Month(2018, 9), status=status, is_sample=True
            )
            for number, code in enumerate(codes):
                procedure = Procedure.objects.filter(code=code).first()
                factories.CountFactory(
                    submission=submission,
                    procedure=procedure or factories.ProcedureFactory(code=code),
                    total=1_234 + number,
                    online=number,
                )
        factories.CountFactory(submission__unit=cast.commune)
        assert_same_after_a_round(CountResource(), Count, extension)

    tried(check)(
        cast,
        extension,
        tries,
        unit_codes=some_codes,
        codes=some_codes,
        status=st.sampled_from(["draft", "submitted", "accepted"]),
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" a\u00a0", "a"),
        ("e\u0301", "\u00e9"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\u200b=1+1\ufeff", "=1+1"),
        ("'-5", "'-5"),
    ],
)
def test_text_typed_in_the_administration_is_kept_as_a_file_would_bring_it(typed, stored):
    assert PlainTextField().clean(typed) == stored


def test_administration_keeps_names_as_files_do(client, cast):
    client.force_login(cast.son)
    address = f"/admin/targets/unit/{cast.commune.pk}/change/"
    sent = {"code": "X1", "kind": "commune", "parent": cast.district.pk, "order": 4}
    answer = client.post(address, sent | {"name": "xa\u0303\u00a0"})
    assert answer.status_code == 302
    cast.commune.refresh_from_db()
    assert cast.commune.name == "xã"
    answer = client.post(address, sent | {"name": "a\x01"})
    assert "không hiển thị được" in answer.content.decode()


def test_units_sorted_by_name_on_the_screen_go_out_in_the_decisions_order(client, cast):
    client.force_login(cast.son)
    answer = client.post(
        "/admin/targets/unit/export/?o=-2", {"format": "2", "resource": "0"}
    ).content
    rows = read_table(answer, "a.csv").rows
    assert [row[0] for row in rows[1:]] == ["SO", "H1", "H2", "X1", "X2"]


@each_kind
def test_figures_of_a_month(cast, extension, tries):
    def check(cast, extension, codes, texts, figures):
        submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 9))
        for number, code in enumerate(codes):
            total, online = figures[number % len(figures)]
            factories.CountFactory(
                submission=submission,
                procedure=factories.ProcedureFactory(code=code, name=texts[number % len(texts)]),
                total=total + online,
                online=online,
            )
        before, report = everything(), MonthlyReport(cast.commune, Month(2018, 9))
        content = FILES[extension][1](month_sheet(report))
        table = read_table(content, f"a.{extension}", COUNT_COLUMNS)
        outcome = import_counts(table=table, today=TODAY, by=cast.lan, at=timezone.now())
        assert (outcome.rows, outcome.new, outcome.changed) == (len(codes), 0, 0)
        assert everything() == before
        fresh = MonthlyReport(cast.commune, Month(2018, 9))
        again = FILES[extension][1](month_sheet(fresh))
        assert held(again, extension) == held(content, extension)

    whole = st.integers(0, 1_000_000_000)
    tried(check)(
        cast,
        extension,
        tries,
        codes=some_codes,
        texts=st.lists(names, min_size=1, max_size=4),
        figures=st.lists(st.tuples(whole, whole), min_size=1, max_size=4),
    )
