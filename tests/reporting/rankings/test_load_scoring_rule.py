import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from reporting.management.commands.load_scoring_rule import EXAMPLE
from reporting.models import ScoringRule

pytestmark = pytest.mark.django_db


def load(file):
    call_command("load_scoring_rule", str(file), stdout=io.StringIO())


def written(folder, old, new):
    """The example with something else in it."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    file = folder / "rule.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_the_example_is_one_however_its_file_is_named(monkeypatch):
    monkeypatch.chdir(settings.BASE_DIR)
    load("fixtures/scoring-example.toml")
    load(EXAMPLE)

    assert ScoringRule.objects.get().is_example


def test_a_rule_of_ones_own_is_no_example(tmp_path):
    load(written(tmp_path, "is_example = true\n", ""))

    assert not ScoringRule.objects.get().is_example


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Quy tắc ví dụ"', f'name = "{"x" * 101}"', "at most 100"),
        ('name = "Quy tắc ví dụ"', "name = 7", "no text"),
        ('note = "Ví dụ', f'note = "{"x" * 1_000}', "at most 1000"),
        ("is_example = true", 'is_example = "no"', "neither true nor false"),
    ],
)
def test_what_a_rule_cannot_hold_is_said(tmp_path, old, new, said):
    with pytest.raises(CommandError, match=said):
        load(written(tmp_path, old, new))

    assert not ScoringRule.objects.exists()
