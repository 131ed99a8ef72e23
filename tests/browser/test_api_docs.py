"""The page to try the interface: it works under the portal's strict policy, with a token and not with the session."""

import pytest
from playwright.sync_api import expect

from tests.api_calls import Program

DOCS = "/api/v1/docs"


@pytest.fixture
def tried(signed_in, province):
    """Try one operation on the page; the block in which its answer stands."""
    page = signed_in(province.cast.lan)
    page.goto(DOCS)

    def try_out(operation):
        block = page.locator(".opblock", has_text=operation).first
        block.locator(".opblock-summary-control").click()
        block.get_by_role("button", name="Try it out").click()
        block.get_by_role("button", name="Execute").click()
        return block.locator(".live-responses-table")

    return page, try_out


def test_call_is_tried_with_a_token(tried, province):
    page, try_out = tried
    program = Program(province.cast.lan, province.cast.commune)
    page.get_by_role("button", name="Authorize").first.click()
    page.get_by_label("auth-bearer-value").fill(program.secret)
    page.locator(".modal-ux").get_by_role("button", name="Apply credentials").click()
    page.locator(".modal-ux").get_by_role("button", name="Close").click()
    answer = try_out("/api/v1/decisions")
    expect(answer.locator("tbody .response-col_status")).to_contain_text("200")
    expect(answer).to_contain_text("852/QĐ-UBND")
    assert program.token.calls.get().path == "/api/v1/decisions"


def test_session_alone_is_refused_in_the_language_of_the_page(tried, witness):
    witness.expect(401)
    answer = tried[1]("/api/v1/decisions")
    expect(answer.locator("tbody .response-col_status")).to_contain_text("401")
    expect(answer).to_contain_text("Thiếu mã truy cập hợp lệ")
