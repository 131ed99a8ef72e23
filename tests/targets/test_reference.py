"""Decision 852, the units and the catalogue as they are shipped, and files that contradict themselves."""

import shutil
from collections import Counter

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from targets.actions.reference import FaultyFile, load_reference
from targets.models import Clause, Decision, Procedure, Publication, Target, Unit
from targets.periods import Month

FIXTURES = settings.BASE_DIR / "fixtures"


def nothing(_line):
    pass


@pytest.fixture
def folder(db, tmp_path):
    """A copy of the shipped files, to be spoiled."""
    return shutil.copytree(FIXTURES, tmp_path / "fixtures")


def spoil(file, old, new):
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_decision_852_has_its_clauses_and_minimums(db):
    load_reference(folder=FIXTURES, tell=nothing)
    decision = Decision.objects.get()
    assert decision.number == "852/QĐ-UBND"
    assert (str(decision.issued_on), decision.span.first, decision.span.last) == (
        "2018-03-30",
        Month(2018, 1),
        Month(2018, 12),
    )
    assert decision.counts_new_procedures
    targets = Counter(decision.targets.values_list("unit__kind", "minimum_percent"))
    assert targets == {
        ("agency", 40): 13,
        ("agency", 35): 4,
        ("district", 30): 6,
        ("district", 25): 2,
        ("commune", 20): 115,
        ("commune", 15): 22,
    }
    assert set(decision.targets.values_list("clause", flat=True)) == set(
        decision.clauses.values_list("label", flat=True)
    )


def test_units_are_166_and_truong_sa_has_no_target(db):
    load_reference(folder=FIXTURES, tell=nothing)
    assert Counter(Unit.objects.values_list("kind", flat=True)) == {
        "agency": 17,
        "district": 9,
        "commune": 140,
    }
    without = Unit.objects.filter(targets=None)
    assert {unit.code if unit.parent is None else unit.parent.code for unit in without} == {"576"}
    assert without.count() == 4


def test_everybody_has_published_procedures_marked_as_sample(db):
    load_reference(folder=FIXTURES, tell=nothing)
    units = Unit.objects.all()
    assert [unit for unit in units if not Procedure.objects.of(unit).published_in(Month(2018, 1))] == []  # fmt: skip
    assert not Publication.objects.filter(is_sample=False).exists()


def test_loading_again_changes_nothing(db):
    tables = (Unit, Decision, Clause, Target, Procedure, Publication)
    load_reference(folder=FIXTURES, tell=nothing)
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    load_reference(folder=FIXTURES, tell=nothing)
    assert [list(model.objects.order_by("pk").values()) for model in tables] == before


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("units.csv", "22330,", "22327,", "units.csv: row 117, code"),
        ("procedures.csv", ",3,", ",2,", "procedures.csv: row"),
        ("decision-852.toml", '"SKHCN"', '"GHOST"', "decision-852.toml: row 22, units"),
        ("decision-852.toml", '= "40"', '= "140"', "row 17, minimum_percent"),
        ("decision-852.toml", '= "40"', '= "0"', "row 17, minimum_percent"),
    ],
)
def test_file_that_contradicts_itself_is_named_and_nothing_is_stored(folder, name, old, new, told):
    spoil(folder / name, old, new)
    with pytest.raises(FaultyFile, match=told) as caught:
        load_reference(folder=folder, tell=nothing)
    assert str(folder / name) in str(caught.value)
    assert not Unit.objects.exists()
    assert not Decision.objects.exists()


def test_command_tells_the_faults_and_fails(folder, settings):
    spoil(folder / "decision-852.toml", '= "40"', '= "140"')
    settings.BASE_DIR = folder.parent
    with pytest.raises(CommandError, match="lớn hơn 0 và không quá 100"):
        call_command("load_reference")
