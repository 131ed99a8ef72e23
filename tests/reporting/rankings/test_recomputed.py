"""A ranking is worked out again to the same bytes, whatever happened since."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from reporting.rankings.differences import differences
from reporting.rankings.recomputed import figures_now, from_frozen, from_record
from reporting.rankings.results import places
from targets.models import Count, Decision, Procedure, Publication, Submission, Target, Unit, User
from tests.reporting.reports import report

pytestmark = pytest.mark.django_db


def test_frozen_figures_give_the_same_bytes(ranking):
    assert from_frozen(ranking) == ranking.canonical


def _correct_a_count():
    Count.objects.filter(submission__unit__code="X1").update(online=0)


def _take_a_count_away():
    Count.objects.filter(submission__unit__code="X1").delete()


def _return_a_month():
    Submission.objects.filter(unit__code="X1").update(
        status="returned", return_reason="sai", returned_at="2018-10-04T08:00+07:00"
    )


def _lower_a_minimum():
    Target.objects.filter(unit__code="X1").update(minimum_percent=10)


def _rename():
    Unit.objects.filter(code="X1").update(name="UBND phường Cam Tân")
    User.objects.filter(username="long").update(full_name="Người khác")
    Procedure.objects.update(name="Tên khác")
    Decision.objects.update(title="Tên khác")


def _end_publications():
    Publication.objects.update(published_to="2018-01-31")


CHANGES = [
    _correct_a_count,
    _take_a_count_away,
    _return_a_month,
    _lower_a_minimum,
    _rename,
    _end_publications,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_record_gives_the_same_bytes_whatever_changed_since(ranking, change):
    change()
    assert from_record(ranking) == ranking.canonical


def test_new_report_is_none_of_the_earlier_ranking(ranking, province, cast):
    report(cast.commune, "2018-07", (province.shared, 5, 5))
    assert from_record(ranking) == ranking.canonical


def test_command_says_that_all_is_well(ranking):
    out = io.StringIO()
    call_command("recompute_rankings", stdout=out)
    assert out.getvalue() == f"{ranking.written_code}: the same bytes, twice\n"


def test_command_takes_a_code_as_it_is_typed(ranking):
    out = io.StringIO()
    call_command("recompute_rankings", ranking.written_code.lower(), stdout=out)
    assert ranking.written_code in out.getvalue()
    with pytest.raises(CommandError, match="no ranking has the code 0000000000"):
        call_command("recompute_rankings", "00000-00000")


def test_command_says_where_the_rules_of_calculation_give_something_else(ranking, monkeypatch):
    monkeypatch.setattr("reporting.scoring.half_up", lambda exact, places: 7)
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 rankings are not what their figures say"):
        call_command("recompute_rankings", stderr=err)
    assert "from its frozen figures it is another" in err.getvalue()


def test_nothing_differs_while_nothing_changes(ranking):
    assert differences(ranking.places, places(figures_now(ranking))) == []


def test_differences_name_the_figure_and_how_ranks_would_move(ranking):
    _correct_a_count()
    found = {
        one.unit.code: one for one in differences(ranking.places, places(figures_now(ranking)))
    }
    # X1 falls from 2 to 4; X4 rises from 4 to 3 though nothing of its own changed.
    assert {code: (one.before.score.rank, one.after.score.rank) for code, one in found.items()} == {
        "X1": (2, 4),
        "X4": (4, 3),
    }
    (count,) = found["X1"].counts
    assert (count.before.online, count.after.online) == (1, 0)
    assert [one.has_other_figures for one in found.values()] == [True, False]


def test_returned_month_is_a_difference_of_its_state(ranking):
    _return_a_month()
    found = {
        one.unit.code: one for one in differences(ranking.places, places(figures_now(ranking)))
    }
    (month,) = found["X1"].months
    assert (month.before.is_reported, month.after.is_reported) == (True, False)
    assert found["X1"].after.score.unranked == "not_reported"
