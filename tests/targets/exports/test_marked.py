"""Marks in a workbook as Excel writes it: what is added, and that nothing else differs."""

import re

import pytest
from django.utils import translation
from lxml import etree

from targets.exports.marked import Mark, mark_xlsx
from targets.exports.marked.marks import MOST_CELLS
from targets.imports.tables import read_table
from tests.targets.exports import excel
from tests.targets.exports.excel import PART, TITLE, WITHOUT_COMMENTS, workbook
from tests.targets.exports.packages import MAIN, SEQUENCE, check, comments, parts, rules

COMMENTS, BOXES = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
A2 = Mark(2, 0, "Không có thủ tục này.", " 1.000270 ")
B2 = Mark(2, 1, "“12.5” không phải là số nguyên.", 12.5)
B3 = Mark(3, 1, "Số trực tuyến lớn hơn tổng số.", 4.0)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def mark(content: bytes, *marks: Mark) -> bytes:
    marked = mark_xlsx(content, sheet=TITLE, marks=marks)
    check(marked, PART)
    return marked


def ours(*messages: str) -> str:
    return "\n".join(["━━━ Quota portal ━━━", *messages, "━━━"])


def ours_in(content: bytes) -> dict[str, str]:
    """Our rules by their cells, without what says that they are ours."""
    return {
        cells: formulas[0].removeprefix('AND(N("quota portal")=0,').removesuffix(")")
        for cells, formulas in rules(content, PART).items()
        if formulas and "quota portal" in formulas[0]
    }


def test_only_the_sheets_own_parts_differ():
    before, after = parts(workbook()), parts(mark(workbook(), A2, B2))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        PART,
        "xl/styles.xml",
        COMMENTS,
        BOXES,
    }


def test_parts_are_added_where_a_sheet_has_no_comments():
    plain = workbook(behind="", replaced=WITHOUT_COMMENTS)
    before, after = parts(plain), parts(mark(plain, A2))
    assert list(after) == [*before, COMMENTS, "xl/worksheets/_rels/sheet2.xml.rels", BOXES]
    assert {name for name in before if before[name] != after[name]} == {
        PART,
        "xl/styles.xml",
        "[Content_Types].xml",
    }
    assert comments(mark(plain, A2), PART) == {"A2": ours(A2.message)}


def test_added_parts_take_names_that_are_free():
    plain = workbook(behind="", replaced=WITHOUT_COMMENTS | {"XL/Comments1.xml": "<a/>"})
    assert "xl/comments2.xml" in parts(mark(plain, A2))


def test_rows_and_what_stands_before_them_stay_to_the_byte():
    before = parts(workbook())[PART]
    kept = before[: before.index(b"</sheetData>") + len(b"</sheetData>")]
    assert parts(mark(workbook(), A2, B2))[PART].startswith(kept)


def test_what_stands_behind_the_rows_is_kept():
    before, after = (
        etree.fromstring(parts(content)[PART]) for content in (workbook(), mark(workbook(), A2))
    )
    after.remove(after.find(f"{MAIN}conditionalFormatting[@sqref='A2']"))
    for root in (before, after):
        for rule in root.iter("{*}cfRule"):
            del rule.attrib["priority"]
    assert etree.tostring(before, method="c14n") == etree.tostring(after, method="c14n")


def test_our_highlights_come_before_peoples_which_keep_their_order():
    root = etree.fromstring(parts(mark(workbook(), A2, B2))[PART])
    priorities = [(rule.get("type"), int(rule.get("priority"))) for rule in root.iter("{*}cfRule")]
    # In the file they stood as 4, 2 and, in the extension, 1.
    assert priorities == [
        ("dataBar", 5),
        ("expression", 4),
        ("expression", 1),
        ("expression", 2),
        ("expression", 3),
    ]


def test_cell_is_highlighted_while_it_holds_what_is_faulty():
    marked = mark(workbook(), A2, B2, Mark(9, 1, "Ô này để trống.", None), Mark(8, 1, "?"))
    assert ours_in(marked) == {
        "A2": 'EXACT(TRIM(A2),"1.000270")',
        "B2": "AND(ISNUMBER(B2),B2=12.5)",
        "B8": "TRUE",
        "B9": "LEN(TRIM(B9))=0",
    }


def test_marks_of_one_cell_are_one_comment():
    marked = mark(workbook(), A2, Mark(2, 0, "Một lỗi nữa.", A2.cell), A2)
    assert comments(marked, PART)["A2"] == ours("Không có thủ tục này.", "Một lỗi nữa.")
    assert len(ours_in(marked)) == 1


def test_comment_of_a_person_is_kept_and_ours_stands_below_it():
    marked = mark(workbook(), B2)
    assert comments(marked, PART) == {"B2": f"Lan:\nHỏi lại chị Hà\n{ours(B2.message)}"}
    (comment,) = etree.fromstring(parts(marked)[COMMENTS]).iter(f"{MAIN}comment")
    runs = comment.findall(f"{MAIN}text/{MAIN}r")
    assert [run.findtext(f"{MAIN}t") for run in runs[:2]] == ["Lan:", "\nHỏi lại chị Hà"]
    # Without this a program may drop the break before our words.
    assert b'<t xml:space="preserve">\n' in parts(marked)[COMMENTS].split(b"</r>")[2]
    # The box grows so that all of it can be read: from row 1 to row 7.
    assert (
        re.search(r"Anchor>\s*2, 15, 1, 10, 4, 31, (\d+), 9<", parts(marked)[BOXES].decode())[1]
        == "7"
    )


def test_plain_comment_of_a_person_is_kept():
    plain = '<comment ref="A2" authorId="0"><text><t>Đã hỏi</t></text></comment>'
    content = with_comments(plain, cells=["A2"])
    marked = mark(content, A2)
    assert comments(marked, PART) == {"A2": f"Đã hỏi\n{ours(A2.message)}"}
    assert comments(mark(marked), PART) == {"A2": "Đã hỏi"}


def test_comment_without_words_may_hold_a_picture_and_stays():
    content = with_comments('<comment ref="A2" authorId="0"><text/></comment>', cells=["A2"])
    marked = mark(content, A2)
    assert comments(marked, PART) == {"A2": f"\n{ours(A2.message)}"}
    assert comments(mark(marked), PART) == {"A2": ""}
    assert parts(mark(marked))[BOXES].count(b'ObjectType="Note"') == 1


def test_control_is_kept_in_a_drawing_that_is_no_xml():
    control, note, _rest = excel.BOXES.partition('<v:shapetype id="_x0000_t202"')
    assert "<br>" in control
    boxes = parts(mark(workbook(), A2))[BOXES].decode()
    assert boxes.startswith(control.replace('data="1"', 'data="1,2"') + note)


def test_marking_again_changes_nothing():
    once = mark(workbook(), A2, B2, B3)
    assert mark(once, A2, B2, B3) == once
    plain = mark(workbook(behind="", replaced=WITHOUT_COMMENTS), A2)
    assert mark(plain, A2) == plain


def test_what_was_mended_is_no_longer_marked():
    again = mark(mark(workbook(), A2, B2, B3), B3)
    assert list(ours_in(again)) == ["B3"]
    assert comments(again, PART) == {"B2": "Lan:\nHỏi lại chị Hà", "B3": ours(B3.message)}


def test_nothing_wrong_takes_all_marks_away():
    clean = mark(mark(workbook(), A2, B2, B3))
    assert ours_in(clean) == {}
    assert comments(clean, PART) == {"B2": "Lan:\nHỏi lại chị Hà"}
    root = etree.fromstring(parts(clean)[PART])
    assert [rule.get("priority") for rule in root.iter("{*}cfRule")] == ["3", "2", "1"]
    assert parts(clean)[COMMENTS].count(b"<r>") == parts(workbook())[COMMENTS].count(b"<r>")


def test_what_a_person_writes_into_our_comment_stays():
    once = parts(mark(workbook(), A2))[COMMENTS].decode()
    edited = once.replace("━━━ Quota portal", "Đã sửa\n━━━ Quota portal").replace(
        "\n━━━</t>", "\n━━━\nHà</t>"
    )
    assert edited.count("Đã sửa") == 1
    content = workbook(replaced={COMMENTS: edited, BOXES: parts(mark(workbook(), A2))[BOXES]})
    assert comments(mark(content), PART)["A2"] == "Đã sửa\nHà"


def test_marks_in_another_language_are_taken_away_too():
    with translation.override("vi"):
        vietnamese = mark(workbook(), A2)
        assert "Quota portal" not in comments(vietnamese, PART)["A2"]
    assert comments(mark(vietnamese, A2), PART)["A2"] == ours(A2.message)


def with_comments(entries: str, cells: list[str], author: str = "Lan") -> bytes:
    """The workbook with these comments at cells of column A or B, in the place of its own."""
    notes = excel.NOTES.format(author=author, comments=entries)
    start, end = excel.BOXES.index('<v:shape id="_x0000_s1026"'), excel.BOXES.index("</xml>")
    shape = excel.BOXES[start:end]
    boxes = "".join(
        shape.replace("s1026", f"s{1026 + number}")
        .replace("<x:Row>1<", f"<x:Row>{int(cell[1:]) - 1}<")
        .replace("<x:Column>1<", f"<x:Column>{'AB'.index(cell[0])}<")
        for number, cell in enumerate(cells)
    )
    return workbook(
        replaced={COMMENTS: notes, BOXES: excel.BOXES[:start] + boxes + excel.BOXES[end:]}
    )


def test_conversation_is_left_alone_and_its_cell_named_at_the_top():
    entry = excel.COMMENT.replace("Lan:", "[Threaded comment]")
    content = with_comments(entry, cells=["B2"], author="tc={5A6B}")
    found = comments(mark(content, B2, B3), PART)
    assert found["B2"] == "[Threaded comment]\nHỏi lại chị Hà"
    assert found["A1"] == ours(f"B2: {B2.message}")
    assert found["B3"] == ours(B3.message)


def test_comment_that_takes_no_more_is_left_alone():
    content = with_comments(excel.COMMENT.replace("Lan:", "x" * 32_000), cells=["B2"])
    found = comments(mark(content, B2), PART)
    assert len(found["B2"]) < 32_100
    assert found["A1"] == ours(f"B2: {B2.message}")


def test_cell_inside_a_merged_area_is_marked_where_it_is_seen():
    marked = mark(workbook(), Mark(4, 0, "Ô này để trống.", None), Mark(3, 0, "Sai mã.", "x"))
    assert comments(marked, PART)["A3"] == ours("Sai mã.", "A4: Ô này để trống.")
    assert rules(marked, PART)["A3"] == [
        'AND(N("quota portal")=0,EXACT(TRIM(A3),"x"))',
        'AND(N("quota portal")=0,LEN(TRIM(A4))=0)',
    ]
    assert "A4" not in comments(marked, PART)


def test_only_so_many_cells_are_marked_and_the_first_one_says_how_many_more():
    many = [Mark(row, 0, "Ô này để trống.", None) for row in range(2, MOST_CELLS + 9)]
    found = comments(mark(workbook(behind="", replaced=WITHOUT_COMMENTS), *many), PART)
    assert len(found) == MOST_CELLS + 1
    assert found["A1"].splitlines()[1].startswith("7 more cells are wrong and not marked")
    assert f"A{MOST_CELLS + 1}" in found
    exactly = comments(mark(workbook(), *many[:MOST_CELLS]), PART)
    assert "A1" not in exactly


def test_message_can_say_anything():
    nasty = 'a\0b\n━━━ c\r\n<&>"]]>\ufffe\ud800 é'
    found = comments(mark(workbook(), Mark(2, 0, nasty, "x")), PART)
    assert found["A2"] == ours('a\ufffdb ——— c <&>"]]>\ufffd\ufffd é')
    assert comments(mark(mark(workbook(), Mark(2, 0, nasty, "x"))), PART).keys() == {"B2"}
    long = comments(mark(workbook(), Mark(2, 0, "x" * 99_999, "x")), PART)["A2"]
    assert len(long) < 2_100


def test_marked_workbook_is_read_as_before():
    rows = read_table(workbook(), "counts.xlsx").rows
    assert rows[1] == [" 1.000270 ", 12.5]
    assert read_table(mark(workbook(), A2, B2, B3), "counts.xlsx").rows == rows


@pytest.mark.parametrize(
    ("write", "prefix"),
    [
        (
            lambda xml: re.sub(r"<(/?)(?=[a-z]\w*[\s/>])", r"<\1x:", xml).replace(
                f'xmlns="{excel.MAIN}"', f'xmlns:x="{excel.MAIN}"'
            ),
            "x:",
        ),
        (lambda xml: xml.replace("><", ">\n  <"), ""),
        (lambda xml: xml.removeprefix(excel.HEAD), ""),
        (lambda xml: "\ufeff" + xml, ""),
    ],
    ids=["prefixed", "indented", "without declaration", "with a byte-order mark"],
)
def test_sheet_is_marked_however_its_xml_is_written(write, prefix):
    xml = write(parts(workbook(behind='<pageMargins left="1"/>'))[PART].decode())
    content = workbook(replaced=WITHOUT_COMMENTS | {PART: xml})
    marked = mark(content, A2, B2)
    after = parts(marked)[PART].decode()
    assert f"<{prefix}conditionalFormatting sqref=" in after
    assert f"<{prefix}legacyDrawing " in after
    assert "ns0" not in after
    assert read_table(marked, "a.xlsx").rows == read_table(content, "a.xlsx").rows


@pytest.mark.parametrize("name", [name for name in SEQUENCE[6:] if name != "legacyDrawing"])
def test_what_is_added_stands_where_the_schema_wants_it(name):
    mark(workbook(behind=f"<{name}/>", replaced=WITHOUT_COMMENTS), A2)


def test_sheet_without_rows_is_marked():
    xml = parts(workbook())[PART].decode()
    empty = re.sub("<sheetData>.*</sheetData>", "<sheetData/>", xml)
    assert comments(mark(workbook(replaced={PART: empty}), A2), PART)["A2"] == ours(A2.message)


def test_styles_without_looks_get_a_place_for_them():
    styles = parts(workbook())["xl/styles.xml"].decode()
    without = re.sub("<dxfs.*</dxfs>", "", styles)
    content = workbook(behind="", replaced=WITHOUT_COMMENTS | {"xl/styles.xml": without})
    assert parts(mark(content, A2))["xl/styles.xml"].count(b"<dxf>") == 1


def test_no_two_drawings_share_a_block_of_numbers():
    content = workbook(
        replaced={"xl/drawings/vmlDrawing9.vml": excel.BOXES.replace('"1"', '"3,7"')}
    )
    boxes = parts(mark(content, A2))[BOXES].decode()
    assert 'data="1,8"' in boxes
    assert '_x0000_s8193"' in boxes


def test_box_is_as_wide_as_its_text_beside_hidden_and_wide_columns():
    content = workbook(behind="", replaced=WITHOUT_COMMENTS)
    boxes = parts(mark(content, A2))[BOXES].decode()
    # Column B is hidden; then columns of 64 pixels: 312 of them.
    assert "<x:Anchor>1, 12, 1, 2, 6, 55, 4, 2</x:Anchor>" in boxes


def test_box_in_the_last_row_stays_on_the_sheet():
    last = Mark(1_048_576, 255, "x", None)
    boxes = parts(mark(workbook(behind="", replaced=WITHOUT_COMMENTS), last))[BOXES].decode()
    edges = [int(edge) for edge in re.search("<x:Anchor>(.*?)<", boxes)[1].split(",")]
    assert edges[2] < edges[6] < 1_048_576
