"""`/verify/`: true and forged codes and files, without signing in, and nothing of what is not final."""

import datetime
from dataclasses import asdict
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from reporting.actions.rankings import make_final, put_out
from reporting.forms_verify import LARGEST_FILE
from reporting.models import RankingFile
from reporting.presenters.rankings.annexes import annexes
from reporting.presenters.rankings.identity import head, identity
from reporting.rankings.canonical import sha256
from reporting.views import verify
from targets.models import Submission
from tests.reporting.html_tables import lines, tables, whole_tables
from tests.reporting.rankings.conftest import TODAY, drawn_up

pytestmark = pytest.mark.django_db

NBSP = "\N{NO-BREAK SPACE}"
# Where the page has what an annex prints in a column.
ON_THE_PAGE = {
    "Hạng": 0,
    "Hạng trong huyện": 1,
    "Điểm": -9,
    "Mức hoàn thành": -7,
    "Tỷ lệ": -6,
    "Chỉ tiêu": -5,
    "Trực tuyến": -4,
    "Tổng số hồ sơ": -3,
    "Tháng chậm": -2,
    "Tháng thiếu": -1,
}
# Of these the page has the interval within the cell of the share.
BESIDE_THE_FIGURES = {"Đơn vị", "Huyện, thị xã, thành phố", "Xếp loại", "Khoảng 95 % (* ít hồ sơ)"}


def address(ranking):
    return f"/verify/{ranking.code}/"


def figure(written):
    """The first figure of a cell as a number, so that 40 and 40,00 are the same; what is none stays."""
    first = written.split()[0]
    return first if first == "–" else Decimal(first.replace(".", "").replace(",", "."))


def file_of(content, name="bao-cao.pdf"):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: f" {code[:5]} - {code[5:]} ",
        lambda code: code.replace("0", "O").replace("1", "l"),
    ],
)
def test_code_is_understood_however_it_is_typed(client, final, written):
    answer = client.get("/verify/", {"code": written(final.code)})
    assert (answer.status_code, answer.url) == (302, address(final))
    assert client.get(f"/verify/{written(final.code)}/").status_code == 200


def test_final_ranking_is_shown_line_by_line(client, final):
    page = client.get(address(final))
    agencies, districts, communes = tables(page)
    assert [" | ".join(row).replace(NBSP, " ") for row in agencies] == [
        "1 | Sở Y tế | 8,00 | Khá | 1,0130 | 40,52 % | 40 % | 500 | 1.234 | 0 | 8",
        "2 | Sở Tài chính | 8,25 | Khá | 0,9999 | 39,99 % | 40 % | 39.996 | 100.000 | 0 | 7",
        "– | Sở Nội vụ | – | – | – | – | 35 % | 0 | 0 | 0 | 8",
    ]
    assert [row[:2] for row in districts] == [
        ["1", "UBND huyện Cam Lâm"],
        ["–", "UBND huyện Khánh Sơn"],
        ["–", "UBND huyện Trường Sa"],
    ]
    assert [row[:2] for row in communes] == [["1", "1"], ["2", "2"], ["2", "1"], ["4", "3"]]
    said = " ".join(lines(page))
    assert final.sha256 in said
    assert final.written_code in said
    assert "852/QĐ-UBND, 30/3/2018" in said
    assert "từ tháng 1/2018 đến tháng 9/2018" in said
    assert "Quy tắc ví dụ, phiên bản 1" in said
    assert "Mã này thuộc một kết quả xếp hạng chính thức" in said


def test_whatever_an_annex_prints_can_be_held_against_the_page(client, final):
    shown = whole_tables(client.get(address(final)))
    with translation.override("vi"):
        printed = annexes(final, "", is_brief=False)
    assert [len(table) for table in shown] == [len(annex.rows) for annex in printed]
    for table, annex in zip(shown, printed, strict=True):
        headings = {column.heading for column in annex.columns}
        assert headings - set(ON_THE_PAGE) <= BESIDE_THE_FIGURES
        for row, cells in zip(table, annex.rows, strict=True):
            for column, cell in zip(annex.columns, cells, strict=True):
                if column.heading in ON_THE_PAGE:
                    there = row[ON_THE_PAGE[column.heading]]
                    assert figure(there) == figure(cell), (row[0], column)


@pytest.mark.parametrize("state", ["ranking", "out", "withdrawn"])
def test_ranking_that_is_not_final_gives_no_figure_and_no_name(client, request, state):
    ranking = request.getfixturevalue(state)
    page = client.get(address(ranking))
    said = page.content.decode()
    assert page.status_code == 200
    assert tables(page) == []
    for place in ranking.places:
        assert place.unit.name not in said
    assert "Đặng Hoàng Long" not in said
    assert "Sai số liệu" not in said
    words = "đã rút" if state == "withdrawn" else "chưa chính thức"
    assert f"Mã này thuộc một kết quả xếp hạng {words}" in said
    assert "không sử dụng" in said


def test_nobody_is_named_of_a_final_one(client, final):
    assert "Đặng Hoàng Long" not in client.get(address(final)).content.decode()


@pytest.fixture
def restatement(final, province, rule, cast):
    """A draft that replaces the final ranking."""
    Submission.objects.filter(unit__code="X1").update(status="draft")
    return drawn_up(province, rule, cast, replaces=final, reason="Sai số liệu.")


def made_final(ranking, cast):
    put_out(
        ranking=ranking,
        until=datetime.date(2018, 10, 10),
        by=cast.long,
        at=timezone.now(),
        today=TODAY,
    )
    make_final(ranking=ranking, by=cast.long, at=timezone.now(), today=datetime.date(2018, 10, 11))


def test_restated_ranking_names_the_one_in_force(client, final, restatement, cast):
    assert "đã được thay thế" not in client.get(address(final)).content.decode()
    made_final(restatement, cast)
    old = client.get(address(final)).content.decode()
    assert f"đã được thay thế bằng kết quả xếp hạng {restatement.written_code}" in old
    assert f'href="{address(restatement)}?lang=vi"' in old
    new = client.get(address(restatement)).content.decode()
    assert f'href="{address(final)}?lang=vi"' in new


@pytest.mark.parametrize("code", ["AAAAAAAAAA", "ABC", "MÃ-SAI", "<script>", "' OR 1=1", "0" * 500])
def test_forged_code_is_told_with_help(client, final, code):
    for page in (
        client.get("/verify/", {"code": code}, follow=True),
        client.get("/verify/x/".replace("x", code)) if "/" not in code else None,
    ):
        assert page.status_code == 404
        said = " ".join(lines(page))
        assert "Không có kết quả xếp hạng nào mang mã này" in said
        assert "Mã bị đọc nhầm hoặc gõ nhầm" in said
        assert "<script>" not in page.content.decode()


def test_altered_code_of_a_true_ranking_is_told(client, final):
    last = "A" if final.code[-1] != "A" else "B"
    assert client.get(f"/verify/{final.code[:-1]}{last}/").status_code == 404


def test_code_of_the_wrong_length_says_so(client, final):
    said = " ".join(lines(client.get(f"/verify/{final.code[:-1]}/")))
    assert "Mã gồm 10 chữ và số; mã này có 9." in said
    assert "Mã gồm 10" not in " ".join(lines(client.get("/verify/AAAAAAAAAA/")))


@pytest.mark.parametrize("code", ["a/b", "\x00", "/"])
def test_what_cannot_stand_in_an_address_is_answered(client, final, code):
    assert client.get("/verify/", {"code": code}).status_code == 404


def test_true_file_is_named_with_its_ranking(client, final):
    for file in final.files.all():
        page = client.post("/verify/", file_of(bytes(file.content)))
        said = " ".join(lines(page))
        assert page.status_code == 200
        assert "Đây đúng là tệp của cổng thông tin" in said
        assert f"{file.name}, kết quả xếp hạng {final.written_code}" in said


def test_true_file_of_a_replaced_ranking_says_so(client, final, restatement, cast):
    kept = file_of(bytes(final.files.get(name="xep-hang.csv").content))
    assert "đã được thay thế" not in client.post("/verify/", kept).content.decode()
    made_final(restatement, cast)
    kept["file"].seek(0)
    said = client.post("/verify/", kept).content.decode()
    assert f"đã được thay thế bằng kết quả xếp hạng {restatement.written_code}" in said
    assert f'href="{address(restatement)}?lang=vi"' in said


def test_forged_file_is_told(client, final):
    content = bytearray(RankingFile.objects.get(name="frozen.json").content)
    content[len(content) // 2] ^= 1
    page = client.post("/verify/", file_of(bytes(content)))
    said = " ".join(lines(page))
    assert "Không tìm thấy trong các tệp đã phát hành" in said
    assert final.written_code not in said
    assert sha256(bytes(content)) in said


def test_large_file_is_read_from_the_disk_as_from_memory(client, final):
    content = b"x" * (3 * 1024 * 1024)
    assert sha256(content) in client.post("/verify/", file_of(content)).content.decode()


def test_file_is_stored_nowhere(client, final, settings, tmp_path):
    settings.MEDIA_ROOT = settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    before = RankingFile.objects.count()
    client.post("/verify/", file_of(b"x" * (3 * 1024 * 1024)))
    assert RankingFile.objects.count() == before
    assert list(tmp_path.iterdir()) == []


def test_file_of_a_ranking_that_is_not_final_is_not_known(client, out):
    page = client.post("/verify/", file_of(out.canonical.encode()))
    assert "Không tìm thấy trong các tệp đã phát hành" in " ".join(lines(page))


def test_no_file_is_asked_for(client, db):
    assert client.post("/verify/").status_code == 422


def test_too_large_a_file_is_refused(client, db, monkeypatch):
    monkeypatch.setattr("reporting.forms_verify.LARGEST_FILE", 10)
    page = client.post("/verify/", file_of(b"x" * 11))
    assert page.status_code == 422
    assert "Tệp lớn hơn 20 MB" in page.content.decode()


def test_far_too_large_a_file_is_refused_unread(client, db):
    declared = {"CONTENT_LENGTH": str(2 * LARGEST_FILE)}
    page = client.post("/verify/", file_of(b"x"), **declared)
    assert page.status_code == 413
    assert "Tệp lớn hơn 20 MB" in page.content.decode()


def test_length_that_is_no_number_is_answered(client, db):
    assert client.post("/verify/", file_of(b"x"), CONTENT_LENGTH="abc").status_code == 422


def test_frozen_text_is_read_only_where_its_figures_are_shown(client, final, restatement):
    def texts(ranking):
        with CaptureQueriesContext(connection) as captured:
            client.get(address(ranking))
        return sum('"canonical"' in query["sql"] for query in captured.captured_queries)

    # The restatement is not final, and what it replaces is only named.
    assert (texts(final), texts(restatement)) == (1, 0)


def test_page_needs_no_session_and_is_kept_by_no_cache(client, cast, final):
    alone = client.get(address(final))
    assert not alone.cookies
    assert "Cookie" not in alone.headers.get("Vary", "")
    assert "no-store" in alone.headers["Cache-Control"]
    client.force_login(cast.dung)
    client.cookies["django_language"] = "en"
    assert client.get(address(final)).content == alone.content
    assert not client.post("/verify/", file_of(b"x")).cookies.get("csrftoken")


def test_language_stands_in_the_address(client, final):
    page = client.get("/verify/", {"code": final.code, "lang": "en"}, follow=True)
    assert page.redirect_chain == [(f"{address(final)}?lang=en", 302)]
    assert page.headers["Content-Language"] == "en"
    assert "This code belongs to a final ranking" in lines(page)


@pytest.mark.parametrize(("method", "action"), [("get", "verify"), ("post", "verify-file")])
def test_too_many_attempts_are_refused(client, final, monkeypatch, method, action):
    monkeypatch.setitem(verify.RATES, action, "2/m/ip")
    ask = getattr(client, method)
    assert [ask("/verify/").status_code for _ in range(3)][-1] == 429
    # Another address may still ask.
    assert ask("/verify/", REMOTE_ADDR="10.0.0.9").status_code in (200, 422)


def test_every_page_leads_there(client, cast):
    assert client.get("/accounts/login/").content.decode().count('href="/verify/"') == 2
    client.force_login(cast.lan)
    assert 'href="/verify/"' in client.get("/help/").content.decode()


def test_links_there_carry_the_language_that_the_reader_chose(client, cast, final):
    client.cookies["django_language"] = "en"
    assert client.get("/accounts/login/").content.decode().count('href="/verify/?lang=en"') == 2
    client.force_login(cast.dung)
    assert (
        f'href="{address(final)}?lang=en"'
        in client.get(f"/rankings/{final.code}/").content.decode()
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_head_from_the_columns_says_what_is_frozen(final, language):
    with translation.override(language):
        told, frozen = asdict(head(final)), asdict(identity(final))
    assert {name: frozen[name] for name in told} == told
