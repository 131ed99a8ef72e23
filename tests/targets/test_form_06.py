"""What a form 06 must add up to: whatever figures stand in it, a true form has no contradiction and a changed one has."""

from hypothesis import given
from hypothesis import strategies as st

from targets.form_06 import FIGURES, Line, broken_sums, broken_totals, single_lines

dossiers = st.integers(0, 10_000)


@st.composite
def true_lines(draw, row=1, number=""):
    """A line that contradicts itself nowhere: what was received is resolved or pending."""
    early, in_term, late, pending, overdue = (draw(dossiers) for _ in range(5))
    received = early + in_term + late + pending + overdue
    carried_over = draw(st.integers(0, received))
    online = draw(st.integers(0, received - carried_over))
    figures = [
        *(received, online, received - carried_over - online, carried_over),
        *(early + in_term + late, early, in_term, late),
        *(pending + overdue, pending, overdue),
    ]
    return Line(row, number, "Hộ tịch", dict(zip(FIGURES, figures, strict=True)))


def summed(row, number, lines):
    figures = {column: sum(line.figures[column] for line in lines) for column in FIGURES}
    return Line(row, number, "", figures)


def changed(line, column, by):
    return Line(
        line.row, line.number, line.field, {**line.figures, column: line.figures[column] + by}
    )


@given(true_lines())
def test_true_line_has_no_contradiction(line):
    assert broken_sums(line) == []


@given(true_lines(), st.sampled_from(FIGURES), st.integers(1, 5))
def test_line_with_one_figure_changed_contradicts_itself(line, column, by):
    assert broken_sums(changed(line, column, by))


@given(true_lines())
def test_contradiction_names_the_figure_the_sum_and_its_parts(line):
    stated = line.figures[7] + 1
    first, second = broken_sums(changed(line, 7, 1))
    assert (first.column, first.stated, first.sum, first.parts) == (
        7,
        stated,
        stated - 1,
        (8, 9, 10),
    )
    assert (second.column, second.parts) == (3, (7, 11))
    assert (second.stated, second.sum) == (line.figures[3], line.figures[3] + 1)


@given(true_lines())
def test_share_leaves_out_what_was_carried_over(line):
    assert line.total == line.figures[3] - line.figures[6]
    assert 0 <= line.online <= line.total


@given(st.lists(true_lines(number="1"), min_size=1, max_size=6))
def test_sums_of_true_lines_are_true(lines):
    total = summed(9, "", lines)
    assert broken_sums(total) == []
    assert broken_totals(lines, total) == []
    assert single_lines(lines) == lines


@given(st.lists(true_lines(number="1"), min_size=1, max_size=6), st.sampled_from(FIGURES))
def test_total_that_is_not_the_sum_is_told_at_its_column(lines, column):
    total = changed(summed(9, "", lines), column, 1)
    (found,) = broken_totals(lines, total)
    assert (found.row, found.column, found.stated, found.sum) == (
        9,
        column,
        total.figures[column],
        total.figures[column] - 1,
    )


groups = st.lists(st.lists(true_lines(number="1"), min_size=1, max_size=3), min_size=1, max_size=3)


@given(groups)
def test_lines_of_groups_are_sums_and_never_counted_twice(groups):
    """A, below it I, II and so on with the lines of fields."""
    all_lines = [line for lines in groups for line in lines]
    printed = [summed(1, "A", all_lines)]
    for number, lines in zip(("I", "II.", "III"), groups, strict=False):
        printed += [summed(2, number, lines), *lines]
    assert single_lines(printed) == all_lines
    assert broken_totals(printed, summed(9, "", all_lines)) == []


@given(groups, st.sampled_from(FIGURES))
def test_group_that_is_not_the_sum_of_its_lines_is_told(groups, column):
    printed = []
    for number, lines in enumerate(groups, start=1):
        printed += [changed(summed(number * 10, f"{number}", lines), column, 1)]
        printed += [Line(1, f"{number}.1", line.field, line.figures) for line in lines]
    found = broken_totals(printed, None)
    assert [(one.row, one.column) for one in found] == [
        (number * 10, column) for number in range(1, len(groups) + 1)
    ]
