"""Official documents as .docx, to be finished and signed in Word or LibreOffice."""

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt

from reporting.documents.official import MOTTO, NATION, Annex, Letter, Letterhead

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The typeface that the Decree names; every office suite has it or its metric twin.
TYPEFACE = "Times New Roman"
CENTRE, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
TEXT_WIDTH = Mm(160)


def to_docx(letter: Letter) -> bytes:
    """The letter as a Word document."""
    document = _page(letter.subject)
    _letterhead(document, letter)
    addressed = _write(document.add_paragraph(), f"Kính gửi: {letter.addressees}")
    addressed.paragraph_format.left_indent = Cm(1.25)
    addressed.paragraph_format.space_before = Pt(14)
    for text in letter.paragraphs:
        paragraph = _write(document.add_paragraph(), text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.25)
    document.add_paragraph()
    _signature(document, letter.head)
    _annex(document, letter.annex)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _page(title: str):
    """An empty A4 document with the Decree's margins, and page numbers from the second page on."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.language = "vi-VN"
    style = document.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), TYPEFACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _field(number.add_run(), "PAGE")
    return document


def _letterhead(document, letter: Letter) -> None:
    head = letter.head
    issuer, nation = _columns(document, [Cm(6.2), Cm(9.8)], rows=2)
    if head.superior:
        _line(issuer[0], head.superior.upper(), size=13)
    for line in head.issuer_lines:
        _line(issuer[0], line.upper(), size=13, bold=True)
    _rule(issuer[0], side=Cm(1.8))
    _line(nation[0], NATION, size=12.5, bold=True)
    _line(nation[0], MOTTO, size=13.5, bold=True)
    _rule(nation[0], side=Cm(2.1))
    _line(issuer[1], head.numbered, size=13)
    _line(issuer[1], f"V/v {letter.subject}", size=12)
    _line(nation[1], head.place_and_date, size=13.5, italic=True)


def _signature(document, head: Letterhead) -> None:
    (recipients,), (signer,) = _columns(document, [Cm(8), Cm(8)], rows=1)
    _line(recipients, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    for recipient in head.recipients:
        _line(recipients, f"- {recipient}", size=11, align=LEFT)
    for title in head.signer_title.splitlines():
        _line(signer, title.upper(), size=13.5, bold=True)
    for _blank in range(4):
        _line(signer, "", size=14)
    _line(signer, head.signer_name, size=14, bold=True)


def _annex(document, annex: Annex) -> None:
    title = document.add_paragraph()
    title.paragraph_format.page_break_before = True
    title.alignment = CENTRE
    _run(title, "PHỤ LỤC\n" + annex.title, bold=True)
    _line(document, annex.reference, size=13, italic=True)
    if annex.note:
        _line(document, annex.note, size=12)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    table = document.add_table(rows=1, cols=len(annex.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    parts = sum(column.width for column in annex.columns)
    for column, described in zip(table.columns, annex.columns, strict=True):
        column.width = Length(TEXT_WIDTH * described.width // parts)
    _cells(table.rows[0], [column.heading for column in annex.columns], annex, is_heading=True)
    _mark(table.rows[0], "tblHeader")
    for texts in annex.rows:
        row = table.add_row()
        _cells(row, texts, annex)
        _mark(row, "cantSplit")


def _cells(row, texts: Sequence[str], annex: Annex, *, is_heading: bool = False) -> None:
    for cell, text, column in zip(row.cells, texts, annex.columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTRE if is_heading else RIGHT if column.is_figure else LEFT
        paragraph.paragraph_format.space_after = Pt(2)
        _run(paragraph, text, size=11, bold=is_heading)


def _columns(document, widths: Sequence[Length], *, rows: int):
    """A table without lines that sets things side by side; its columns, each with its cells, top down."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    columns = []
    for column, width in zip(table.columns, widths, strict=True):
        # Word goes by the cells' widths, LibreOffice by the column's.
        column.width = width
        for cell in column.cells:
            cell.width = width
        columns.append(list(column.cells))
    return columns


def _line(holder, text: str, *, align=CENTRE, **how) -> None:
    """One line in a cell or in the document; an empty cell's first paragraph is used before another is made."""
    paragraphs = holder.paragraphs
    is_fresh = len(paragraphs) == 1 and not paragraphs[0].text and hasattr(holder, "width")
    paragraph = paragraphs[0] if is_fresh else holder.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    _run(paragraph, text, **how)


def _rule(cell, *, side: Length) -> None:
    """A thin line under the letterhead, held off both sides."""
    paragraph = cell.add_paragraph()
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in [("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")]:
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    # Word wants the borders before the spacing and the indents.
    paragraph._p.get_or_add_pPr().append(borders)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.space_after, form.line_spacing = Pt(8), Pt(4)


def _write(paragraph, text: str):
    _run(paragraph, text)
    return paragraph


def _run(paragraph, text: str, *, size: float = 14, bold: bool = False, italic: bool = False):
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return run


def _mark(row, name: str) -> None:
    """Have a row said again at the head of each page (`tblHeader`), or kept on one page (`cantSplit`)."""
    mark = OxmlElement(f"w:{name}")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _field(run, name: str) -> None:
    for kind, text in [("begin", None), (None, name), ("end", None)]:
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)
