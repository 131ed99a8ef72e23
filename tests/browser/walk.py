"""A walk past every page of the portal, each as somebody sees it who may."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.apps import apps
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from reporting.actions.objections import answer
from reporting.actions.rankings import make_final
from reporting.models import Ranking
from targets.models import Count, Decision, Submission, Target, Unit, UnlockRequest, User
from targets.periods import Month
from tests import factories, form_06
from tests.api_calls import Program

FORM = "/units/X1/reports/2018-09/"
HEADINGS = "period,unit_code,procedure_code,total,online\n"
DECISION = """
number = "817/QĐ-UBND"
title = "Giao chỉ tiêu năm 2019"
issuer = "Ủy ban nhân dân tỉnh"
issued_on = 2019-03-25
first_month = "2019-01"
last_month = "2019-12"
counts_new_procedures = true

[[clause]]
label = "1.a"
wording = "Sở Tài chính: 45 %"
minimum_percent = 45
units = ["SO"]
"""


def signed_out(open_page, province) -> Iterator[tuple[str, Page]]:
    """The pages of signing in, and of what goes wrong."""
    page = open_page()
    for path in [
        "/accounts/login/",
        "/accounts/inactive/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-nothing/",
        _reset_address(province.cast.lan),
        "/accounts/password/reset/key/done/",
        "/nothing/",
    ]:
        page.goto(path)
        yield path, page
    page.goto("/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill("nobody")
    page.locator("[type=password]").fill("nothing")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("main")).to_contain_text("mật khẩu không đúng")
    yield "/accounts/login/, refused", page
    # What only a fault or an attack brings about is served here as Django would.
    for template in ("403.html", "403_csrf.html", "429.html", "500.html"):
        with translation.override("vi"):
            body = render_to_string(template)
        page.route(f"**/{template}", partial(_serve, body))
        page.goto(f"/{template}")
        yield template, page


def _reset_address(person):
    """Where the letter to somebody who forgot the password leads."""
    key = default_token_generator.make_token(person)
    return f"/accounts/password/reset/key/{user_pk_to_url_str(person)}-{key}/"


def _serve(body, route):
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


def officers(signed_in, province) -> Iterator[tuple[str, Page]]:
    """The pages of a commune's officer, and of one who reports for a district."""
    _lock_july(province)
    page = signed_in(province.cast.lan)
    for path in [
        "/",
        "/units/X1/",
        "/units/X1/history/",
        "/procedures/",
        "/procedures/1.000656/",
        FORM,
        "/units/X1/reports/2018-08/",
        "/units/X1/reports/2018-07/",
        "/units/X1/reports/2018-06/",
        "/unlocks/",
        "/league/",
        "/uploads/",
        "/sources/",
        "/reconciliation/",
        "/help/",
        "/preferences/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/logout/",
    ]:
        page.goto(path)
        yield f"officer {path}", page
    yield from _form_answers(page, province)
    for name, row in [
        ("faults", "2018-09,X1,1.000656,x,1\n"),
        ("preview", "2018-09,X1,1.000656,4,1\n"),
    ]:
        page.goto("/uploads/")
        send(page, {"so-lieu.csv": HEADINGS + row})
        expect(page.get_by_role("table")).to_be_visible()
        yield f"officer /uploads/, {name}", page
    page.get_by_role("button", name="Lưu và gửi").click()
    expect(page.get_by_role("status")).to_be_visible()
    yield "officer /uploads/, stored", page
    address = page.url
    page.goto("/uploads/")
    yield "officer /uploads/, with a stored file", page
    Submission.objects.filter(unit=province.cast.commune).update(status="draft")
    page.goto(address)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("table")).to_be_visible()
    page.wait_for_load_state()
    yield "officer /uploads/, in the way", page
    yield from _other_sources(page)
    page = signed_in(province.cast.binh)
    for path in ["/", "/dashboard/", "/letters/", "/units/H1/", "/procedures/?search=khai"]:
        page.goto(path)
        yield f"district's officer {path}", page


def _lock_july(province) -> None:
    """July has locked; Lan's neighbour was granted days to correct it, and asked a question."""
    factories.PeriodFactory(month=Month(2018, 7))
    asked_at = factories.SubmissionFactory.build().saved_at
    asked = {"asked_by": province.cast.son, "asked_at": asked_at, "reason": "Nhập thiếu hồ sơ."}
    commune = province.cast.other_commune
    UnlockRequest.objects.create(unit=commune, month=Month(2018, 7), **asked)
    september = Submission.objects.get(unit=commune, month=Month(2018, 9))
    september.remarks.create(written_by=province.cast.dung, written_at=asked_at, text="Vì sao?")


def _form_answers(page, province):
    """The form with errors at its cells, and beside what somebody else stored meanwhile."""
    total, online = (
        f"[name='{column}-{province.procedures[0].pk}']" for column in ("total", "online")
    )
    page.goto(FORM)
    page.locator(total).fill("12,5")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("tr.faulty").first).to_be_visible()
    yield "officer form, errors", page
    submission = factories.SubmissionFactory(
        unit=province.cast.commune, month=Month(2018, 9), status="draft", version=7
    )
    factories.CountFactory(submission=submission, procedure=province.procedures[0])
    page.locator(total).fill("20")
    page.locator(online).fill("2")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator(".stored-now").first).to_be_visible()
    yield "officer form, conflict", page
    submission.delete()


def _deliveries(page):
    """Several files sent together: with faults, and once what is good of them is stored."""
    page.goto("/uploads/")
    files = {
        "x1.csv": "2018-09,X1,1.000656,x,1\n2018-08,X1,1.000656,51,9\n",
        "x2.csv": "2018-09,X2,1.000656,34,6\n2018-08,X2,1.000894,2,2\n",
        "x2-lai.csv": "2018-08,X2,1.000656,34,6\n",
        "h1.csv": "2018-09,H1,2.000200,210,70\n",
    }
    send(page, {name: HEADINGS + rows for name, rows in files.items()})
    expect(page.get_by_role("region").first).to_be_visible()
    yield "reviewer /deliveries/, faults", page
    page.get_by_role("button", name="Lưu các đơn vị hợp lệ").click()
    expect(page.get_by_role("status")).to_be_visible()
    yield "reviewer /deliveries/, stored", page


def _other_sources(page):
    """What another source counted, loaded and compared; and a form 06 with its columns."""
    for name, row in [
        ("faults", "2018-09,X1,1.000656,x,1\n"),
        ("loaded", "2018-08,X1,1.000656,40,8\n2018-08,X1,9.999999,4,1\n"),
    ]:
        page.goto("/sources/counts/")
        page.get_by_label("Nguồn số liệu").fill("Cổng Dịch vụ công quốc gia")
        send(page, {"cong-quoc-gia.csv": HEADINGS + row})
        yield f"officer /sources/counts/, {name}", page
    printed = form_06.FORMS["as the circular prints it"]
    for name, rows in [("columns not found", printed[9:]), ("columns", printed)]:
        page.goto("/sources/form-06/")
        page.get_by_label("Đơn vị").select_option("X1")
        page.get_by_label("Tháng đầu").fill("07/2018")
        page.get_by_label("Tháng cuối").fill("08/2018")
        send(page, {"bieu-06.csv": form_06.as_csv(rows).decode()})
        yield f"officer /sources/form-06/, {name}", page
    page.get_by_role("button", name="Xác nhận và lưu").click()
    expect(page.get_by_role("status")).to_be_visible()
    yield "officer /sources/form-06/, stored", page
    for path in ["/sources/", "/reconciliation/", "/units/X1/reconciliation/"]:
        page.goto(path)
        yield f"officer {path}, with other sources", page


def others(signed_in, province) -> Iterator[tuple[str, Page]]:
    """The pages of the reviewer, of Home Affairs, and of the administrator in the portal."""
    _lock_july(province)
    program = Program(province.cast.lan, province.cast.commune)
    program.put([])
    rule = factories.scoring_rule(by=province.cast.long, note="Công văn 7")
    for person, paths in [
        (
            province.cast.dung,
            [
                "/dashboard/",
                "/dashboard/?status=not_reported",
                "/compare/",
                "/compare/?then-group=district&now-group=agency&now-first=2018-12",
                "/units/H1/",
                "/reviews/",
                "/dashboard/courses/",
                "/dashboard/courses/?view=month&order=attainment",
                "/dashboard/ahead/",
                "/matrix/",
                "/letters/",
                "/reminders/",
                "/changes/",
                "/changes/?table=target",
                "/open-data/",
                "/open-data/package.zip?through=2017-01",
                "/units/X2/reports/2018-09/",
                "/units/X2/reports/2018-07/",
                "/unlocks/",
                "/periods/",
                "/periods/2018-07/",
                "/tokens/",
                f"/tokens/{program.token.pk}/",
                "/help/",
            ],
        ),
        (
            province.cast.long,
            [
                "/league/",
                "/league/?first=2018-12&through=2018-01",
                "/scoring/",
                f"/scoring/{rule.pk}/",
                "/definitions/",
                "/help/",
            ],
        ),
        (province.cast.son, ["/decisions/adopt/", "/help/", "/nothing/"]),
    ]:
        page = signed_in(person)
        for path in paths:
            page.goto(path)
            yield f"{person} {path}", page
    yield from _scoring(signed_in(province.cast.long), rule)
    yield from _deliveries(signed_in(province.cast.dung))
    for name, text in [("faults", "number = 1"), ("preview", DECISION)]:
        page.goto("/decisions/adopt/")
        send(page, {"quyet-dinh.toml": text})
        expect(page.get_by_role("table")).to_be_visible()
        yield f"/decisions/adopt/, {name}", page
    yield from _tokens(page)
    Target.objects.all().delete()
    Decision.objects.all().delete()
    for path in ["/dashboard/", "/league/"]:
        page.goto(path)
        yield f"{path}, no decision", page


def _scoring(page, rule):
    """A rule with something to mend in it, what it would make of the figures, and the version that is kept."""
    page.goto(f"/scoring/new/?from={rule.pk}")
    yield "/scoring/new/", page
    page.get_by_label("Theo bậc").check()
    page.get_by_role("button", name="Xem trước").last.click()
    expect(page.locator(".field-errors").first).to_be_visible()
    yield "/scoring/new/, errors", page
    page.locator("[name=steps-0-attainment_percent]").fill("62,5")
    page.locator("[name=steps-0-points]").fill("10")
    page.get_by_role("button", name="Xem trước").last.click()
    expect(page.get_by_role("button", name="Lưu thành phiên bản 2")).to_be_visible()
    yield "/scoring/new/, preview", page
    page.get_by_role("button", name="Lưu thành phiên bản 2").click()
    expect(page.get_by_role("status")).to_be_visible()
    yield "/scoring/, kept", page
    page.goto("/scoring/")
    yield "/scoring/, two versions", page


def _tokens(page):
    """A name that the unit's token has already, then another one."""
    page.goto("/tokens/")
    page.get_by_label("Đơn vị và cán bộ").select_option(label="X1 UBND xã Cam Tân – Nguyễn Thị Lan")
    page.get_by_label("Xem bảng xếp hạng").check()
    page.get_by_label("Tên").fill("Một cửa")
    page.get_by_role("button", name="Cấp và hiện").click()
    expect(page.locator(".field-errors")).to_be_visible()
    yield "/tokens/, errors", page
    page.get_by_label("Tên").fill("Dự phòng")
    page.get_by_role("button", name="Cấp và hiện").click()
    expect(page.locator("code")).to_be_visible()
    yield "/tokens/, shown once", page


def administration(signed_in, province) -> Iterator[tuple[str, Page]]:
    """Every page of the admin: of each table the list, the forms, and the way in and out."""
    page = signed_in(province.cast.son)
    for path in _admin_paths():
        page.goto(path)
        yield path, page
    for name, row in [("faults", "2018-09,X9,1,-5,0\n"), ("preview", "2018-09,X1,1.000656,4,1\n")]:
        page.goto("/admin/targets/count/import/")
        send(page, {"so-lieu.csv": HEADINGS + row})
        expect(page.locator("#content h2").first).to_be_visible()
        yield f"/admin/targets/count/import/, {name}", page


def _admin_paths() -> list[str]:
    unit, person = Unit.objects.first(), User.objects.first()
    paths = [
        "/admin/",
        "/admin/targets/",
        f"/admin/targets/user/{person.pk}/password/",
        f"/admin/targets/unit/{unit.pk}/history/",
        f"/admin/targets/unit/{unit.pk}/delete/",
    ]
    for model in apps.get_app_config("targets").get_models():
        if not admin.site.is_registered(model):
            continue
        table = f"/admin/targets/{model._meta.model_name}/"
        entered_by_hand = not hasattr(model, "submission") and model._meta.model_name not in (
            *("submission", "upload"),
        )
        paths.append(table)
        if entered_by_hand:
            paths.append(f"{table}add/")
        if first := model.objects.first():
            paths.append(f"{table}{first.pk}/change/")
        if hasattr(admin.site.get_model_admin(model), "import_template_name"):
            paths += [f"{table}import/", f"{table}export/"]
    return paths


def send(page, files):
    """Choose files, by their names and texts, on the page, and send them."""
    page.locator("[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}
            for name, text in files.items()
        ]
    )
    form = page.locator("main form:has([type=file])")
    with page.expect_navigation():
        form.locator("[type=submit], button").first.click()


def rankings(signed_in, province) -> Iterator[tuple[str, Page]]:
    """A ranking from its drawing up to final, as Home Affairs, a unit and anybody see it."""
    factories.scoring_rule(by=province.cast.long)
    official, officer = signed_in(province.cast.long), signed_in(province.cast.lan)
    official.goto("/rankings/")
    yield "/rankings/, none", official
    official.goto("/rankings/draw-up/")
    yield "/rankings/draw-up/", official
    official.get_by_role("button", name="Chốt số liệu").click()
    yield "ranking, drawn up", official
    address = official.url
    official.get_by_role("button", name="Đưa ra lấy ý kiến giải trình").click()
    yield "ranking, out", official
    for name, path in [("place", ""), ("why", "units/X1/"), ("objecting", "units/X1/object/")]:
        officer.goto(address + path)
        yield f"officer's ranking, {name}", officer
    officer.get_by_label("Nội dung sai và nội dung đúng").fill("Tháng 8 thiếu hai hồ sơ.")
    officer.get_by_role("button", name="Gửi kiến nghị").click()
    yield "officer's objections", officer
    official.goto(f"{address}objections/")
    yield "objections to be answered", official
    ranking = Ranking.objects.get()
    when = {"by": province.cast.long, "at": timezone.now()}
    answer(objection=ranking.objections.get(), outcome="rejected", text="Số liệu đúng.", **when)
    make_final(ranking=ranking, today=ranking.objections_until + timedelta(days=1), **when)
    Count.objects.filter(submission__unit__code="X2").update(online=0)
    for path in ["", "differences/", "restate/", "objections/", "definitions/", "units/SO/"]:
        official.goto(address + path)
        yield f"final ranking, {path}", official
    official.goto("/rankings/")
    yield "/rankings/, one", official
    official.goto(f"/verify/{ranking.code}/")
    yield "/verify/, final", official
