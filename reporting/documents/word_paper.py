"""A report or a decision with its annexes as .docx."""

import io
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from reporting.documents.official import (
    Annex,
    Block,
    Paper,
    Picture,
    Style,
    Table,
    Text,
    annex_name,
)
from reporting.documents.png import to_png
from reporting.documents.word_parts import (
    CENTRE,
    JUSTIFY,
    TEXT_WIDTH,
    TYPEFACE,
    grid,
    letterhead,
    line,
    narrow_margins,
    page,
    page_number,
    rule,
    run,
    side_by_side,
    signature,
)

# The text of an annex, which lies on its side.
ANNEX_WIDTH = Mm(257)
# With so many rows a table is kept on one page.
SHORT_TABLE = 8
_ALARM, _MUTED = RGBColor(0xB3, 0x26, 0x1E), RGBColor(0x4A, 0x58, 0x66)


def paper_to_docx(paper: Paper) -> bytes:
    """The paper as a Word document."""
    document = page(f"{paper.kind} {paper.subject}")
    document.core_properties.author = paper.head.issuer
    _headings(document)
    _head_and_foot(document.sections[0], paper)
    draft = [("DỰ THẢO", {"size": 12, "bold": True})] if paper.is_draft else []
    letterhead(document, paper.head, below=draft)
    _title(document, paper)
    for block in paper.blocks:
        _block(document, block)
    document.add_paragraph()
    # Nobody signs on a page of its own.
    for last in document.paragraphs[-2:]:
        last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True
    signature(document, paper.head)
    for number, annex in enumerate(paper.annexes, start=1):
        _annex(document, annex, annex_name(number, len(paper.annexes)))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _headings(document: Any) -> None:
    """Headings that a screen reader finds, as the Decree sets them."""
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = TYPEFACE, Pt(14), True
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)
        for script in ("w:eastAsia", "w:cs"):
            fonts.set(qn(script), TYPEFACE)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(6)


def _head_and_foot(section: Any, paper: Paper) -> None:
    """On each page what is not final and how it is checked; the number on all but the first."""
    for header, has_number in ((section.first_page_header, False), (section.header, True)):
        mark = header.paragraphs[0]
        mark.alignment = CENTRE
        for part in list(mark.runs):
            part._r.getparent().remove(part._r)
        run(mark, paper.mark, size=9, bold=True).font.color.rgb = _ALARM
        mark.paragraph_format.space_after = Pt(0)
        if has_number:
            page_number(header.add_paragraph())
    for footer in (section.first_page_footer, section.footer):
        foot = footer.paragraphs[0]
        foot.alignment = CENTRE
        run(foot, paper.foot, size=8.5).font.color.rgb = _MUTED
    section.footer_distance = Mm(9)


def _title(document: Any, paper: Paper) -> None:
    title = document.add_paragraph(style="Heading 1")
    title.alignment = CENTRE
    title.paragraph_format.space_before = Pt(14)
    title.paragraph_format.space_after = Pt(0)
    run(title, paper.kind.upper(), bold=True).add_break()
    run(title, paper.subject, bold=True)
    (below,) = side_by_side(document, [TEXT_WIDTH], rows=1)
    rule(below[0], side=Cm(5.7))
    if paper.addressees:
        line(document, f"Kính gửi: {paper.addressees}")


def _block(document: Any, block: Block) -> None:
    match block:
        case Text():
            _text(document, block)
        case Picture():
            _picture(document, block)
        case Table():
            _caption(document, block.caption).paragraph_format.keep_with_next = True
            _keep_together(grid(document, block.columns, block.rows))
            document.add_paragraph().paragraph_format.space_after = Pt(0)


def _keep_together(table: Any) -> None:
    """A short table stays on one page."""
    if len(table.rows) <= SHORT_TABLE:
        for row in list(table.rows)[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _text(document: Any, block: Text) -> None:
    levels = {Style.HEADING: "Heading 2", Style.SUBHEADING: "Heading 3"}
    paragraph = document.add_paragraph(style=levels.get(block.style))
    if block.style == Style.CENTRED:
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(10)
    else:
        paragraph.alignment = JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.25)
    if block.lead:
        run(paragraph, f"{block.lead} ", bold=True)
    is_bold = block.style in levels or block.style == Style.CENTRED
    run(paragraph, block.text, bold=is_bold, italic=block.style == Style.BASIS)


def _picture(document: Any, block: Picture) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(
        io.BytesIO(to_png(block.svg, block.width)), width=TEXT_WIDTH
    )
    picture._inline.docPr.set("descr", block.alt)
    _caption(document, block.caption)


def _caption(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    run(paragraph, text, size=13, italic=True)
    return paragraph


def _annex(document: Any, annex: Annex, name: str) -> None:
    """On its side, numbered from 1, and its first page without a number."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    # What holds the break takes no room, or it would have a page of its own where the one before is full.
    holder = document.paragraphs[-1].paragraph_format
    holder.space_after, holder.line_spacing = Pt(0), Pt(1)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    _number_from_1(section)
    title = document.add_paragraph(style="Heading 2")
    title.alignment = CENTRE
    run(title, name, bold=True).add_break()
    run(title, annex.title.upper(), size=13.5, bold=True)
    line(document, annex.reference, size=13, italic=True)
    if annex.note:
        line(document, annex.note, size=12)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    narrow_margins(grid(document, annex.columns, annex.rows, ANNEX_WIDTH))


def _number_from_1(section: Any) -> None:
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    # Word wants it after the margins.
    section._sectPr.find(qn("w:pgMar")).addnext(numbering)
