"""The dashboard on paper: what a meeting needs, on few sheets."""

import io
from urllib.parse import quote

import pypdf
import pytest
from django.utils import timezone

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


@pytest.fixture
def many_units(province):
    """A hundred communes more, each with its own share."""
    for number in range(100):
        commune = factories.CommuneFactory(parent=province.cast.district)
        factories.TargetFactory(decision=province.decision, unit=commune)
        submission = factories.SubmissionFactory(unit=commune, month=Month(2018, 7))
        factories.CountFactory(
            submission=submission, procedure=province.procedures[0], total=1_000, online=number
        )
    return province


@pytest.mark.parametrize("asked", ["", "through=2018-07", "through=2018-10", "as_of="])
def test_hand_out_of_many_units_stands_on_few_sheets(signed_in, many_units, asked):
    asked += quote(timezone.now().isoformat()) if asked == "as_of=" else ""
    page = signed_in(many_units.cast.dung)
    page.goto(f"/dashboard/?{asked}", wait_until="networkidle", timeout=30_000)
    headline = page.locator(".headline").inner_text()
    brief = page.locator(".in-brief .asked, #tasks").all_inner_texts()
    sheets = printed(page)
    assert len(sheets) <= MOST_SHEETS
    # No sheet is left blank; one district leaves room for its table beside the strip.
    opening, pictures, places = sheets
    for said in (*headline.splitlines(), *brief, "Kết quả hiện nay"):
        assert unspaced(said) in opening
    assert unspaced("Các đơn vị so với chỉ tiêu tối thiểu") in pictures
    assert unspaced("Đơn vị còn thiếu nhiều hồ sơ trực tuyến nhất") in pictures
    assert unspaced("Các huyện cùng các xã trực thuộc") in pictures + places
    assert unspaced("Sơ đồ cấp huyện và cấp xã") in places
    assert unspaced("Báo cáo chưa gửi") not in "".join(sheets)
    assert page.get_by_role("heading", name="Báo cáo chưa gửi").count() == 1


def test_sign_of_a_cell_stands_beside_its_figure_on_paper(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/courses/?view=month", wait_until="networkidle")
    page.emulate_media(media="print")
    cells = page.locator(".heat-matrix td.heat:has(i)")
    assert cells.count() > 3
    lines = cells.evaluate_all(
        """all => all.map(cell => {
          const sign = cell.querySelector("i").getBoundingClientRect();
          const figures = document.createRange();
          figures.selectNodeContents(cell);
          figures.setStartAfter(cell.querySelector("i"));
          const words = figures.getBoundingClientRect();
          return Math.abs((sign.top + sign.bottom) - (words.top + words.bottom)) / 2;
        })"""
    )
    assert max(lines) < 2


def test_no_small_picture_is_cut_in_two(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/courses/", wait_until="networkidle")
    page.emulate_media(media="print")
    cut = page.locator(".courses li").evaluate_all(
        "all => all.filter(one => getComputedStyle(one).breakInside !== 'avoid').length"
    )
    assert cut == 0


def test_comparison_has_every_group_on_its_first_sheet(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/compare/?then-through=2018-07", wait_until="networkidle")
    groups = page.locator(".slopes h3").all_inner_texts()
    assert groups == ["Sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã"]
    first, *_others = printed(page)
    assert [group for group in groups if unspaced(group) not in first] == []
