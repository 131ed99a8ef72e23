"""The dashboard on paper: what a meeting needs, on few sheets."""

import io

import pypdf

from targets.periods import Month
from tests import factories

MOST_SHEETS = 3


def unspaced(text):
    return "".join(text.split())


def printed(page):
    """What each sheet says, without blanks: between its letters a PDF may have any."""
    content = page.pdf(prefer_css_page_size=True)
    sheets = pypdf.PdfReader(io.BytesIO(content)).pages
    return [unspaced(sheet.extract_text()) for sheet in sheets]


def test_hand_out_of_many_units_stands_on_few_sheets(signed_in, province):
    for number in range(100):
        commune = factories.CommuneFactory(parent=province.cast.district)
        factories.TargetFactory(decision=province.decision, unit=commune)
        submission = factories.SubmissionFactory(unit=commune, month=Month(2018, 7))
        factories.CountFactory(
            submission=submission, procedure=province.procedures[0], total=1_000, online=number
        )
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/", wait_until="networkidle", timeout=30_000)
    headline = page.locator("h1").inner_text()
    asked = page.locator(".in-brief .asked").all_inner_texts()
    sheets = printed(page)
    assert len(sheets) <= MOST_SHEETS
    whole = "".join(sheets)
    for said in (headline, *asked, "Việc cần làm ngay", "Các huyện cùng các xã trực thuộc"):
        assert unspaced(said) in whole
    assert unspaced("Báo cáo còn thiếu") not in whole
    assert page.get_by_role("heading", name="Báo cáo còn thiếu").count() == 1


def test_comparison_has_every_group_on_its_first_sheet(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/compare/?then-through=2018-07", wait_until="networkidle")
    groups = page.locator(".slopes h3").all_inner_texts()
    assert groups == ["Sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã"]
    first, *_others = printed(page)
    assert [group for group in groups if unspaced(group) not in first] == []
