"""What allauth, import-export and Django say to our readers is Vietnamese: pages, errors and letters alike."""

import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories

# Words of an English interface that are no Vietnamese ones. Names of columns are English, all in small letters.
ENGLISH = re.compile(
    r"\b(Add|All|Any|Are|Back|Below|Cancel|Change|Changed|Choose|Close|Confirm|Count|Counts|Current|Date|Delete"
    r"|Email|Enter|Error|Errors|Export|File|Filter|Finished|Forgot|Format|History|Home|Import|Line|Log|Login"
    r"|Logout|Name|New|No|None|Password|People|Please|Preview|Remember|Remove|Reset|Resource|Row|Save|Search"
    r"|Select|Sign|Skipped|Submit|Toggle|Too|Unit|Update|User|Username|View|Yes|Your"
    r"|a|again|already|and|at|be|been|by|can|cannot|characters|data|did|does|entirely|fields|for|from|has|have"
    r"|is|it|must|not|of|or|password|please|selected|that|the|these|this|too|was|were|with|you|your)\b"
)
# Formats are called by their own names, and languages in their own words.
NAMES = re.compile(r"\(\.xlsx\)|English|Excel|LibreOffice|@[\w.+-]+|[\w.+-]+@[\w.-]+|lan|/\S+")
# Not the text for a picture: Django's search field has the one English word in every language.
READ_ALOUD = ("title", "placeholder", "aria-label")


class _Words(HTMLParser):
    """What a page shows or is read aloud of it, and what a strict policy would refuse."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.inline = []
        self.unread = None

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag in ("script", "style", "code"):
            self.unread = tag
        if tag == "style" or (tag == "script" and "src" not in named and "type" not in named):
            self.inline.append(tag)
        self.inline += [name for name in named if name == "style" or name.startswith("on")]
        self.words += [named[name] or "" for name in READ_ALOUD if name in named]
        if named.get("type") == "submit":
            self.words.append(named.get("value") or "")

    def handle_endtag(self, tag):
        if tag == self.unread:
            self.unread = None

    def handle_data(self, data):
        if self.unread is None:
            self.words.append(data)


def english(text):
    return sorted(set(ENGLISH.findall(NAMES.sub(" ", text))))


def faults(answer):
    """The English words of a page, and what is written into it against the policy."""
    page = _Words()
    page.feed(answer.content.decode())
    return english("\n".join(page.words)) + page.inline


ADMIN_PAGES = [
    "",
    "password_change/",
    *(
        f"targets/{model}/{page}"
        for model in ("unit", "procedure", "user", "decision", "target")
        for page in ("", "add/")
    ),
    *(
        f"targets/{model}/{page}/"
        for model in ("unit", "procedure", "user", "count")
        for page in ("import", "export")
    ),
    "targets/submission/",
    "targets/count/",
    "targets/upload/",
]


@pytest.fixture
def province(cast):
    factories.CountFactory(submission__unit=cast.commune)
    return cast


@pytest.mark.parametrize("page", ADMIN_PAGES)
def test_page_of_the_administration(client, province, page):
    client.force_login(province.son)
    answer = client.get(f"/admin/{page}")
    assert (answer.status_code, faults(answer)) == (200, [])


@pytest.mark.parametrize(
    ("model", "page"),
    [
        ("unit", "change"),
        ("unit", "delete"),
        ("unit", "history"),
        ("user", "change"),
        ("user", "history"),
    ],
)
def test_page_of_one_row_in_the_administration(client, province, model, page):
    client.force_login(province.son)
    row = {"unit": province.commune, "user": province.lan}[model]
    answer = client.get(f"/admin/targets/{model}/{row.pk}/{page}/")
    assert (answer.status_code, faults(answer)) == (200, [])


def test_saving_and_deleting_in_the_administration(client, province):
    client.force_login(province.son)
    unit = {"code": "X3", "kind": "commune", "name": "UBND xã mới", "order": 9}
    unit["parent"] = province.district.pk
    for address, typed in (
        ("unit/add/", {"code": ""}),
        ("unit/add/", unit | {"kind": "village", "order": "x"}),
        ("unit/add/", unit),
        ("unit/add/", unit),
        ("user/add/", {"username": "lan", "email": "x"}),
        ("unit/", {"action": "delete_selected", "_selected_action": province.district.pk}),
        ("unit/", {"action": "delete_selected"}),
    ):
        assert faults(client.post(f"/admin/targets/{address}", typed, follow=True)) == []


def send(client, model, content, name="a.csv"):
    sent = {"import_file": SimpleUploadedFile(name, content), "format": "0", "resource": "0"}
    return client.post(f"/admin/targets/{model}/import/", sent)


UNITS = "Mã đơn vị;Loại đơn vị;Tên đơn vị;Mã đơn vị cấp trên;Hiệu lực từ ngày;Đến ngày\n"


def test_upload_in_the_administration_from_its_fault_to_its_end(client, province):
    client.force_login(province.son)
    nothing = client.post("/admin/targets/unit/import/", {"format": "0"})
    faulty = send(client, "unit", f"{UNITS}X3;làng;Mới;;;".encode())
    good = send(client, "unit", f"{UNITS}H3;huyện;UBND huyện mới;;;".encode())
    hidden = good.context["confirm_form"].initial
    stored = client.post("/admin/targets/unit/process_import/", hidden, follow=True)
    again = client.post("/admin/targets/unit/process_import/", hidden, follow=True)
    unchosen = client.post("/admin/targets/unit/export/", {"resource": "0"})
    for answer in (nothing, faulty, good, stored, again, unchosen):
        assert (answer.status_code, faults(answer)) == (200, [])


SIGNED_OUT = ["login/", "inactive/", "password/reset/", "password/reset/done/", "password/reset/key/done/",
              "password/reset/key/1-none/"]  # fmt: skip
SIGNED_IN = ["password/change/", "reauthenticate/", "logout/"]


@pytest.mark.parametrize("page", SIGNED_OUT)
def test_page_of_the_account_before_signing_in(client, db, page):
    answer = client.get(f"/accounts/{page}", follow=True)
    assert (answer.status_code, faults(answer)) == (200, [])


@pytest.mark.parametrize("page", SIGNED_IN)
def test_page_of_the_account_after_signing_in(client, province, page):
    province.lan.set_password("Hồ sơ trực tuyến 2018")
    province.lan.save()
    client.force_login(province.lan)
    answer = client.get(f"/accounts/{page}")
    assert (answer.status_code, faults(answer)) == (200, [])


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("login/", {}),
        ("login/", {"login": "lan", "password": "sai"}),
        ("login/", {"login": "lan@example.org", "password": "sai"}),
        ("password/reset/", {}),
        ("password/reset/", {"email": "lan@"}),
        ("password/reset/", {"email": "lan@example.org"}),
    ],
)
def test_answer_to_who_is_not_signed_in(client, province, page, typed):
    answers = [client.post(f"/accounts/{page}", typed, follow=True) for _ in range(7)]
    assert [faults(answer) for answer in answers] == [[]] * 7


@pytest.mark.parametrize("password", ["", "a1", "93518264", "password", "lan@example.org", "khác"])
def test_refusal_of_a_password(client, province, password):
    province.lan.set_password("Hồ sơ trực tuyến 2018")
    province.lan.save()
    client.force_login(province.lan)
    for old in ("sai", "Hồ sơ trực tuyến 2018"):
        typed = {"oldpassword": old, "password1": password, "password2": password}
        assert faults(client.post("/accounts/password/change/", typed)) == []


def test_letter_of_a_forgotten_password(client, province, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "lan@example.org"})
    [letter] = mailoutbox
    assert english(letter.subject + re.sub(r"http\S+", "", letter.body)) == []
    form = client.get(re.search(r"http://testserver(\S+)", letter.body)[1], follow=True)
    refused = client.post(form.request["PATH_INFO"], {"password1": "a1", "password2": "b"})
    chosen = {"password1": "Hồ sơ trực tuyến 2018", "password2": "Hồ sơ trực tuyến 2018"}
    done = client.post(form.request["PATH_INFO"], chosen, follow=True)
    assert [faults(answer) for answer in (form, refused, done)] == [[], [], []]


def test_english_is_found_out(client, province):
    client.force_login(province.son)
    client.cookies["django_language"] = "en"
    for page in ("/accounts/password/change/", "/admin/targets/unit/import/"):
        assert len(faults(client.get(page))) > 5
