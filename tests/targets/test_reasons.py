"""Unusual figures are submitted with a reason, which the reviewer reads beside them."""

import pytest
from django.utils import timezone

from targets.actions.counts import import_counts
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table
from targets.models import Explanation, Submission
from targets.periods import Month
from tests import factories
from tests.conftest import TODAY

FORM = "/units/X1/reports/2018-09/"


@pytest.fixture
def procedure(cast):
    """Lan's commune received a hundred dossiers a month, twenty of them online."""
    procedure = factories.ProcedureFactory(name="Khai sinh")
    for month in range(3, 9):
        submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, month))
        factories.CountFactory(submission=submission, procedure=procedure, total=100, online=20)
    return procedure


@pytest.fixture
def send(client, cast, procedure):
    client.force_login(cast.lan)

    def send(total, online, reason="", action="submit", version=0):
        return client.post(
            FORM,
            {
                "action": action,
                "version": version,
                f"total-{procedure.pk}": total,
                f"online-{procedure.pk}": online,
                f"reason-{procedure.pk}": reason,
            },
        )

    return send


def september():
    return Submission.objects.filter(month=Month(2018, 9)).first()


def queue(client):
    return client.get("/reviews/").context["rows"]


def test_usual_month_is_submitted_at_once(send):
    assert send(110, 25).status_code == 302
    assert september().status == "submitted"


def test_unusual_figure_asks_for_a_reason_and_loses_nothing(send, procedure):
    answer = send(900, 180)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors == {
        f"reason-{procedure.pk}": ["Hãy sửa số liệu, hoặc nêu lý do vì sao như vậy."]
    }
    assert form[f"total-{procedure.pk}"].value() == "900"
    assert "Tổng số bất thường: 900 hồ sơ. Trong 6 tháng trước: 100." in answer.content.decode()
    assert september() is None
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert "autofocus" in form.fields[f"reason-{procedure.pk}"].widget.attrs


def test_reason_goes_with_the_month_and_is_read_by_the_reviewer(send, client, cast, procedure):
    assert send(900, 180, reason="Đợt cấp căn cước").status_code == 302
    explanation = Explanation.objects.get()
    assert (explanation.procedure, explanation.reason, explanation.given_by) == (procedure, "Đợt cấp căn cước", cast.lan)  # fmt: skip
    client.force_login(cast.dung)
    page = client.get(FORM).content.decode()
    assert "Đợt cấp căn cước" in page
    assert "Tổng số bất thường: 900 hồ sơ." in page
    first = queue(client)[0]
    assert (first.unusual, first.unexplained) == (1, 0)


def test_unusual_figure_of_a_file_waits_without_a_reason_at_the_head(client, cast, procedure):
    rows = [list(COUNT_COLUMNS), ["2018-09", "X1", procedure.code, 900, 180]]
    import_counts(table=Table(rows), today=TODAY, by=cast.lan, at=timezone.now())
    client.force_login(cast.dung)
    first = queue(client)[0]
    assert first.submission == september()
    assert (first.unusual, first.unexplained) == (1, 1)
    assert "1 số liệu bất thường, 1 chưa nêu lý do" in client.get("/reviews/").content.decode()


def test_reason_goes_when_the_figures_are_usual_again(send):
    send(900, 180, reason="Nhầm")
    send(100, 20, reason="Nhầm", version=1)
    assert september().version == 2
    assert not Explanation.objects.exists()


def test_draft_asks_for_no_reason_and_keeps_the_one_typed(send, client, procedure):
    assert send(900, 180, action="save").status_code == 302
    assert september().status == "draft"
    send(900, 180, reason="Đợt cấp căn cước", action="save", version=1)
    assert client.get(FORM).context["form"][f"reason-{procedure.pk}"].value() == "Đợt cấp căn cước"


def test_figure_that_came_by_file_stands_unexplained_before_the_reviewer(client, cast, procedure):
    submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 9))
    factories.CountFactory(submission=submission, procedure=procedure, total=900, online=180)
    client.force_login(cast.dung)
    page = client.get(FORM).content.decode()
    assert "Tổng số bất thường: 900 hồ sơ." in page
