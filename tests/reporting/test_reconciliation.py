"""Reports beside other sources: like is compared with like, and no figure of the portal moves."""

import pytest
from django.utils import timezone

from reporting.presenters.reconciliation import unit_sections
from reporting.reconciliation import reconciled
from reporting.standings import standings
from targets.actions.sources import keep_form_06, load_counts, store_form_06
from targets.imports.form_06_layout import guess
from targets.imports.tables import read_table
from targets.models import Count, Submission, Unit
from targets.periods import Month, Span
from tests import factories, form_06
from tests.reporting.reports import TODAY, report

YEAR = Span(Month(2018, 1), Month(2018, 9))
PORTAL = "Cổng Dịch vụ công quốc gia"


def load(person, *rows, source=PORTAL):
    """Load rows of (month, unit, procedure, total, online)."""
    lines = [",".join(map(str, row)) for row in rows]
    content = "\n".join(["period,unit_code,procedure_code,total,online", *lines]).encode()
    return load_counts(
        name="a.csv",
        content=content,
        source=source,
        taken_on=TODAY,
        by=person,
        at=timezone.now(),
    )


def load_form(person, unit, first, last):
    """Load the form whose total is 1.272 and whose online dossiers are 209."""
    content = form_06.as_xlsx(form_06.FORMS["as the circular prints it"])
    form = keep_form_06(
        name="bieu-06.xlsx",
        content=content,
        unit=unit,
        span=Span(Month.parse(first), Month.parse(last)),
        taken_on=TODAY,
        by=person,
        at=timezone.now(),
    )
    layout = guess(read_table(content, form.name))
    store_form_06(extract=form, unit=unit, layout=layout, by=person, at=timezone.now())


@pytest.fixture
def decision(cast):
    decision = factories.DecisionFactory()
    for unit in (cast.commune, cast.other_commune):
        factories.TargetFactory(decision=decision, unit=unit)
    return decision


@pytest.fixture
def procedures(db):
    return [factories.ProcedureFactory(code=code) for code in ("1.000001", "1.000002")]


def rows(decision, *units, span=YEAR):
    """Each comparison in one line: unit, source, differences of total and online, months left out."""
    found, _unknown = reconciled(decision, span, units)
    return [
        (
            row.unit.code,
            row.source.name,
            row.comparison.total_difference,
            row.comparison.online_difference,
            [str(month) for month in row.coverage.compared],
            [str(month) for month in row.coverage.not_reported],
            [str(month) for month in row.coverage.not_in_source],
        )
        for row in found
    ]


def sections(decision, unit, only_differences=False):
    found, _unknown = reconciled(decision, YEAR, [unit])
    return unit_sections(decision, YEAR, found, only_differences=only_differences)


def procedure_lines(decision, unit, **question):
    (section,) = sections(decision, unit, **question)
    return [
        (
            line.code,
            line.comparison.total_difference,
            line.comparison.online_difference,
            line.outside,
        )
        for line in section.procedures
    ]


def test_report_stands_beside_the_source(cast, decision, procedures):
    first, second = procedures
    report(cast.commune, "2018-06", (first, 4, 10), (second, 1, 5))
    report(cast.commune, "2018-07", (first, 2, 2), status="accepted")
    load(
        cast.dung,
        ("2018-06", "X1", first.code, 9, 2),
        ("2018-06", "X1", second.code, 5, 1),
        ("2018-07", "X1", first.code, 2, 2),
    )
    ((row,), _unknown) = reconciled(decision, YEAR, [cast.commune])
    assert (row.comparison.total_difference, row.comparison.online_difference) == (1, 2)
    assert (row.comparison.reported.total, row.comparison.source.total) == (17, 16)
    assert row.states == {"submitted": 1, "accepted": 1}
    assert not row.agrees
    assert procedure_lines(decision, cast.commune) == [
        (first.code, 1, 2, None),
        (second.code, 0, 0, None),
    ]
    assert procedure_lines(decision, cast.commune, only_differences=True) == [
        (first.code, 1, 2, None)
    ]


def test_same_figures_agree(cast, decision, procedures):
    report(cast.commune, "2018-06", (procedures[0], 4, 10), (procedures[1], 0, 0))
    load(cast.dung, ("2018-06", "X1", procedures[0].code, 10, 4))
    ((row,), _unknown) = reconciled(decision, YEAR, [cast.commune])
    assert row.agrees


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_report_that_does_not_count_is_not_compared(cast, decision, procedures, status):
    report(cast.commune, "2018-06", (procedures[0], 4, 10), status=status)
    load(cast.dung, ("2018-06", "X1", procedures[0].code, 10, 4))
    assert rows(decision, cast.commune) == [
        ("X1", PORTAL, None, None, [], ["2018-06"], []),
    ]


def test_only_months_in_which_both_speak_are_compared(cast, decision, procedures):
    code = procedures[0].code
    report(cast.commune, "2018-06", (procedures[0], 4, 10))
    report(cast.commune, "2018-08", (procedures[0], 4, 10))
    load(
        cast.dung,
        ("2018-06", "X1", code, 10, 3),
        ("2018-07", "X1", code, 99, 99),
        ("2018-08", "X2", code, 1, 1),
    )
    assert rows(decision, cast.commune, cast.other_commune) == [
        ("X1", PORTAL, 0, 1, ["2018-06"], ["2018-07"], ["2018-08"]),
        ("X2", PORTAL, None, None, [], ["2018-08"], []),
    ]


def test_unit_of_which_the_source_is_silent_is_told(cast, decision, procedures):
    report(cast.commune, "2018-06", (procedures[0], 4, 10))
    report(cast.commune, "2018-07", (procedures[0], 0, 0))
    load(
        cast.dung,
        ("2018-06", "X2", procedures[0].code, 1, 1),
        ("2018-07", "X2", procedures[0].code, 1, 1),
    )
    # In July none arose, as the source's silence says too.
    assert rows(decision, cast.commune) == [("X1", PORTAL, None, None, [], [], ["2018-06"])]


def test_extract_of_a_unit_says_nothing_of_other_units_and_months(cast, decision, procedures):
    report(cast.commune, "2018-06", (procedures[0], 4, 10))
    report(cast.commune, "2018-07", (procedures[0], 4, 10))
    report(cast.district, "2018-06", (factories.ProcedureFactory(for_districts=True), 1, 2))
    load(cast.binh, ("2018-06", "X1", procedures[0].code, 10, 4))
    assert rows(decision, cast.district, cast.commune) == [
        ("X1", PORTAL, 0, 0, ["2018-06"], [], []),
    ]


def test_figures_that_do_not_count_are_shown_apart(cast, decision, procedures):
    unpublished = factories.ProcedureFactory(code="3.000001", published=())
    districts = factories.ProcedureFactory(code="3.000002", for_communes=False, for_districts=True)
    submission = report(cast.commune, "2018-06", (procedures[0], 4, 10))
    factories.CountFactory(submission=submission, procedure=unpublished, total=7, online=7)
    load(
        cast.dung,
        ("2018-06", "X1", procedures[0].code, 10, 4),
        ("2018-06", "X1", unpublished.code, 20, 5),
        ("2018-06", "X1", districts.code, 30, 5),
        ("2018-06", "X1", "9.999999", 40, 5),
    )
    ((row,), _unknown) = reconciled(decision, YEAR, [cast.commune])
    assert row.agrees
    assert row.outside == 90
    assert procedure_lines(decision, cast.commune) == [
        (procedures[0].code, 0, 0, None),
        ("3.000001", None, None, "not_counted"),
        ("3.000002", None, None, "not_counted"),
        ("9.999999", None, None, "unknown"),
    ]


def test_code_that_becomes_known_later_is_compared_from_then_on(cast, decision):
    load(cast.dung, ("2018-06", "Z9", "9.999999", 10, 4))
    assert [one.unit_code for one in reconciled(decision, YEAR, [])[1]] == ["Z9"]
    unit = factories.CommuneFactory(code="Z9", parent=cast.district)
    procedure = factories.ProcedureFactory(code="9.999999")
    report(unit, "2018-06", (procedure, 4, 11))
    assert rows(decision, unit) == [("Z9", PORTAL, 1, 0, ["2018-06"], [], [])]
    assert reconciled(decision, YEAR, [])[1] == []


def test_procedure_that_one_side_does_not_name_had_no_dossiers_there(cast, decision, procedures):
    report(cast.commune, "2018-06", (procedures[0], 4, 10))
    load(cast.dung, ("2018-06", "X1", procedures[1].code, 3, 1))
    assert procedure_lines(decision, cast.commune) == [
        (procedures[0].code, 10, 4, None),
        (procedures[1].code, -3, -1, None),
    ]


def test_sources_and_loads_of_units_stand_side_by_side(cast, decision, procedures):
    code = procedures[0].code
    report(cast.commune, "2018-06", (procedures[0], 4, 10))
    load(cast.dung, ("2018-06", "X1", code, 9, 4))
    load(cast.dung, ("2018-06", "X1", code, 8, 4), source="Một cửa")
    load(cast.lan, ("2018-06", "X1", code, 10, 4))
    found, _unknown = reconciled(decision, YEAR, [cast.commune])
    assert [
        (row.source.name, row.source.by_unit, row.comparison.total_difference) for row in found
    ] == [
        (PORTAL, False, 1),
        (PORTAL, True, 0),
        ("Một cửa", False, 2),
    ]


def test_form_06_is_compared_over_its_whole_span(cast, decision, procedures):
    for month, online, total in [("2018-07", 100, 400), ("2018-08", 100, 400), ("2018-09", 9, 400)]:
        report(cast.commune, month, (procedures[0], online, total))
    load_form(cast.lan, cast.commune, "2018-07", "2018-09")
    load_form(cast.lan, cast.commune, "2018-06", "2018-07")
    assert rows(decision, cast.commune) == [
        ("X1", "06/VPCP/KSTT", None, None, ["2018-07"], ["2018-06"], []),
        ("X1", "06/VPCP/KSTT", -72, 0, ["2018-07", "2018-08", "2018-09"], [], []),
    ]
    _first, second = sections(decision, cast.commune)
    assert [(figure.field, figure.total, figure.online) for figure in second.fields] == form_06.KEPT


def test_form_06_that_reaches_beyond_the_question_is_left_out(cast, decision):
    load_form(cast.lan, cast.commune, "2018-07", "2018-09")
    assert rows(decision, cast.commune, span=Span(Month(2018, 1), Month(2018, 8))) == []
    assert rows(decision, cast.commune, span=Span(Month(2018, 8), Month(2018, 9))) == []


def test_share_of_a_form_06_leaves_out_what_was_carried_over(cast, decision):
    load_form(cast.lan, cast.commune, "2018-07", "2018-09")
    ((row,), _unknown) = reconciled(decision, YEAR, [cast.commune])
    # 209 of 28 + 10 + 1.234, not of the 1.276 in column 3.
    assert (row.comparison.source.online, row.comparison.source.total) == (209, 1_272)
    assert str(row.comparison.source_percent) == "16.43"


def test_no_extract_changes_any_figure_of_the_portal(cast, decision, procedures):
    report(cast.commune, "2018-06", (procedures[0], 4, 10))
    report(cast.other_commune, "2018-07", (procedures[1], 1, 9), status="draft")
    before = standings(decision, YEAR, TODAY)
    counts = list(Count.objects.order_by("pk").values())
    submissions = list(Submission.objects.order_by("pk").values())
    for unit in Unit.objects.all():
        load(
            cast.dung,
            *(
                (month, unit.code, procedure.code, 1_000, 999)
                for month in YEAR
                for procedure in procedures
            ),
        )
        load_form(cast.dung, unit, "2018-06", "2018-06")
    assert standings(decision, YEAR, TODAY) == before
    assert list(Count.objects.order_by("pk").values()) == counts
    assert list(Submission.objects.order_by("pk").values()) == submissions


def test_number_of_queries_does_not_grow_with_units_and_months(
    cast, decision, procedures, django_assert_num_queries
):
    for number in range(1, 10):
        for unit in (cast.commune, cast.other_commune):
            report(unit, f"2018-0{number}", (procedures[0], 1, 2))
            load(cast.dung, (f"2018-0{number}", unit.code, procedures[0].code, 2, 1))
    with django_assert_num_queries(8):
        assert len(reconciled(decision, YEAR, list(Unit.objects.all()))[0]) == 2
