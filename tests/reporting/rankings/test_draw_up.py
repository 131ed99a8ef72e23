"""Drawing up a ranking freezes everything it is computed from."""

import json

import pytest

from reporting.models import Ranking
from reporting.rankings.canonical import sha256
from reporting.rankings.results import read
from targets.permissions import Refused
from tests.reporting.conftest import RECORDS
from tests.reporting.rankings.conftest import drawn_up

pytestmark = pytest.mark.django_db


def test_places_are_those_of_the_league_table(ranking):
    found = {place.unit.code: place.score.rank for place in ranking.places}
    assert found == {record["unit"]: record["rank"] for record in RECORDS}


def test_results_say_what_the_portal_says(ranking):
    results = json.loads(ranking.canonical)["results"]
    names = ["total", "online", "share_percent", "status", "attainment", "shortfall", "rank"]
    assert [[row["unit"], *(row[name] for name in names)] for row in results] == [
        [record["unit"], *(record[name] for name in names)] for record in RECORDS
    ]


def test_hash_and_code_are_of_the_frozen_text(ranking):
    stored = Ranking.objects.get()
    assert stored.sha256 == sha256(stored.canonical)
    assert len(stored.code) == 10
    assert stored.is_sample is False


def test_second_click_draws_up_nothing_new(ranking, province, rule, cast):
    assert drawn_up(province, rule, cast) == ranking


def test_only_home_affairs_draws_up(province, rule, cast):
    cast.long = cast.dung
    with pytest.raises(Refused):
        drawn_up(province, rule, cast)


def test_frozen_text_is_read_as_it_was_written(ranking):
    figures, places = read(ranking.canonical)
    assert figures.people == {str(ranking.drawn_up_by_id): "Đặng Hoàng Long (long)"}
    assert len(places) == len(RECORDS)
