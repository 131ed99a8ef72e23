"""What was frozen once is read for ever: a ranking as an earlier version of the portal wrote it."""

from pathlib import Path

import pytest

from reporting.rankings.canonical import sha256
from reporting.rankings.frozen import FORM
from reporting.rankings.results import read, written

FORM_1 = (Path(__file__).parent / "form_1.json").read_text()


def test_first_form_is_read_and_worked_out_to_the_same_bytes():
    figures, places = read(FORM_1)
    assert written(figures) == FORM_1
    assert {place.unit.code: place.score.rank for place in places if place.score.rank} == {
        "SO": 2,
        "H1": 1,
        "X1": 2,
        "X2": 2,
        "SY": 1,
        "X3": 1,
        "X4": 4,
    }


def test_form_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="quota-portal/ranking/9 is not known"):
        read(FORM_1.replace(FORM, "quota-portal/ranking/9"))


def test_one_figure_changed_is_another_text():
    assert sha256(FORM_1.replace('"online":39996', '"online":39997')) != sha256(FORM_1)
    assert '"online":39996' in FORM_1
