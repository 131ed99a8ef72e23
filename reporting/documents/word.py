"""Official documents as .docx, to be finished and signed in Word or LibreOffice."""

import io

from docx.shared import Cm, Pt

from reporting.documents.official import Annex, Letter
from reporting.documents.word_parts import (
    CENTRE,
    JUSTIFY,
    grid,
    letterhead,
    line,
    page,
    run,
    signature,
    write,
)

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def to_docx(letter: Letter) -> bytes:
    """The letter as a Word document."""
    document = page(letter.subject)
    letterhead(document, letter.head, below=[(f"V/v {letter.subject}", {"size": 12})])
    addressed = write(document.add_paragraph(), f"Kính gửi: {letter.addressees}")
    addressed.paragraph_format.left_indent = Cm(1.25)
    addressed.paragraph_format.space_before = Pt(14)
    for text in letter.paragraphs:
        paragraph = write(document.add_paragraph(), text)
        paragraph.alignment = JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.25)
    document.add_paragraph()
    signature(document, letter.head)
    _annex(document, letter.annex)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _annex(document, annex: Annex) -> None:
    title = document.add_paragraph()
    title.paragraph_format.page_break_before = True
    title.alignment = CENTRE
    run(title, "PHỤ LỤC\n" + annex.title, bold=True)
    line(document, annex.reference, size=13, italic=True)
    if annex.note:
        line(document, annex.note, size=12)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    grid(document, annex.columns, annex.rows)
