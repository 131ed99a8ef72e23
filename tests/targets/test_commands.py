"""The commands that bring data in: what they print, where, and with which exit status."""

from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command, load_command_class

from targets.management.commands import run_demo
from targets.models import Decision, Procedure, Submission
from tests import factories

COUNTS = "period,unit_code,procedure_code,total,online\n2018-06,X1,1.000001,10,4\n"
PROCEDURES = (
    "code,name,authority_level,agency_code,field,level,published_from,published_to,published_by\n"
    "1.000002,Khai sinh,xã,,Hộ tịch,3,2016-07-01,,QĐ 1\n"
)
DECISION = """
number = "817/QĐ-UBND"
title = "Giao chỉ tiêu năm 2019"
issuer = "Ủy ban nhân dân tỉnh"
issued_on = 2019-03-25
first_month = "2019-01"
last_month = "2019-12"
[[clause]]
label = "2"
wording = "Các xã: 33,5%"
minimum_percent = 33.5
units = ["X1"]
"""


@pytest.fixture
def run(cast, capsys, tmp_path):
    """Run a command on a file of this content; its exit status, standard output and standard error."""
    factories.ProcedureFactory(code="1.000001")

    def run(command, content, *options, name="file.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = 0
        try:
            call_command(command, str(file), *options)
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_import_counts_says_what_it_did(run, cast):
    status, out, err = run("import_counts", COUNTS, "--actor", "lan")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Đang đọc file.csv …",
        "Đang kiểm tra và lưu 1 dòng …",
        "Số dòng đã đọc: 1",
        "Mới: 1",
        "Thay đổi: 0",
        "Không đổi: 0",
        "Không tính (thủ tục chưa công bố): 0",
    ]
    submission = Submission.objects.get()
    assert (submission.status, submission.submitted_by) == ("submitted", cast.lan)


def test_trial_run_says_the_same_and_stores_nothing(run):
    status, out, _ = run("import_counts", COUNTS, "--dry-run")
    assert (status, "Mới: 1" in out) == (0, True)
    assert out.splitlines()[-1] == "Chạy thử: chưa lưu gì."
    assert not Submission.objects.exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_faults_stand_on_standard_error_a_line_each(run, options):
    status, out, err = run("import_counts", COUNTS + "2018-13,X9,1.000001,5,6\n", *options)
    assert status == 1
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "row 3, period",
        "row 3, unit_code",
        "row 3, online",
    ]
    assert "Mới" not in out
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("", "file.csv"),
        ("một hai ba", "file.txt"),
        (b"\xff\xfe\x00", "file.csv"),
        ("period,unit_code".encode("utf-16-le"), "file.csv"),
        (b"PK\x03\x04 and no more", "file.xlsx"),
        ("not a workbook", "file.ods"),
    ],
)
@pytest.mark.parametrize("command", ["import_counts", "import_procedures"])
def test_file_that_is_no_table_is_one_fault_of_the_file(run, command, content, name):
    status, _, err = run(command, content, name=name)
    assert status == 1
    [line] = err.splitlines()
    assert line.startswith("row 1, file: ")


def test_import_procedures_says_what_it_did(run):
    status, out, _ = run("import_procedures", PROCEDURES)
    assert status == 0
    assert out.splitlines() == [
        "Số dòng đã đọc: 1",
        "Mới: 1",
        "Thay đổi: 0",
        "Không đổi: 0",
    ]
    assert Procedure.objects.filter(code="1.000002").exists()
    status, _, err = run("import_procedures", PROCEDURES.replace(",3,", ",5,"))
    assert (status, err.startswith("row 2, level: ")) == (1, True)


def test_adopt_decision_shows_the_changes_before_it_stores_them(run):
    status, out, _ = run("adopt_decision", DECISION, "--dry-run", name="d.toml")
    assert status == 0
    assert out.splitlines() == [
        "X1\tUBND xã Cam Tân\tkhông có → 2 33.5%",
        "Chạy thử: chưa lưu gì.",
    ]
    assert not Decision.objects.exists()
    status, out, _ = run("adopt_decision", DECISION, name="d.toml")
    assert (status, out.splitlines()[-1]) == (0, "Đã áp dụng Quyết định 817/QĐ-UBND.")
    assert Decision.objects.get().targets.get().unit.code == "X1"


def test_faulty_decision_is_told_by_line(run):
    status, _, err = run("adopt_decision", DECISION.replace("33.5", "133"), name="d.toml")
    assert (status, err.startswith("row 11, minimum_percent: ")) == (1, True)


@pytest.mark.parametrize("command", ["import_counts", "import_procedures", "adopt_decision"])
@pytest.mark.parametrize("options", [("nowhere.csv",), ("--what",), ()])
def test_wrong_use_ends_with_2(command, options):
    with pytest.raises(SystemExit) as caught:
        load_command_class("targets", command).run_from_argv(["manage.py", command, *options])
    assert caught.value.code == 2


def test_unknown_actor_is_refused(run):
    with pytest.raises(CommandError, match="nobody"):
        run("import_counts", COUNTS, "--actor", "nobody")
    assert not Submission.objects.exists()


@pytest.mark.parametrize("given", [None, "https://portal.example/"])
def test_letters_of_the_demonstration_lead_to_its_own_port(monkeypatch, given):
    started = []

    def start(program, **how):
        started.append(how["env"])
        return SimpleNamespace(wait=lambda: None, terminate=lambda: None)

    monkeypatch.delenv("PORTAL_URL", raising=False)
    if given:
        monkeypatch.setenv("PORTAL_URL", given)
    monkeypatch.setattr("subprocess.Popen", start)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(run_demo.Command, "_prepare", lambda self: None)
    monkeypatch.setattr(run_demo.Command, "_check_port", lambda self, port: None)
    monkeypatch.setattr("django.conf.settings.HAS_OWN_SERVER", False)
    call_command("run_demo", port=18321)
    [surroundings] = started
    assert surroundings["PORTAL_URL"] == (given or "http://127.0.0.1:18321/")
    assert "PATH" in surroundings
