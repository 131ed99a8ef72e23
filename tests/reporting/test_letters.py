"""The official letter that urges units: who may write it, to whom it goes, and what stands in the files."""

import io
import re
from datetime import UTC, date, datetime

import pytest
from docx import Document
from pypdf import PdfReader

from reporting.documents import pdf
from reporting.documents.official import Annex, Column, Letter, Letterhead
from targets.models import ReportingPeriod, UnlockRequest
from targets.periods import Month
from tests import factories

HEAD = {
    "superior": "UBND tỉnh Khánh Hòa",
    "issuer": "Sở Thông tin và Truyền thông",
    "number": "123/STTTT-CNTT",
    "place": "Khánh Hòa",
    "dated_on": "2018-02-05",
    "answer_by": "2018-10-10",
    "signer_title": "KT. Giám đốc\nPhó Giám đốc",
    "signer_name": "Lê Quang Dũng",
    "recipients": "Như trên;\nLưu: VT.",
    "contact": "Phòng Công nghệ thông tin",
}


def ask(client, *ticked, kind="docx", **changes):
    return client.post("/letters/", HEAD | {"ticked": ticked, "as": kind} | changes)


def words(answer):
    """Everything that a .docx says, its tables' cells too."""
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def listed(client, **query):
    return [row.unit.code for row in client.get("/letters/", query).context["rows"]]


def test_units_below_their_minimum_or_past_a_due_date_are_listed(client, cast, owing):
    client.force_login(cast.dung)
    assert listed(client) == ["H1", "X1"]
    assert listed(client, group="commune") == ["X1"]


def test_district_writes_to_its_communes_and_not_to_itself(client, cast, owing):
    client.force_login(cast.binh)
    assert listed(client) == ["X1"]
    assert ask(client, "X2").status_code == 422
    assert ask(client, "H1").status_code == 422


def test_officer_of_a_district_and_of_its_commune_writes_to_neither(client, cast, owing):
    cast.binh.units.add(cast.commune)
    client.force_login(cast.binh)
    assert listed(client) == []


def test_form_begins_with_the_letterhead_of_the_writer(client, cast, owing):
    client.force_login(cast.dung)
    begun = client.get("/letters/").context["letter"].initial
    assert begun["issuer"] == "Sở Thông tin và Truyền thông"
    assert begun["place"] == "Khánh Hòa"
    client.force_login(cast.binh)
    begun = client.get("/letters/").context["letter"].initial
    assert (begun["superior"], begun["signer_title"]) == ("", "TM. Ủy ban nhân dân\nChủ tịch")
    assert begun["issuer"] == f"Ủy ban nhân dân {cast.district.name.removeprefix('UBND ')}"


def test_letterhead_written_once_is_found_again(client, cast, owing):
    client.force_login(cast.dung)
    ask(client, "X1", signer_name="Trần Thị Hoa", number="77/X")
    begun = client.get("/letters/").context["letter"].initial
    assert begun["signer_name"] == "Trần Thị Hoa"
    assert "number" not in begun


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\ufffe"])
def test_sign_that_no_document_can_hold_is_told_at_its_field(client, cast, owing, kind, sign):
    client.force_login(cast.dung)
    answer = ask(client, "X1", kind=kind, signer_name=f"Trần{sign}Hoa")
    assert answer.status_code == 422
    assert [*answer.context["letter"].errors] == ["signer_name"]


def test_link_from_a_unit_ticks_it_alone(client, cast, owing):
    client.force_login(cast.dung)
    assert client.get("/letters/").context["ticked"] == {"H1", "X1"}
    assert client.get("/letters/", {"unit": "X1"}).context["ticked"] == {"X1"}


def test_word_file_says_what_is_missing_and_by_how_much(client, cast, owing):
    client.force_login(cast.dung)
    answer = ask(client, "X1")
    assert answer["Content-Disposition"].endswith('filename="cong-van-don-doc-2018-09.docx"')
    said = words(answer)
    for part in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH KHÁNH HÒA",
        "Số: 123/STTTT-CNTT",
        "Khánh Hòa, ngày 05 tháng 02 năm 2018",
        f"Kính gửi: {cast.commune.name}.",
        "10/10/2018",
        "30 tháng 3 năm 2018",
        "KT. GIÁM ĐỐC",
        "- Lưu: VT.",
    ]:
        assert part in said
    row = [cell.text for cell in Document(io.BytesIO(answer.content)).tables[-1].rows[1].cells]
    assert row == ["1", cast.commune.name, "20\xa0%", "10", "1", "10,00\xa0%", "1", "08/2018"]


def test_letter_to_one_unit_counts_no_units(client, cast, owing):
    client.force_login(cast.dung)
    alone = words(ask(client, "X1"))
    assert "1 đơn vị" not in alone
    assert "các đơn vị" not in alone
    said = words(ask(client, "X1", "H1"))
    assert "2 đơn vị chưa báo cáo đủ các tháng" in said
    assert "1 đơn vị chưa đạt tỷ lệ tối thiểu" in said


def test_locked_months_are_asked_for_by_request_and_open_ones_as_reports(client, cast, owing):
    client.force_login(cast.dung)
    assert ask_for_months(client) == ["(07/2018–08/2018)"]
    ReportingPeriod.objects.filter(month=Month(2018, 8)).update(locks_on="2018-10-31")
    assert ask_for_months(client) == ["(08/2018)", "(07/2018)"]


def test_unit_with_a_window_is_asked_for_the_report_of_its_locked_month(client, cast, owing):
    client.force_login(cast.dung)
    UnlockRequest.objects.create(
        unit=cast.commune,
        month=Month(2018, 8),
        reason="Thiếu hồ sơ",
        asked_by=cast.lan,
        asked_at=datetime(2018, 9, 28, tzinfo=UTC),
        decided_by=cast.dung,
        decided_at=datetime(2018, 9, 28, tzinfo=UTC),
        open_from="2018-09-28",
        open_until="2018-10-31",
    )
    reported, by_request = ask_for_months(client)
    assert reported == "(08/2018)"
    assert "07/2018" in by_request


def ask_for_months(client):
    """The months that each point of the letter to X1 and H1 names in brackets, in the order of the letter."""
    document = Document(io.BytesIO(ask(client, "X1", "H1").content))
    said = [paragraph.text for paragraph in document.paragraphs]
    return re.findall(r"\([0-9/–]+2018\)", " ".join(line for line in said if line.startswith("- ")))


def test_letter_is_vietnamese_whatever_language_its_writer_reads(client, cast, owing):
    client.force_login(cast.dung)
    client.cookies["django_language"] = "en"
    assert "Kính gửi: các cơ quan, đơn vị, địa phương" in words(ask(client, "X1", "H1"))


def test_sample_figures_are_called_so(client, cast, owing):
    client.force_login(cast.dung)
    assert "Dữ liệu mẫu" not in words(ask(client, "X1"))
    factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 6), is_sample=True)
    assert "Dữ liệu mẫu" in words(ask(client, "X1"))


def test_blanks_are_left_to_be_written_by_hand(client, cast, owing):
    client.force_login(cast.dung)
    said = words(ask(client, "X1", number="", dated_on=""))
    blank = "\N{NO-BREAK SPACE}" * 7
    assert f"Số: {blank}/{blank}" in said
    assert f"Khánh Hòa, ngày{blank}tháng{blank}năm 2018" in said


def test_pdf_is_tagged_and_says_the_same(client, cast, owing):
    client.force_login(cast.dung)
    answer = ask(client, "X1", kind="pdf")
    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(io.BytesIO(answer.content))
    said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for part in ["Số: 123/STTTT-CNTT", "10/10/2018", "PHỤ LỤC", "10,00 %", "08/2018"]:
        assert part in said
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"] == "vi-VN"
    fonts = [font for page in read.pages for font in page["/Resources"]["/Font"].values()]
    assert all("Tinos" in font.get_object()["/BaseFont"] for font in fonts)


@pytest.mark.parametrize("changes", [{"issuer": ""}, {"answer_by": "hôm qua"}, {"ticked": []}])
def test_faulty_form_says_so_and_gives_no_file(client, cast, owing, changes):
    client.force_login(cast.dung)
    answer = ask(client, "X1", **changes)
    assert answer.status_code == 422
    assert answer.context["letter"].errors
    assert answer.context["letter"]["signer_name"].value() == "Lê Quang Dũng"


@pytest.mark.parametrize("person", ["lan", "chau", "long", "son"])
def test_nobody_else_writes_letters(client, cast, owing, person):
    client.force_login(getattr(cast, person))
    assert client.get("/letters/").status_code == 404
    assert ask(client, "X1").status_code == 404


def test_long_annex_repeats_its_headings_and_nothing_in_it_is_markup():
    head = Letterhead(
        "", "UBND huyện Vạn Ninh", "", "Vạn Ninh", date(2018, 10, 3), 2018, "CT", "", []
    )
    hostile = '#include "/etc/passwd" *đậm* $x$ <b>'
    rows = [[str(number), hostile] for number in range(120)]
    annex = Annex(hostile, "", "", [Column("TT", 1), Column("Đơn vị", 5)], rows)
    letter = Letter(head, hostile, hostile, [hostile], annex)
    at = datetime(2018, 10, 3, tzinfo=UTC)
    read = PdfReader(io.BytesIO(pdf.to_pdf(letter, at)))
    texts = [page.extract_text() for page in read.pages]
    assert len(texts) > 3
    assert all("Đơn vị" in text for text in texts[1:])
    assert sum(" ".join(text.split()).count(hostile) for text in texts) >= 120
    assert pdf.to_pdf(letter, at) == pdf.to_pdf(letter, at)
