"""The pages of scoring rules: read in plain words, made in two steps, kept as seen."""

from decimal import Decimal

import pytest

from reporting.forms_scoring import PROBLEM_FIELDS
from reporting.labels_scoring import PROBLEM_WORDS, problem_words
from reporting.models import ScoringRule
from reporting.scoring_rule import Basis, Order, Problem, ScoreClass, Step, Ties
from tests import factories
from tests.reporting.html_tables import tables, whole_tables

pytestmark = pytest.mark.django_db
NEW = "/scoring/new/"


def typed(steps=(), classes=(("Tốt", "9"), ("Yếu", "0")), **changes):
    """A rule as it is posted, the Vietnamese way."""
    rows = {
        "steps-TOTAL_FORMS": len(steps),
        "steps-INITIAL_FORMS": 0,
        "classes-TOTAL_FORMS": len(classes),
        "classes-INITIAL_FORMS": 0,
    }
    for row, (attainment, points) in enumerate(steps):
        rows |= {f"steps-{row}-attainment_percent": attainment, f"steps-{row}-points": points}
    for row, (name, points) in enumerate(classes):
        rows |= {f"classes-{row}-name": name, f"classes-{row}-least_points": points}
    return (
        {
            "step": "preview",
            "name": "Chấm điểm CCHC",
            "note": "",
            "maximum": "10",
            "basis": "proportional",
            "full_share": "",
            "off_late": "0",
            "off_missing": "0",
            "decimals": "2",
            "least_dossiers": "1",
            "order": "attainment",
            "ties": "shared",
        }
        | rows
        | changes
    )


@pytest.fixture
def signed_in(client, province, cast):
    client.force_login(cast.long)
    return client


def test_form_keeps_everything_that_a_rule_says(signed_in, cast):
    sent = typed(
        note="Quyết định 99",
        maximum="12,5",
        basis="steps",
        steps=[("80", "7,5"), ("", ""), ("100", "12,5")],
        classes=[("Yếu", "0"), ("Tốt", "9,25")],
        off_late="0,1",
        off_missing="0,25",
        decimals="3",
        least_dossiers="1.000",
        order="points",
        ties="more_dossiers",
        step="keep",
        version="1",
    )
    assert signed_in.post(NEW, sent).status_code == 302
    kept = ScoringRule.objects.get()
    assert (kept.name, kept.version, kept.note) == ("Chấm điểm CCHC", 1, "Quyết định 99")
    assert (kept.made_by, kept.is_example) == (cast.long, False)
    rule = kept.rule
    assert (rule.maximum, rule.basis, rule.full_share) == (Decimal("12.5"), Basis.STEPS, None)
    assert rule.steps == (
        Step(Decimal(100), Decimal("12.5")),
        Step(Decimal(80), Decimal("7.5")),
    )
    assert rule.classes == (ScoreClass("Tốt", Decimal("9.25")), ScoreClass("Yếu", Decimal(0)))
    assert (rule.off_late, rule.off_missing) == (Decimal("0.1"), Decimal("0.25"))
    assert (rule.decimals, rule.least_dossiers) == (3, 1_000)
    assert (rule.order, rule.ties) == (Order.POINTS, Ties.MORE_DOSSIERS)


def test_what_the_basis_does_not_ask_for_is_left_out(signed_in):
    sent = typed(full_share="80", steps=[("100", "10")], step="keep", version="1")
    signed_in.post(NEW, sent)
    rule = ScoringRule.objects.get().rule
    assert (rule.full_share, rule.steps) == (None, ())


def test_preview_stores_nothing_and_shows_each_unit_by_both_rules(signed_in):
    # Whoever reaches half of the minimum earned all points before.
    factories.scoring_rule(basis=Basis.STEPS, steps=(Step(Decimal(50), Decimal(10)),))
    answer = signed_in.post(NEW, typed(ties="dense", classes=[("Tốt", "9,995"), ("Yếu", "0")]))
    assert ScoringRule.objects.count() == 1
    assert answer.status_code == 200
    agencies, _districts, communes = whole_tables(answer)
    assert [row[0][:1] for row in communes] == ["1", "2", "2", "3"]
    assert "trước: 4" in communes[3][0]
    near_miss = agencies[1]
    assert near_miss[5].split() == ["9,99", "trước:", "10,00"]
    assert near_miss[6].split() == ["Yếu", "trước:", "Tốt"]
    found = answer.context["shown"]["found"]
    # X4 has another rank; SO and X4 have another class.
    assert (found.moved, found.changed_class, found.units) == (1, 2, 10)
    assert [(one.name, one.now, one.before) for one in found.groups[0].classes] == [
        ("Tốt", 1, 2),
        ("Yếu", 1, 0),
    ]


def test_preview_of_a_new_name_stands_alone(signed_in):
    answer = signed_in.post(NEW, typed())
    found = answer.context["shown"]["found"]
    assert {row.before for group in found.groups for row in group.rows} == {None}
    assert "trước:" not in str(whole_tables(answer))


def test_preview_is_of_the_decision_and_span_that_were_chosen(signed_in):
    answer = signed_in.post(NEW, typed(first="2018-01", through="2018-01"))
    reported = [row[1] for row in tables(answer)[0] if row[0] == "1"]
    assert reported == ["Sở Tài chính"]


def test_what_was_seen_is_what_is_kept(signed_in):
    """The button of the preview carries what was previewed, and not what stands in the form below it."""
    shown = signed_in.post(NEW, typed(off_late="0,5")).context["shown"]
    kept = dict(shown["typed"]) | {"step": "keep", "version": shown["version"]}
    answer = signed_in.post(NEW, kept, follow=True)
    version = ScoringRule.objects.get()
    assert answer.request["PATH_INFO"] == f"/scoring/{version.pk}/"
    assert version.rule.off_late == Decimal("0.5")


def test_version_made_meanwhile_is_shown_before_another_is_kept(signed_in):
    shown = signed_in.post(NEW, typed(off_late="0,5")).context["shown"]
    factories.scoring_rule()
    kept = dict(shown["typed"]) | {"step": "keep", "version": shown["version"]}
    answer = signed_in.post(NEW, kept)
    assert answer.context["shown"]["version"] == 2
    assert ScoringRule.objects.get().version == 1


@pytest.mark.parametrize("version", ["", "x", "9" * 5_000])
def test_nothing_is_kept_without_the_version_that_was_seen(signed_in, version):
    answer = signed_in.post(NEW, typed(step="keep", version=version))
    assert answer.status_code == 200
    assert not ScoringRule.objects.exists()


def test_same_rule_again_is_nothing_to_keep(signed_in):
    signed_in.post(NEW, typed(step="keep", version="1"))
    answer = signed_in.post(NEW, typed())
    assert answer.context["shown"]["is_the_same"]
    assert 'value="keep"' not in answer.content.decode()


def test_form_begins_with_a_version_and_sends_it_back_unchanged(signed_in):
    begun = factories.scoring_rule(
        basis=Basis.STEPS,
        steps=(Step(Decimal(100), Decimal(10)), Step(Decimal("62.5"), Decimal("4.25"))),
        off_late=Decimal("0.25"),
        ties=Ties.DENSE,
        note="Kế hoạch 12",
    )
    forms = signed_in.get(NEW, {"from": begun.pk}).context["forms"]
    fields = [field for part in (forms.main, *forms.steps, *forms.classes) for field in part]
    fields += [field for rows in (forms.steps, forms.classes) for field in rows.management_form]
    sent = {field.html_name: field.value() for field in fields}
    assert sent["steps-1-attainment_percent"] == "62,5"
    shown = signed_in.post(
        NEW, {name: "" if value is None else value for name, value in sent.items()}
    ).context["shown"]
    assert shown["is_the_same"]


def test_another_row_is_added_and_nothing_is_judged_yet(signed_in):
    sent = typed(maximum="không", classes=[("Tốt", "9")], step="add-classes")
    answer = signed_in.post(NEW, sent)
    assert answer.status_code == 200
    forms = answer.context["forms"]
    assert [row["name"].value() for row in forms.classes] == ["Tốt", None]
    assert forms.main["maximum"].value() == "không"
    assert 'class="field-errors"' not in answer.content.decode()


PROBLEMS = {
    Problem.MAXIMUM: {"maximum": "0", "classes": [("Yếu", "0")]},
    Problem.MAXIMUM_DECIMALS: {"maximum": "9,5", "decimals": "0"},
    Problem.FULL_SHARE: {"basis": "full_share"},
    Problem.NO_STEPS: {"basis": "steps"},
    Problem.STEPS_ORDER: {"basis": "steps", "steps": [("100", "5"), ("80", "6")]},
    Problem.STEPS_ABOVE_MAXIMUM: {"basis": "steps", "steps": [("100", "11")]},
    Problem.DEDUCTION: {"off_missing": "-1"},
    Problem.DECIMALS: {"decimals": "5"},
    Problem.NO_CLASSES: {"classes": []},
    Problem.CLASSES_ORDER: {"classes": [("Tốt", "9"), ("Khá", "9"), ("Yếu", "0")]},
    Problem.CLASS_NAMES: {"classes": [("Tốt", "9"), ("Tốt", "0")]},
    Problem.LAST_CLASS: {"classes": [("Tốt", "9")]},
    Problem.CLASS_ABOVE_MAXIMUM: {"classes": [("Tốt", "11"), ("Yếu", "0")]},
    Problem.LEAST_DOSSIERS: {"least_dossiers": "0"},
}


@pytest.mark.parametrize("problem", Problem)
def test_each_problem_is_told_at_its_field(signed_in, problem):
    answer = signed_in.post(NEW, typed(**PROBLEMS[problem], step="keep", version="1"))
    assert answer.status_code == 422
    forms, field = answer.context["forms"], PROBLEM_FIELDS[problem]
    told = (
        getattr(forms, field).non_form_errors()
        if field in ("steps", "classes")
        else forms.main.errors[field]
    )
    assert list(told) == [problem_words(problem)]
    assert problem_words(problem) in answer.content.decode()
    assert not ScoringRule.objects.exists()


def test_problems_have_words_and_places():
    assert set(PROBLEM_WORDS) == set(PROBLEM_FIELDS) == set(Problem)


def test_negative_deduction_is_told_at_its_own_field(signed_in):
    forms = signed_in.post(NEW, typed(off_late="-0,1")).context["forms"]
    assert list(forms.main.errors) == ["off_late"]


@pytest.mark.parametrize(
    ("changes", "part", "field"),
    [
        ({"maximum": "1.234"}, "main", "maximum"),
        ({"maximum": ""}, "main", "maximum"),
        ({"basis": "guesswork"}, "main", "basis"),
        ({"name": "\0"}, "main", "name"),
        ({"steps": [("100", "")], "basis": "steps"}, "steps", "points"),
        ({"steps": [("x", "1")]}, "steps", "attainment_percent"),
        ({"classes": [("", "9"), ("Yếu", "0")]}, "classes", "name"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(signed_in, changes, part, field):
    answer = signed_in.post(NEW, typed(**changes))
    found = getattr(answer.context["forms"], part)
    assert answer.status_code == 422
    assert list(found.errors if part == "main" else found[0].errors) == [field]


@pytest.mark.parametrize("count", ["", "-1", "999999999", "x"])
def test_number_of_rows_from_elsewhere_breaks_nothing(signed_in, count):
    for step in ("preview", "add-steps"):
        answer = signed_in.post(NEW, typed(step=step) | {"steps-TOTAL_FORMS": count})
        assert answer.status_code in (200, 422)


@pytest.mark.parametrize("begun", ["0", "x", "9" * 5_000])
def test_form_that_begins_with_no_version_is_not_there(signed_in, begun):
    assert signed_in.get(NEW, {"from": begun}).status_code == 404


def test_list_says_what_each_version_changed(signed_in, cast, django_assert_num_queries):
    factories.scoring_rule(by=cast.son)
    factories.scoring_rule(by=cast.long, off_late=Decimal("0.25"), note="Công văn 7")
    answer = signed_in.get("/scoring/")
    [rule] = answer.context["rules"]
    assert [one.rule.version for one in rule.versions] == [2, 1]
    changed, first = rule.versions
    assert [(change.before, change.after) for change in changed.changes] == [
        ("không trừ", "0,25 điểm")
    ]
    assert first.changes == []
    text = answer.content.decode()
    assert "Công văn 7" in text
    assert "Đặng Hoàng Long" in text
    assert "Bùi Thanh Sơn" in text
    for _ in range(2):
        with django_assert_num_queries(5):
            signed_in.get("/scoring/")
        factories.scoring_rule(name="Khác")


def test_version_is_told_in_plain_words(signed_in):
    version = factories.scoring_rule(
        basis=Basis.FULL_SHARE, full_share=Decimal(80), least_dossiers=30
    )
    lines = [line.text for line in signed_in.get(f"/scoring/{version.pk}/").context["lines"]]
    assert lines[0] == "10 điểm"
    assert "80 %" in lines[1].replace("\u00a0", " ")
    assert lines[5] == "Tốt từ 8 điểm; Yếu từ 0 điểm"
    assert "30" in lines[6]


def test_reviewer_reads_and_makes_nothing(client, province, cast):
    version = factories.scoring_rule()
    client.force_login(cast.dung)
    for address in ("/scoring/", f"/scoring/{version.pk}/"):
        assert NEW not in client.get(address).content.decode()
    assert client.post(NEW, typed(step="keep", version="1")).status_code == 404


def test_form_needs_a_decision(client, cast):
    client.force_login(cast.long)
    assert client.get(NEW).status_code == 200
    assert ScoringRule.objects.count() == 0
