"""A form 06 is read from whatever stands around it; what is wrong is told at its row and column."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.form_06 import FIELD, FIGURES
from targets.imports.form_06 import read_form_06
from targets.imports.form_06_layout import Layout, column_titles, guess, letters, remembered
from targets.imports.tables import ErrorCell, Table, read_table
from targets.problems import Faulty
from tests import form_06

BARE = Layout({column: column - 1 for column in range(1, 14)}, 1)


def kept(lines):
    return [(line.field, line.total, line.online) for line in lines]


def read(rows, layout=None):
    table = Table([list(row) for row in rows])
    return read_form_06(table, layout or guess(table))


def faults(rows, layout=BARE):
    with pytest.raises(Faulty) as caught:
        read(rows, layout)
    return [(fault.row, fault.column, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize("name", form_06.FORMS)
def test_form_is_read_as_it_is(name):
    assert kept(read(form_06.FORMS[name])) == form_06.KEPT


@pytest.mark.parametrize("name", form_06.FORMS)
def test_form_is_read_from_csv(name):
    table = read_table(form_06.as_csv(form_06.FORMS[name], delimiter=";"), "bieu-06.csv")
    assert kept(read_form_06(table, guess(table))) == form_06.KEPT


@pytest.mark.parametrize("name", form_06.FORMS)
def test_form_is_read_from_xlsx(name):
    table = read_table(form_06.as_xlsx(form_06.FORMS[name]), "bieu-06.xlsx")
    assert kept(read_form_06(table, guess(table))) == form_06.KEPT


def test_form_is_read_from_a_workbook_with_merged_headings():
    merged = ["A6:A8", "B6:B8", "C6:F6", "G6:J6", "K6:M6", "C7:C8", "D7:E7", "A13:B13"]
    content = form_06.as_xlsx(form_06.FORMS["as the circular prints it"], merged)
    table = read_table(content, "bieu-06.xlsx")
    assert kept(read_form_06(table, guess(table))) == form_06.KEPT


def test_form_is_read_from_ods(ods):
    rows = form_06.FORMS["as the circular prints it"]
    table = read_table(ods(form_06.as_ods_rows(rows)), "bieu-06.ods")
    assert kept(read_form_06(table, guess(table))) == form_06.KEPT


def test_groups_with_sums_of_their_own_are_left_out():
    assert kept(read(form_06.of_many_units())) == [
        form_06.KEPT[0],
        form_06.KEPT[2],
        form_06.KEPT[1],
    ]


def test_columns_are_guessed_from_headings_and_from_numbers_alike():
    printed = guess(Table(form_06.FORMS["as the circular prints it"]))
    headed = guess(Table(form_06.FORMS["without the column numbers"]))
    assert printed == Layout(BARE.columns, 10)
    assert headed == Layout(BARE.columns, 9)


def test_column_in_doubt_is_left_to_the_user():
    headings = [["STT", "Lĩnh vực", "Tổng số", "Trực tuyến", "Trực tuyến", "Từ kỳ trước"]]
    layout = guess(Table([*headings, *form_06.LINES]))
    assert layout == Layout({1: 0, 2: 1, 6: 5}, 2)
    assert layout.missing == [3, 4, 5, 7, 8, 9, 10, 11, 12, 13]


def test_file_without_headings_begins_where_figures_do():
    assert guess(Table([["Biểu"], *form_06.LINES])) == Layout({}, 2)


def test_columns_chosen_are_remembered_for_a_file_laid_out_alike():
    guessed = Layout({1: 0, 2: 1}, 9)
    chosen = {"1": 0, "2": 1, "3": 7}
    assert remembered(guessed, was_guessed={"1": 0, "2": 1}, was_chosen=chosen, width=8) == Layout(
        {1: 0, 2: 1, 3: 7}, 9
    )


@pytest.mark.parametrize(("was_guessed", "width"), [({"1": 0, "2": 2}, 8), ({"1": 0, "2": 1}, 7)])
def test_columns_of_another_layout_are_not_taken_over(was_guessed, width):
    guessed = Layout({1: 0, 2: 1}, 9)
    assert remembered(guessed, was_guessed=was_guessed, was_chosen={"3": 7}, width=width) is None


def test_titles_of_columns_stand_behind_the_headings_over_them():
    titles = column_titles(Table(form_06.FORMS["as the circular prints it"]), 10)
    assert titles[:7] == [
        "STT",
        "Lĩnh vực giải quyết",
        "Số lượng hồ sơ tiếp nhận – Tổng số",
        "Số lượng hồ sơ tiếp nhận – Trong kỳ – Trực tuyến",
        "Số lượng hồ sơ tiếp nhận – Trong kỳ – Trực tiếp, dịch vụ bưu chính",
        "Số lượng hồ sơ tiếp nhận – Từ kỳ trước",
        "Số lượng hồ sơ đã giải quyết – Tổng số",
    ]


def test_heading_beside_is_no_heading_over():
    rows = [
        form_06.row("STT|Lĩnh vực|Tổng số|"),
        form_06.row("|||Trực tuyến"),
        [1, "Đất đai", 3, 4],
    ]
    assert column_titles(Table(rows), 3) == ["STT", "Lĩnh vực", "Tổng số", "Trực tuyến"]


@pytest.mark.parametrize(
    ("place", "written"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_place_is_written_as_spreadsheets_do(place, written):
    assert letters(place) == written


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (None, "This cell is blank."),
        ("", "This cell is blank."),
        ("12 hồ sơ", "“12 hồ sơ” is not a whole number from 0 on."),
        ("khoảng 8", "“khoảng 8” is not a whole number from 0 on."),
        (-8, "“-8” is not a whole number from 0 on."),
        (8.5, "This cell holds a number with decimals (8.5): type a whole number, such as 1234."),
        ("1e1", "“1e1” is not a whole number from 0 on."),
        (True, "“True” is not a whole number from 0 on."),
        (10**12, "This number is too large."),
    ],
)
def test_figure_that_is_none_is_told_at_its_cell(cell, message):
    line = [1, "Hộ tịch", *form_06.HO_TICH]
    line[3] = cell
    assert faults([line]) == [(1, "D (4)", message)]


def test_every_fault_is_told_at_once_and_no_sum_of_what_cannot_be_read():
    broken = [1, None, 30, "x", *form_06.HO_TICH[2:]]
    wrong_sum = [2, "Đất đai", 99, *form_06.DAT_DAI[1:]]
    total = ["Tổng cộng", None, *form_06.added(form_06.HO_TICH, form_06.DAT_DAI)]
    total[3] = 77
    total[-1] = 2
    assert faults([broken, wrong_sum, total]) == [
        (1, "B (2)", "This cell is blank."),
        (1, "D (4)", "“x” is not a whole number from 0 on."),
        (2, "C (3)", "Here stands 99, and (4) + (5) + (6) is 12."),
        (2, "C (3)", "Here stands 99, and (7) + (11) is 12."),
        (3, "C (3)", "Here stands 42, and (4) + (5) + (6) is 110."),
        (3, "K (11)", "Here stands 7, and (12) + (13) is 8."),
        (3, "C (3)", "Here stands 42, and its lines add up to 129."),
        (3, "M (13)", "Here stands 2, and its lines add up to 1."),
    ]


def test_contradictions_are_told_at_the_sum():
    wrong = [1, "Đất đai", 13, *form_06.DAT_DAI[1:]]
    assert faults([wrong]) == [
        (1, "C (3)", "Here stands 13, and (4) + (5) + (6) is 12."),
        (1, "C (3)", "Here stands 13, and (7) + (11) is 12."),
    ]


def test_total_that_is_not_that_of_the_lines_is_told():
    total = ["Tổng cộng", None, *form_06.added(form_06.HO_TICH, form_06.HO_TICH)]
    found = faults([*form_06.LINES[:2], total])
    assert found[0] == (3, "C (3)", "Here stands 60, and its lines add up to 42.")
    assert {row for row, _column, _message in found} == {3}


def test_sum_of_a_group_that_is_not_that_of_its_lines_is_told():
    rows = form_06.of_many_units()
    rows[10] = ["I", "Sở Tư pháp", *form_06.CHUNG_THUC]
    assert (11, "C (3)", "Here stands 1234, and its lines add up to 1264.") in faults(
        rows, guess(Table(rows))
    )


@pytest.mark.parametrize("line", [form_06.LINES[2], form_06.texts(form_06.LINES)[2]])
def test_figures_below_the_total_are_never_passed_over(line):
    total = ["Tổng cộng", None, *form_06.added(form_06.HO_TICH, form_06.DAT_DAI)]
    assert (4, "B (2)", "Figures stand below the total.") in faults(
        [*form_06.LINES[:2], total, line]
    )


@pytest.mark.parametrize("figures", [form_06.HO_TICH, list(map(str, form_06.HO_TICH))])
def test_figures_without_a_field_are_never_passed_over(figures):
    assert faults([*form_06.LINES, [None, None, *figures]]) == [(4, "B (2)", "This cell is blank.")]


def test_form_without_lines_is_told():
    assert faults([["Biểu 06"], [], form_06.TOTAL_ROW]) == [
        (1, "file", "No line of figures stands below row 1.")
    ]


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3_000_000_000).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(["Tổng cộng", "I", "1.1", "(3)", "12 hồ sơ", "1.234", "Trực tuyến", "Quá hạn"]),
    st.dates(),
    st.just(ErrorCell()),
)


@given(
    st.sampled_from(sorted(form_06.FORMS)),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 14), cells), max_size=8),
)
def test_broken_form_is_read_or_told_and_never_fails_otherwise(name, changes):
    rows = [[*row, *[None] * (15 - len(row))] for row in form_06.FORMS[name]]
    for row, place, cell in changes:
        rows[row % len(rows)][place] = cell
    layout = guess(Table(rows))
    column_titles(Table(rows), layout.first_row)
    if not layout.missing:
        with contextlib.suppress(Faulty):
            assert all(0 <= line.online <= line.total for line in read(rows, layout))


def test_layout_knows_what_it_lacks():
    assert Layout({}, 1).missing == [FIELD, *FIGURES]
    assert BARE.missing == []
