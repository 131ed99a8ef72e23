"""Definitions say what the rules do: another rule or constant is another text, and nothing is left unsaid."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from reporting import compliance, interval, scoring
from reporting.compliance import Status
from reporting.definitions import Beside, definitions
from reporting.definitions.beside import Given, MadeVersion
from reporting.definitions.judging import STATUS_WORDS
from reporting.definitions.words import common_words
from reporting.labels import STATUS_LABELS, UNRANKED_LABELS
from reporting.labels_scoring import BASIS_LABELS, ORDER_LABELS, TIES_LABELS
from reporting.rankings.frozen import FrozenClause, FrozenDecision, FrozenRule
from reporting.rule_in_words import earning
from reporting.scoring import Unranked
from reporting.scoring_rule import Basis, Order, ScoreClass, Step, Ties, to_plain
from targets.models import Submission
from targets.workflow import COUNTING
from tests.reporting.scoring_cases import RULE

COMMON = "hồ sơ được tiếp nhận trực tuyến trên tổng số hồ sơ"
DECISION = FrozenDecision(
    number="852/QĐ-UBND",
    title="Giao chỉ tiêu",
    issuer="Ủy ban nhân dân tỉnh",
    issued_on="2018-03-30",
    first_month="2018-01",
    last_month="2018-12",
    leaves_out_since=None,
    clauses=(
        FrozenClause("1.a", f"tối thiểu 40% {COMMON} đối với các Sở"),
        FrozenClause("1.b", f"các xã: tối thiểu 35% {COMMON}"),
    ),
)


def frozen(rule=RULE, **fields):
    return FrozenRule(
        **{
            "name": "Chấm điểm CCHC",
            "version": 2,
            "note": "Công văn 7",
            "is_example": False,
            "made_at": "2018-10-02T08:00:00+07:00",
            "made_by": "1",
            "definition": to_plain(rule),
        }
        | fields
    )


def text(rule=RULE, decision=DECISION, beside=None):
    with translation.override("vi"):
        found = definitions(decision, frozen(rule), beside or Beside())
    lines = [line for one in found for line in (one.title, *one.paragraphs, one.source)]
    return "\n".join(lines).replace("\u00a0", " ")


def said(label):
    with translation.override("vi"):
        return str(label)


BY_STEPS = replace(RULE, basis=Basis.STEPS, steps=(Step(Decimal("62.5"), Decimal("4.25")),))
BY_FULL_SHARE = replace(RULE, basis=Basis.FULL_SHARE, full_share=Decimal(62))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (replace(RULE, maximum=Decimal("12.5")), "Điểm từ 0 đến 12,5."),
        (BY_STEPS, "62,5 %"),
        (BY_STEPS, "4,25"),
        # Half of the share that earns full points earns half of them.
        (BY_FULL_SHARE, "được 5, trừ 0"),
        # 6,5957446…: broken off, as where a place is explained, and never rounded up.
        (replace(BY_FULL_SHARE, full_share=Decimal(47)), "được 6,595744…, trừ 0"),
        (replace(RULE, off_late=Decimal("0.375")), "0,375 điểm"),
        (replace(RULE, off_missing=Decimal("0.125")), "còn 7,50 điểm"),
        (replace(RULE, decimals=0), "5,5 được ghi là 6."),
        (replace(RULE, decimals=0), "9,9 được ghi là 9."),
        (replace(RULE, classes=(ScoreClass("Xuất sắc", Decimal(0)),)), "Xuất sắc"),
        (replace(RULE, least_dossiers=2_500), "2.500 hồ sơ"),
        # The example has dossiers enough to be ranked.
        (replace(RULE, least_dossiers=2_500), "930/3.000"),
        (replace(RULE, order=Order.SHARE), "Đơn vị D: 300/1.000"),
        (replace(RULE, ties=Ties.DENSE), "1, 2, 2, 3"),
        (replace(RULE, ties=Ties.MORE_DOSSIERS), "C xếp thứ 3, B xếp thứ 4"),
    ],
)
def test_another_rule_is_another_text(changed, sentence):
    assert sentence in text(changed)
    assert text(changed) != text()


@pytest.mark.parametrize("basis", Basis)
def test_every_basis_has_its_sentence_and_label(basis):
    rule = replace(BY_STEPS, full_share=Decimal(80), basis=basis)
    assert said(BASIS_LABELS[basis])
    with translation.override("vi"):
        assert earning(rule).replace("\u00a0", " ") in text(rule)
    others = [replace(rule, basis=other) for other in Basis if other != basis]
    assert text(rule) not in map(text, others)


@pytest.mark.parametrize("order", Order)
def test_every_order_has_its_sentence(order):
    assert said(ORDER_LABELS[order]) in text(replace(RULE, order=order))


@pytest.mark.parametrize("ties", Ties)
def test_every_way_with_ties_has_its_sentence(ties):
    assert said(TIES_LABELS[ties]) in text(replace(RULE, ties=ties))


@pytest.mark.parametrize("status", Status)
def test_every_status_is_defined(status):
    assert f"{said(STATUS_LABELS[status])}: {said(STATUS_WORDS[status])}" in text()


@pytest.mark.parametrize("reason", Unranked)
def test_every_reason_to_have_no_rank_is_told(reason):
    assert said(UNRANKED_LABELS[reason]) in text()


@pytest.mark.parametrize("state", Submission.Status)
def test_every_state_of_a_report_is_told(state):
    counting, others = (
        next(line for line in text().splitlines() if words in line)
        for words in ("sau được tính", "sau không được tính")
    )
    assert said(state.label) in (counting if state in COUNTING else others)


def test_worked_examples_are_those_of_the_code(monkeypatch):
    assert "39,996 %" in text()
    assert "39,99 %" in text()
    assert "thiếu 4 hồ sơ" in text()
    monkeypatch.setattr(compliance, "shortfall", lambda share, minimum: 77)
    monkeypatch.setattr(compliance, "shown_percent", lambda share, minimum: Decimal("12.345"))
    assert "thiếu 77 hồ sơ" in text()
    assert "3 chữ số thập phân" in text()


def test_ranks_of_the_example_are_those_that_scoring_gives(monkeypatch):
    ranks = [line[-1] for line in text().splitlines() if line.startswith("Đơn vị ") and "/" in line]
    assert ranks == ["1", "2", "3", "3", "5"]
    monkeypatch.setattr(scoring, "ranks", lambda keys: dict.fromkeys(keys, 9))
    assert "xếp thứ 9" in text()


@pytest.mark.parametrize(
    ("constant", "value", "sentence"),
    [("FEW_DOSSIERS", 33, "dưới 33 hồ sơ"), ("SHOWN_BELOW", 87, "Dưới 87 hồ sơ")],
)
def test_another_constant_is_another_text(monkeypatch, constant, value, sentence):
    assert sentence not in text()
    monkeypatch.setattr(interval, constant, value)
    assert sentence in text()


def test_procedures_left_out_as_new_are_told():
    before = text()
    after = text(decision=replace(DECISION, leaves_out_since="2018-01-01"))
    assert "từ ngày 1/1/2018" not in before
    assert "từ ngày 1/1/2018" in after


def test_every_clause_stands_in_its_own_words_with_what_it_gives():
    beside = Beside(
        {
            "1.a": [Given(Decimal("40.00"), 13)],
            "1.b": [Given(Decimal("35.00"), 4)],
            "9.z": [Given(Decimal("12.50"), 1)],
        }
    )
    found = text(beside=beside)
    for clause in DECISION.clauses:
        assert f"“{clause.wording}”" in found
    for line in (
        "40 %, giao cho 13 đơn vị",
        "35 %, giao cho 4 đơn vị",
        "12,5 %, giao cho 1 đơn vị",
    ):
        assert line in found
    assert f"“… {COMMON} …”" not in text(decision=replace(DECISION, clauses=()))
    assert f"“… {COMMON} …”" in found


def test_each_version_is_told_with_its_author_and_day():
    versions = [
        MadeVersion(2, "2018-10-02T08:00:00+07:00", "Đặng Hoàng Long", "Công văn 7"),
        MadeVersion(1, "2018-09-01T08:00:00+07:00", "", ""),
    ]
    found = text(beside=Beside(versions=versions))
    assert "Phiên bản 2, do Đặng Hoàng Long lập" in found
    assert "2/10/2018" in found
    assert "Phiên bản 1, lập" in found
    assert "1/9/2018" in found
    assert "Công văn 7" in found


def test_each_definition_has_an_author_and_a_day():
    versions = [MadeVersion(2, "2018-10-02T08:00:00+07:00", "Đặng Hoàng Long", "")]
    with translation.override("vi"):
        found = definitions(DECISION, frozen(), Beside(versions=versions))
    sources = {one.title: one.source for one in found}
    decision = "Quyết định 852/QĐ-UBND ngày 30/3/2018 của Ủy ban nhân dân tỉnh"
    assert sources["Khoản, điểm 1.a"] == f"Khoản, điểm 1.a {decision}"
    assert "quy tắc 7" in sources["Kết quả"].lower()
    for source in sources.values():
        by_whom = "Đặng Hoàng Long" if "phiên bản 2" in source else "Ủy ban nhân dân tỉnh"
        assert by_whom in source
        assert ("2/10/2018" if "phiên bản 2" in source else "30/3/2018") in source


def test_example_says_that_it_is_one():
    with translation.override("vi"):
        told = [
            line
            for one in definitions(DECISION, frozen(is_example=True))
            for line in one.paragraphs
        ]
    assert any("ví dụ" in line and "không công khai" in line for line in told)


def test_without_a_rule_nothing_is_said_of_points():
    found = [one.title for one in definitions(DECISION, None)]
    assert found == [one.title for one in definitions(DECISION, frozen())][: len(found)]
    assert 0 < len(found) < len(definitions(DECISION, frozen()))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ""),
        (["một hai ba bốn"], "một hai ba bốn"),
        (["a một hai ba bốn", "một hai ba bốn b"], "… một hai ba bốn …"),
        (["a một hai ba", "một hai ba b"], ""),
        (["xa một hai ba bốn", "a một hai ba bốn"], "… một hai ba bốn …"),
    ],
)
def test_words_in_common_are_whole_words(texts, expected):
    assert common_words(texts) == expected
