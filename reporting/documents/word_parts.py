"""What every official document as .docx is made of: the page, the letterhead's columns, lines, tables, the signature."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt

from reporting.documents.official import MOTTO, NATION, Column, Letterhead
from targets.plain_text import shown

# The typeface that the Decree names; every office suite has it or its metric twin.
TYPEFACE = "Times New Roman"
CENTRE, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
TEXT_WIDTH = Mm(160)


def page(title: str):
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
    page_number(section.header.paragraphs[0])
    return document


def page_number(paragraph: Any) -> None:
    """The number of the page, in its middle."""
    paragraph.alignment = CENTRE
    field(paragraph.add_run(), "PAGE")


def letterhead(
    document: Any, head: Letterhead, *, below: Sequence[tuple[str, dict[str, Any]]] = ()
) -> None:
    """Who issues the document and for which state, its number, its place and day; `below` are lines under the number."""
    issuer, nation = side_by_side(document, [Cm(6.2), Cm(9.8)], rows=2)
    if head.superior:
        line(issuer[0], head.superior.upper(), size=13)
    for part in head.issuer_lines:
        line(issuer[0], part.upper(), size=13, bold=True)
    rule(issuer[0], side=Cm(1.8))
    line(nation[0], NATION, size=12.5, bold=True)
    line(nation[0], MOTTO, size=13.5, bold=True)
    rule(nation[0], side=Cm(2.1))
    line(issuer[1], head.numbered, size=13)
    for text, how in below:
        line(issuer[1], text, **how)
    line(nation[1], head.place_and_date, size=13.5, italic=True)


def signature(document, head: Letterhead) -> None:
    """Who receives the document, and who signs it."""
    (recipients,), (signer,) = side_by_side(document, [Cm(8), Cm(8)], rows=1)
    line(recipients, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    for recipient in head.recipients:
        line(recipients, f"- {recipient}", size=11, align=LEFT)
    for title in head.signer_title.splitlines():
        line(signer, title.upper(), size=13.5, bold=True)
    for _blank in range(4):
        line(signer, "", size=14)
    line(signer, head.signer_name, size=14, bold=True)


def grid(
    document: Any,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    width: Length = TEXT_WIDTH,
) -> Any:
    """A table whose headings are said again at the head of each page."""
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    parts = sum(column.width for column in columns)
    for column, described in zip(table.columns, columns, strict=True):
        column.width = Length(width * described.width // parts)
    _fill(table.rows[0], [column.heading for column in columns], columns, is_heading=True)
    _mark(table.rows[0], "tblHeader")
    for texts in rows:
        row = table.add_row()
        _fill(row, texts, columns)
        _mark(row, "cantSplit")
    return table


def narrow_margins(table: Any) -> None:
    """Leave a millimetre beside the text of each cell, where Word leaves two."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        # In twentieths of a point.
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # Word wants them before how the table looks.
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.append(margins) if look is None else look.addprevious(margins)


def _fill(
    row, texts: Sequence[str], columns: Sequence[Column], *, is_heading: bool = False
) -> None:
    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTRE if is_heading else RIGHT if column.is_figure else LEFT
        paragraph.paragraph_format.space_after = Pt(2)
        run(paragraph, text, size=11, bold=is_heading)


def side_by_side(document, widths: Sequence[Length], *, rows: int):
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


def line(holder, text: str, *, align=CENTRE, **how) -> None:
    """One line in a cell or in the document; an empty cell's first paragraph is used before another is made."""
    paragraphs = holder.paragraphs
    is_fresh = len(paragraphs) == 1 and not paragraphs[0].text and hasattr(holder, "width")
    paragraph = paragraphs[0] if is_fresh else holder.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    run(paragraph, text, **how)


def rule(cell, *, side: Length) -> None:
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


def write(paragraph, text: str):
    """The paragraph with a text at its end."""
    run(paragraph, text)
    return paragraph


def run(paragraph, text: str, *, size: float = 14, bold: bool = False, italic: bool = False):
    """A text at the end of a paragraph; the size is in points."""
    made = paragraph.add_run(shown(text))
    made.font.size, made.bold, made.italic = Pt(size), bold, italic
    return made


def _mark(row, name: str) -> None:
    """Have a row said again at the head of each page (`tblHeader`), or kept on one page (`cantSplit`)."""
    mark = OxmlElement(f"w:{name}")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def field(run, name: str) -> None:
    """What Word puts in by itself: `PAGE`."""
    for kind, text in [("begin", None), (None, name), ("end", None)]:
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)
