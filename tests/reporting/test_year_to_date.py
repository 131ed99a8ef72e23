"""The unit's year beside its monthly form: other months as stored, this one as typed, by the same rules."""

import pytest

from tests import factories
from tests.reporting.reports import report


@pytest.fixture
def decision(cast):
    decision = factories.DecisionFactory()
    factories.TargetFactory(decision=decision, unit=cast.commune, minimum_percent=40)
    return decision


@pytest.fixture
def lines_of(client, cast):
    client.force_login(cast.lan)

    def lines_of(month):
        text = client.get(f"/units/X1/reports/{month}/").content.decode()
        return text[text.index("data-online=") : text.index("</dl>")]

    return lines_of


@pytest.mark.parametrize(
    ("month", "stored", "shown", "sums"),
    [
        ("2018-01", 'data-online="0" data-total="0"', "50,00", "1/2"),
        ("2018-02", 'data-online="1" data-total="2"', "9,09", "2/22"),
        ("2018-03", 'data-online="2" data-total="22"', "9,09", "2/22"),
    ],
)
def test_year_to_date_takes_the_months_up_to_this_one(
    cast, decision, lines_of, month, stored, shown, sums
):
    procedure = factories.ProcedureFactory()
    report(cast.commune, "2017-12", (procedure, 50, 50))
    report(cast.commune, "2018-01", (procedure, 1, 2))
    report(cast.commune, "2018-02", (procedure, 1, 20))
    report(cast.commune, "2018-04", (procedure, 50, 50))
    summary = lines_of(month)
    assert stored in summary
    assert f"<span data-share>{shown}\N{NO-BREAK SPACE}%</span>" in summary
    assert f"<span data-sums>{sums}</span>" in summary


def test_year_to_date_says_how_many_more_would_have_reached_the_minimum(cast, decision, lines_of):
    report(cast.commune, "2018-02", (factories.ProcedureFactory(), 1, 20))
    assert "7 hồ sơ đã tiếp nhận lẽ ra phải nộp trực tuyến" in lines_of("2018-02")


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_other_month_that_is_not_submitted_adds_nothing(cast, decision, lines_of, status):
    report(cast.commune, "2018-01", (factories.ProcedureFactory(), 9, 9), status=status)
    assert 'data-online="0" data-total="0"' in lines_of("2018-02")


def test_draft_of_the_month_is_shown_as_if_submitted(cast, decision, lines_of):
    procedure, half = factories.ProcedureFactory(), factories.ProcedureFactory()
    report(cast.commune, "2018-02", (procedure, 3, 4), (half, None, 9), status="draft")
    assert "<span data-sums>3/4</span>" in lines_of("2018-02")


def test_new_procedures_are_left_out_where_the_decision_says_so(cast, decision, lines_of):
    decision.counts_new_procedures = False
    decision.save()
    old = factories.ProcedureFactory()
    new = factories.ProcedureFactory(published=("2018-01-01", None))
    report(cast.commune, "2018-02", (old, 1, 2), (new, 8, 8))
    summary = lines_of("2018-02")
    assert f'data-left-out="{new.pk}"' in summary
    assert "<span data-sums>1/2</span>" in summary
