"""The documents as .docx, opened by LibreOffice: every page says what it is of, and long tables repeat their headings."""

from dataclasses import replace

import pytest
from django.utils import translation
from pypdf import PdfReader

from reporting.documents.word_paper import paper_to_docx
from reporting.presenters.rankings.decision import draft_decision
from reporting.presenters.rankings.report import report
from tests.long.test_libreoffice import convert

pytestmark = [pytest.mark.long, pytest.mark.django_db]


@pytest.mark.parametrize("make", [report, draft_decision])
def test_pages_are_as_the_pdf_has_them(tmp_path, ranking, make):
    with translation.override("vi"):
        paper = make(ranking)
    *before, last = paper.annexes
    last = replace(last, rows=[row for row in last.rows for _again in range(20)])
    (tmp_path / "paper.docx").write_bytes(paper_to_docx(replace(paper, annexes=[*before, last])))
    convert(tmp_path, "paper.docx", "pdf")
    read = PdfReader(tmp_path / "paper.pdf")
    found = [" ".join(page.extract_text().split()) for page in read.pages]
    for page in found:
        assert f"Mã kiểm tra {ranking.written_code}" in page
        assert "không phải kết quả chính thức" in page
    first = next(number for number, page in enumerate(found) if "Phụ lục III" in page)
    assert len(found) - first > 2
    assert all("Huyện, thị xã" in page for page in found[first:])
    # Nothing is left empty between the text and the annexes, each of which begins a page of its own.
    assert all(len(page) > 250 for page in found)
    wide = [page.mediabox.width > page.mediabox.height for page in read.pages]
    assert wide == [False] * (first - 2) + [True] * (len(found) - first + 2)
