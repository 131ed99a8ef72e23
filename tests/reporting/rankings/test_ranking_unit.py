"""“Why this place”: who opens it, and what it says of each unit."""

import datetime
import io
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from pypdf import PdfReader

from reporting.actions.scoring_rules import make_rule
from reporting.presenters.rankings.differences import difference_rows
from reporting.presenters.rankings.unit import place_of, ranking_unit
from reporting.rankings.recomputed import differences_since
from reporting.scoring_rule import Rule, ScoreClass
from targets.models import Submission, Upload
from targets.periods import Month
from tests import factories
from tests.reporting.html_tables import lines, table
from tests.reporting.rankings.conftest import drawn_up
from tests.reporting.reports import report

pytestmark = pytest.mark.django_db

# l: Lan, commune X1 · b: Bình, its district H1 · c: Châu, agency SO · d: Dũng, who reviews · h: Long, Home Affairs ·
# s: Sơn, who administers.
PEOPLE = {"l": "lan", "b": "binh", "c": "chau", "d": "dung", "h": "long", "s": "son"}
MAY = {
    ("ranking", "X1"): "dhs",
    ("ranking", "H1"): "dhs",
    ("ranking", "SO"): "dhs",
    ("ranking", "X2"): "dhs",
    ("out", "X1"): "lbdhs",
    ("out", "H1"): "bdhs",
    ("out", "SO"): "cdhs",
    ("out", "X2"): "dhs",
    ("final", "X1"): "lbdhs",
    ("final", "H1"): "bdhs",
    ("final", "SO"): "cdhs",
    ("final", "X2"): "dhs",
    # Who saw his place while the ranking was out goes on seeing it.
    ("withdrawn", "X1"): "lbdhs",
    ("withdrawn", "H1"): "bdhs",
    ("withdrawn", "SO"): "cdhs",
    ("withdrawn", "X2"): "dhs",
}


def address(ranking, unit, end=""):
    return f"/rankings/{ranking.code}/units/{unit}/{end}"


@pytest.mark.parametrize("state", ["ranking", "out", "final", "withdrawn"])
def test_who_opens_which_place(client, cast, request, state):
    ranking = request.getfixturevalue(state)
    for unit in ("X1", "H1", "SO", "X2"):
        for end in ("", "sheet.pdf"):
            opened = set()
            for letter, person in PEOPLE.items():
                client.force_login(getattr(cast, person))
                answer = client.get(address(ranking, unit, end)).status_code
                assert answer in (200, 404)
                opened |= {letter} if answer == 200 else set()
            assert opened == set(MAY[state, unit]), (unit, end)


def test_what_is_not_there_is_not_found(client, cast, final):
    client.force_login(cast.long)
    unknown = factories.CommuneFactory(code="X9")
    assert client.get(address(final, unknown.code)).status_code == 404
    assert client.get(address(final, "nowhere")).status_code == 404
    assert client.get("/rankings/AAAAAAAAAA/units/X1/").status_code == 404
    client.logout()
    assert "login" in client.get(address(final, "X1")).url


def test_code_is_understood_as_it_is_printed(client, cast, final):
    client.force_login(cast.long)
    path = f"/rankings/{final.written_code.lower()}/units/X1/"
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("unit", "headline"),
    [
        ("SO", "Hạng 2 trong 2 cơ quan; 8,25 điểm, loại Khá."),
        ("SY", "Hạng 1 trong 2 cơ quan; 8,00 điểm, loại Khá."),
        ("SV", "Không xếp hạng: Không phát sinh."),
        ("H2", "Không xếp hạng: Chưa báo cáo."),
        ("H3", "Không xếp hạng: Không giao chỉ tiêu."),
        (
            "X1",
            "Hạng 2 trong 4 UBND cấp xã, hạng 2 trong 3 xã, phường, thị trấn thuộc huyện Cam Lâm; 8,00 điểm, loại Khá.",
        ),
    ],
)
def test_headline(client, cast, final, unit, headline):
    client.force_login(cast.long)
    assert headline in lines(client.get(address(final, unit)))


def test_arithmetic_is_written_out(client, cast, final):
    client.force_login(cast.long)
    rows = table(client.get(address(final, "SO")), "steps")
    nbsp = "\N{NO-BREAK SPACE}"
    assert rows == [
        ["1. Tỷ lệ", "39.996 ÷ 100.000", f"39,99{nbsp}%"],
        ["2. Mức hoàn thành", "(39.996 × 100) ÷ (100.000 × 40)", f"99,99{nbsp}%"],
        ["3. Điểm đạt được", "10 × 0,9999", "9,999"],
        ["4. Trừ do nộp chậm", "0,1 × 0", "0"],
        ["5. Trừ do thiếu báo cáo", "0,25 × 7", "1,75"],
        ["6. Điểm", "9,999 − 1,75 = 8,249", "8,25"],
        ["7. Xếp loại", "8,25", "Khá"],
    ]


def test_attainment_is_in_percent_on_pages_and_a_number_where_it_is_reckoned_with(
    client, cast, final
):
    client.force_login(cast.long)
    page = client.get(address(final, "SO")).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert '<strong>99,99 %</strong> <small class="muted">= 0,9999</small>' in page
    assert (
        page.count('<td class="number">99,99 %</td>')
        == page.count('<td class="number">101,30 %</td>')
        == 1
    )
    places = (
        client.get(f"/rankings/{final.code}/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    )
    assert '<td class="number on-wide">99,99 %</td>' in places
    assert "mức hoàn thành 99,99 %" in places
    assert "0,9999" not in places
    steps = client.get(address(final, "SO") + "steps.json").json()
    assert "0,9999" in [value for row in steps for value in row.values()]


def test_page_says_the_figures_of_the_ranking_not_of_now(client, cast, final, province):
    client.force_login(cast.long)
    before = client.get(address(final, "X1")).content
    province.report("X1", "2018-07", 50, 50)
    Submission.objects.filter(unit__code="X1", month=Month(2018, 6)).update(status="draft")
    after = client.get(address(final, "X1")).content
    assert _without_token(before) == _without_token(after)


def _without_token(content):
    return [line for line in content.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def names(response, contest="contest-1"):
    return [row[1] for row in table(response, contest)]


def test_neighbours_have_names_where_the_reader_sees_them(client, cast, out):
    client.force_login(cast.long)
    all_names = ["UBND xã Cam An Bắc", "UBND xã Cam Tân", "UBND xã Sơn Trung", "UBND xã Cam Hòa"]
    assert names(client.get(address(out, "X1"))) == all_names
    client.force_login(cast.lan)
    page = client.get(address(out, "X1"))
    assert names(page) == ["đơn vị khác", "UBND xã Cam Tân", "đơn vị khác", "đơn vị khác"]
    distances = [row[-1] for row in table(page, "contest-1")]
    assert distances == ["xếp trước", "–", "bằng nhau", "xếp sau"]
    for other in ("Cam An Bắc", "Sơn Trung", "Cam Hòa", "33,33", "12,49"):
        assert other not in page.content.decode()
    client.force_login(cast.binh)
    seen = ["UBND xã Cam An Bắc", "UBND xã Cam Tân", "đơn vị khác", "UBND xã Cam Hòa"]
    assert names(client.get(address(out, "X1"))) == seen


def test_sheet_hides_what_the_page_hides(client, cast, out):
    client.force_login(cast.lan)
    text = read(client.get(address(out, "X1", "sheet.pdf")).content)
    assert "đơn vị khác" in text
    assert "Cam An Bắc" not in text


def test_everyone_reads_the_names_once_it_is_final(client, cast, final):
    client.force_login(cast.lan)
    assert "đơn vị khác" not in names(client.get(address(final, "X1")))


def test_objection_is_offered_to_the_unit_while_it_may(client, cast, out, settings):
    words = "Nếu đơn vị cho rằng kết quả chưa đúng"
    client.force_login(cast.lan)
    assert words in lines(client.get(address(out, "X1")))
    client.force_login(cast.long)
    assert words not in lines(client.get(address(out, "X1")))
    client.force_login(cast.lan)
    settings.PORTAL_TODAY = datetime.date(2018, 10, 11)
    assert words not in lines(client.get(address(out, "X1")))


def shown(ranking, unit):
    with translation.override("vi"):
        return ranking_unit(ranking, place_of(ranking, unit), None)


def test_every_cell_says_who_entered_it_when_and_from_where(province, rule, cast):
    later = factories.ProcedureFactory(published=(datetime.date(2018, 7, 1), None))
    submission = report(cast.commune, "2018-05", (province.shared, 1, 2), (later, 3, 4))
    submission.submitted_by = cast.lan
    submission.save()
    at = datetime.datetime(2018, 6, 1, 2, 5, tzinfo=datetime.UTC)
    submission.counts.update(entered_by=cast.binh, entered_at=at)
    unit = shown(drawn_up(province, rule, cast), "X1")
    may = unit.months[4]
    assert (may.month, may.total, may.online, may.submitted_by) == (
        "05/2018",
        "2",
        "1",
        "Nguyễn Thị Lan (lan)",
    )
    counted = {one.code: one for one in may.counts}
    assert counted[later.code].why_not == (
        "không được công bố vào ngày nào trong tháng này (mức độ 3 từ 1/7/2018)"
    )
    assert counted[province.shared.code].why_not == ""
    assert {(one.entered_by, one.entered_at, one.source) for one in may.counts} == {
        ("Trần Văn Bình (binh)", "09:05 1/6/2018", "")
    }
    # What does not count is in no sum.
    assert [(row.code, row.total) for row in unit.procedures.lines] == [(province.shared.code, "7")]


def test_cell_names_its_file_and_row_whatever_the_file_is_called(province, rule, cast):
    upload = Upload.objects.create(
        name="tháng 5, 12", content=b"", sha256="", uploaded_at=timezone.now()
    )
    submission = report(cast.commune, "2018-05", (province.shared, 1, 2))
    submission.counts.update(upload=upload, source_row=7)
    ranking = drawn_up(province, rule, cast)
    (frozen,) = ranking.figures.unit("X1").months[4].counts
    assert (frozen.source_file, frozen.source_row) == ("tháng 5, 12", 7)
    (may,) = shown(ranking, "X1").months[4].counts
    assert may.source == "tháng 5, 12, dòng 7"
    submission.counts.update(online=2)
    with translation.override("vi"):
        found, people = differences_since(ranking)
        rows = difference_rows(found, {"X1"}, people)
    assert [count.source for row in rows for count in row.counts] == ["tháng 5, 12, dòng 7"]


def test_missing_month_says_whether_it_had_a_due_date(province, rule, cast):
    factories.PeriodFactory(month=Month(2018, 1))
    months = shown(drawn_up(province, rule, cast), "H2").months
    assert [month.remark for month in months[:2]] == [
        "quá hạn chưa báo cáo",
        "hết tháng chưa báo cáo",
    ]


def test_few_dossiers_are_marked_and_change_no_rank(final):
    few = shown(final, "X3").small_numbers
    assert few.startswith("Ít hồ sơ. Với 3 hồ sơ")
    assert "không bao giờ làm thay đổi điểm, xếp loại hoặc thứ hạng" in few
    assert shown(final, "X4").small_numbers == ""


def test_unit_with_too_few_dossiers_has_its_reason(province, cast):
    strict = Rule(Decimal(10), classes=(ScoreClass("Đạt", Decimal(0)),), least_dossiers=10)
    rule = make_rule(
        name="?", rule=strict, note="", by=None, at=datetime.datetime.now(datetime.UTC)
    )
    unit = shown(drawn_up(province, rule, cast), "X1")
    assert unit.headline == (
        "Không xếp hạng: có 5 hồ sơ, trong khi quy tắc yêu cầu từ 10 hồ sơ; 10,00 điểm, loại Đạt."
    )
    assert unit.contests == []
    assert unit.steps[-1].result == "Đạt"


def test_one_rank_higher_is_said(final):
    unit = shown(final, "X4")
    assert unit.contests[0].higher.startswith(
        "Trong số hồ sơ đã tiếp nhận, nếu có thêm 1 hồ sơ trực tuyến (12.500 trên 100.000 thay vì 12.499) thì đơn vị xếp hạng 2"
    )
    assert shown(final, "X3").contests[0].higher == "Không có đơn vị nào xếp trước."


def read(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize("unit", ["SO", "SV", "H2", "H3", "X1", "X3"])
def test_sheet_says_what_the_page_says(client, cast, final, unit, settings):
    settings.PORTAL_URL = "https://portal.example/"
    client.force_login(cast.long)
    client.cookies["django_language"] = "en"
    answer = client.get(address(final, unit, "sheet.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    assert 1 <= len(reader.pages) <= 3
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"
    for page in reader.pages:
        text = page.extract_text().replace("\N{NO-BREAK SPACE}", " ")
        assert f"Mã kiểm tra {final.written_code} · SHA-256 {final.sha256[:16]}…" in text
        assert f"https://portal.example/verify/{final.code}/" in text
    said = shown(final, unit)
    text = " ".join(read(answer.content).split())
    assert "Người nhập, thời điểm nhập và tệp nguồn của từng số liệu" in text
    assert f"https://portal.example/rankings/{final.code}/units/{unit}/" in "".join(text.split())
    assert said.headline in text
    for step in said.steps:
        assert step.result.replace("\N{NO-BREAK SPACE}", " ") in text


def test_longest_sheet_has_three_pages(client, cast, province, rule):
    """A hundred procedures with long names, in nine months: what is left out is said."""
    name = "Thủ tục chứng thực chữ ký trong các giấy tờ, văn bản, áp dụng cho mọi trường hợp, " * 2
    procedures = [factories.ProcedureFactory(name=name) for _ in range(100)]
    late = [
        factories.ProcedureFactory(published=(datetime.date(2018, 9, 1), None)) for _ in range(20)
    ]
    for number in range(1, 6):
        figures = [(one, 1, 3) for one in [*procedures, *late]]
        report(cast.commune, f"2018-0{number}", *figures)
    ranking = drawn_up(province, rule, cast)
    client.force_login(cast.long)
    answer = client.get(address(ranking, "X1", "sheet.pdf"))
    assert len(PdfReader(io.BytesIO(answer.content)).pages) <= 3
    assert "Và 71 dòng nữa" in read(answer.content)
    assert "Và 90 dòng nữa" in read(answer.content)


def test_page_asks_nothing_of_what_is_entered(client, cast, final, django_assert_num_queries):
    client.force_login(cast.lan)
    with django_assert_num_queries(8) as asked:
        client.get(address(final, "X1"))
    tables = ("targets_count", "targets_procedure", "targets_publication", "targets_monthlyshare")
    assert not any(table in query["sql"] for query in asked.captured_queries for table in tables)
