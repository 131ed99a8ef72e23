"""The report and the draft decision on a ranking: what they say, page by page, as .docx and as PDF."""

import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from reporting.actions.objections import answer, file_objection
from reporting.actions.scoring_rules import make_rule
from reporting.documents import pdf, ranking_words
from reporting.documents.official import (
    Annex,
    Column,
    Letter,
    Letterhead,
    Style,
    Text,
    annex_name,
    roman,
)
from reporting.documents.word_paper import paper_to_docx
from reporting.exports.pack import moment, pack_files
from reporting.exports.working_paper import working_paper
from reporting.exports.workings.rule import TITLE as RULE_SHEET
from reporting.presenters.rankings.decision import draft_decision
from reporting.presenters.rankings.ranked import ranked_groups
from reporting.presenters.rankings.report import report
from reporting.presenters.rankings.tables import ranking_tables
from reporting.presenters.rankings.unit import place_of, ranking_unit
from reporting.rule_in_words import rounding
from reporting.scoring_rule import Rule, ScoreClass
from tests.reporting.rankings.conftest import TODAY, drawn_up
from tests.reporting.rankings.varied import KINDS, varied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def objected(out, cast):
    """Lan objects for her commune, and is answered; Châu's objection waits."""
    at = timezone.now()
    first = file_objection(
        ranking=out,
        unit=cast.commune,
        text="Báo cáo gửi đúng hạn 😀",
        files=[],
        by=cast.lan,
        at=at,
        today=TODAY,
    )
    answer(objection=first, outcome="partly", text="Đã xem lại.", by=cast.long, at=at)
    file_objection(
        ranking=out, unit=cast.agency, text="Thiếu", files=[], by=cast.chau, at=at, today=TODAY
    )
    return out


def said(blocks):
    return "\n".join(getattr(block, "text", "") for block in blocks)


def pages(paper, ranking):
    read = PdfReader(io.BytesIO(pdf.paper_to_pdf(paper, moment(ranking))))
    return [" ".join(page.extract_text().split()) for page in read.pages]


def words(docx):
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_report_says_what_the_ranking_says(ranking):
    paper = report(ranking)
    text = said(paper.blocks)
    for part in [
        "gồm 10 đơn vị: 3 sở, ban, ngành; 3 UBND cấp huyện; 4 UBND cấp xã; trong đó 9 đơn vị được giao chỉ tiêu",
        "5 trong 7 đơn vị có số liệu để xét đạt hoặc vượt chỉ tiêu, 2 đơn vị không đạt",
        "Khối sở, ban, ngành: 1 trong 2 đơn vị có số liệu đạt hoặc vượt chỉ tiêu",
        "Dẫn đầu: Sở Y tế (hạng 1, mức hoàn thành 1,0130, ",
        "- Chưa báo cáo: 1 đơn vị (UBND huyện Khánh Sơn).",
        "- Không phát sinh: 1 đơn vị (Sở Nội vụ).",
        "- Không giao chỉ tiêu: 1 đơn vị (UBND huyện Trường Sa).",
        "Kết quả xếp hạng chưa gửi các đơn vị giải trình.",
        "Đây là quy tắc ví dụ, không phải công thức do tỉnh ban hành.",
        "- Điểm tối đa: 10 điểm.",
        "- Làm tròn điểm: đến 2 chữ số thập phân, nửa lên, một lần; dưới điểm tối đa không bao giờ",
        "Chỉ đạo 2 đơn vị không đạt chỉ tiêu",
    ]:
        assert part in text
    # 39.996 % is never said to reach 40 %.
    agencies = paper.annexes[0].rows
    assert [row[0] for row in agencies] == ["1", "2", "–"]
    assert agencies[1][2:6] == ["40,00\xa0%", "100.000", "39.996", "39,99\xa0%"]
    assert agencies[2][-1] == "Không phát sinh"


def test_report_tells_of_objections_and_answers(objected):
    paper = report(objected)
    assert (
        "Có 2 kiến nghị của 2 đơn vị; chấp nhận: 0; chấp nhận một phần: 1; không chấp nhận: 0; chưa trả lời: 1."
        in said(paper.blocks)
    )
    table = next(block for block in paper.blocks if "Kiến nghị" in getattr(block, "caption", ""))
    assert [row[2] for row in table.rows] == ["Chấp nhận một phần: Đã xem lại.", "Chưa trả lời"]


def test_decision_has_its_parts_in_their_order(ranking):
    paper = draft_decision(ranking)
    text = "\n".join(f"{block.lead} {block.text}" for block in paper.blocks)
    parts = [
        "ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA",
        "Căn cứ Quyết định số 852/QĐ-UBND ngày 30 tháng 3 năm 2018",
        "Theo đề nghị của Giám đốc Sở Nội vụ",
        "QUYẾT ĐỊNH:",
        "Điều 1.",
        "7 đơn vị được xếp hạng (2 sở, ban, ngành; 1 UBND cấp huyện; 4 UBND cấp xã)",
        "Điều 2.",
        "Điều 3.",
        "chịu trách nhiệm thi hành Quyết định này./.",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert (paper.head.issuer, paper.head.superior) == ("Ủy ban nhân dân tỉnh Khánh Hòa", "")


@pytest.mark.parametrize("make", [report, draft_decision])
def test_every_page_says_what_it_is_of_and_that_it_is_not_final(objected, make):
    found = pages(make(objected), objected)
    assert len(found) >= 4
    for page in found:
        assert "không phải kết quả chính thức" in page
        assert f"Mã kiểm tra {objected.written_code} · SHA-256 {objected.sha256[:16]}" in page


def test_pages_of_a_final_ranking_are_not_marked(final):
    assert "không phải kết quả chính thức" not in " ".join(pages(report(final), final))
    assert report(final).is_draft is False
    assert draft_decision(final).is_draft is True


def test_annexes_are_numbered_apart_and_repeat_their_headings(ranking):
    paper = report(ranking)
    rows = [row for row in paper.annexes[2].rows for _again in range(20)]
    annexes = [*paper.annexes[:2], Annex(**(vars(paper.annexes[2]) | {"rows": rows}))]
    longer = type(paper)(**(vars(paper) | {"annexes": annexes}))
    found = pages(longer, ranking)
    first = next(number for number, page in enumerate(found) if "Phụ lục III" in page)
    assert "Phụ lục II " in found[first - 1]
    assert all("Huyện, thị xã" in page for page in found[first:])
    # The mark of the page is above its number; the first page has none.
    numbers = [re.match(r"(?:DỰ THẢO.*?chính thức )?(\d+) ", page) for page in found[first:]]
    assert [number and number[1] for number in numbers] == [None, "2", "3"]


@pytest.mark.parametrize("make", [report, draft_decision])
def test_word_file_says_the_same(objected, make):
    paper = make(objected)
    text = words(paper_to_docx(paper))
    for block in paper.blocks:
        assert getattr(block, "text", "") in text
    for annex in paper.annexes:
        assert annex.title.upper() in text
        assert all(cell in text for row in annex.rows for cell in row)
    document = Document(io.BytesIO(paper_to_docx(paper)))
    for section in document.sections:
        for footer in (section.footer, section.first_page_footer):
            assert objected.written_code in footer.paragraphs[0].text
        for header in (section.header, section.first_page_header):
            assert "không phải kết quả chính thức" in header.paragraphs[0].text


def test_pdf_is_tagged_and_its_pictures_are_told(ranking):
    made = pdf.paper_to_pdf(report(ranking), moment(ranking))
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
    assert b"pdfaid:part>2" in made
    for block in report(ranking).blocks:
        if hasattr(block, "svg"):
            assert "Sở, ban, ngành" in block.alt
            assert "<svg" in block.svg


def test_sign_that_the_typeface_lacks_does_not_stop_a_document():
    head = Letterhead("", "😀", "\x00", "漢", None, 2018, "CT", "\ue000", [])
    letter = Letter(head, "s", "a", ["🇻🇳 được"], Annex("t", "", "", [Column("TT", 1)], [["1"]]))
    text = PdfReader(io.BytesIO(pdf.to_pdf(letter, timezone.now()))).pages[0].extract_text()
    assert "được" in text


def test_every_sign_that_is_kept_can_be_set():
    signs = [chr(code) for code in range(0x20, 0x10000) if pdf.displayed(chr(code)) == chr(code)]
    head = Letterhead("", "x", "", "", None, 2018, "", "", [])
    text = " ".join(f"e{sign}" for sign in signs)
    letter = Letter(head, "s", "a", [text], Annex("t", "", "", [Column("TT", 1)], [["1"]]))
    assert len(signs) > 1_000
    assert pdf.to_pdf(letter, timezone.now()).startswith(b"%PDF")


@pytest.mark.parametrize("seed", range(3))
def test_any_ranking_gives_every_file(ranking, seed):
    assert all(file.content for file in pack_files(varied(ranking, seed)))


def test_annexes_are_numbered_in_roman_digits():
    assert [roman(number) for number in (1, 4, 9, 14, 20)] == ["I", "IV", "IX", "XIV", "XX"]
    assert [annex_name(1, 1), annex_name(2, 3)] == ["Phụ lục", "Phụ lục II"]


def test_first_ranks_that_many_share_are_not_all_named(ranking):
    drawn = varied(ranking, next(at for at, kind in enumerate(KINDS) if "points" in kind))
    said_of_groups = [text for text in said(report(drawn).blocks).split("\n") if "Khối" in text]
    for text, group in zip(said_of_groups, ranked_groups(drawn.places), strict=True):
        leading = [place for place in group.ranked if place.score.rank <= 3]
        named = text.partition(" Xếp cuối")[0].count("(hạng ")
        assert named == min(len(leading), 6)
        assert (f"và {len(leading) - 6} đơn vị khác" in text) == (len(leading) > 6)


def test_reason_for_no_rank_and_status_are_called_the_same_everywhere(ranking):
    (table,) = [t for t in ranking_tables(ranking.places) if t.group == "district"]
    unranked = [row for row in table.rows if row.why_unranked]
    assert [row.why_unranked for row in unranked] == ["Chưa báo cáo", "Không giao chỉ tiêu"]
    for row in unranked:
        place = place_of(ranking, row.unit.code)
        assert ranking_words.why_unranked(place.score) == row.why_unranked
        assert ranking_words.status(place.score) == row.why_unranked
        assert ranking_unit(ranking, place, None).unranked == row.why_unranked


def test_rule_of_whole_points_is_said_alike_in_report_working_paper_and_page(province, cast):
    rule = Rule(Decimal(10), decimals=0, classes=(ScoreClass("Đạt", Decimal(0)),))
    made = make_rule(name="Điểm nguyên", rule=rule, note="", by=None, at=timezone.now())
    ranking = drawn_up(province, made, cast)
    rounded = rounding(rule)
    assert "đến điểm nguyên" in rounded
    assert rounded in said(report(ranking).blocks)
    sheet = load_workbook(io.BytesIO(working_paper(ranking)))[RULE_SHEET]
    assert rounded in [row[1] for row in sheet.iter_rows(values_only=True)]
    steps = ranking_unit(ranking, place_of(ranking, "H1"), None).steps
    assert any(rounded in step.note for step in steps)


def test_heading_stays_with_what_it_heads(ranking):
    paper = report(ranking)
    for lines in range(20, 27):
        before = [Text(f"Dòng {number}.") for number in range(lines)]
        blocks = [*before, Text("ĐỀ MỤC", Style.HEADING), Text("Nội dung đầu tiên.")]
        one = replace(paper, blocks=blocks, annexes=[])
        pages = PdfReader(io.BytesIO(pdf.paper_to_pdf(one, moment(ranking)))).pages
        headed = [page for page in (each.extract_text() for each in pages) if "ĐỀ MỤC" in page]
        assert ["Nội dung đầu tiên." in page for page in headed] == [True], lines
