"""What the dashboard of a whole province weighs on the wire, and how much is asked for before it can be read."""

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import expect

# HTML, style sheets and scripts together; the fonts of their own (rulings).
MOST_BYTES, MOST_FONT_BYTES = 150_000, 60_000
MOST_REQUESTS = 4


def test_first_page_of_the_dashboard_is_light(signed_in, whole_province):
    page = signed_in(whole_province.cast.dung)
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto("/dashboard/", wait_until="networkidle")
    expect(page.locator("#units-listed")).to_have_text("163 đơn vị")
    kinds = {}
    for response in responses:
        kinds.setdefault(response.request.resource_type, []).append(response)
    # What a server on the way compresses; whoever serves it in tests does not.
    weigh = {
        kind: sum(len(gzip.compress(one.body())) for one in found) for kind, found in kinds.items()
    }
    assert weigh["document"] + weigh["stylesheet"] + weigh["script"] <= MOST_BYTES
    assert sum(len(one.body()) for one in kinds["font"]) <= MOST_FONT_BYTES
    # Read without the fonts, which only replace the system's: font-display is swap.
    needed = [one for kind in ("document", "stylesheet", "script") for one in kinds[kind]]
    assert len(needed) <= MOST_REQUESTS
    assert {urlsplit(one.url).netloc for one in responses} == {urlsplit(page.url).netloc}


def test_link_leads_past_a_long_table(signed_in, whole_province):
    page = signed_in(whole_province.cast.dung)
    page.goto("/dashboard/")
    page.locator(".tasks a").first.click()
    expect(page.locator("#missing")).to_be_in_viewport()
    assert page.locator(".table-frame.long").count() == 2
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="UBND xã Số 157").first).to_be_visible()


def test_dashboard_is_whole_without_any_script(signed_in, province):
    page = signed_in(province.cast.dung, javascript=False)
    page.goto("/dashboard/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 trên 5 đơn vị đạt chỉ tiêu tối thiểu"
    )
    months = page.get_by_role("navigation", name="Lũy kế đến tháng")
    months.get_by_role("link", name="tháng 8/2018", exact=True).click()
    expect(page.locator(".lead")).to_have_text(
        "Quyết định 852/QĐ-UBND, từ tháng 1/2018 đến tháng 8/2018"
    )
    expect(months.locator("[aria-current]")).to_have_text("tháng 8/20188")
    months.get_by_role("link", name="Tiến một tháng: tháng 9/2018").click()
    expect(months.locator("[aria-current]")).to_have_text("tháng 9/20189")
    page.locator("summary", has_text="Xem số liệu dạng bảng").click()
    expect(page.get_by_role("cell", name="2/5").last).to_be_visible()
