"""The addresses of the portal with something behind each, for the truth table of who opens what."""

import datetime
import re

from django.utils import timezone

from reporting.actions.objections import file_objection
from reporting.actions.rankings import draw_up, put_out
from targets.models import Delivery, Reading, UnlockRequest, Upload
from targets.periods import Month, Span
from tests import factories
from tests.api_calls import Program


def _ranking_out(decision, cast):
    """A ranking that is out for explanation."""
    when = {"at": timezone.now(), "today": datetime.date(2018, 10, 3)}
    ranking = draw_up(
        decision=decision,
        span=Span(Month(2018, 8), Month(2018, 8)),
        rule=factories.scoring_rule(),
        by=cast.long,
        **when,
    )
    return put_out(ranking=ranking, until=datetime.date(2018, 10, 10), by=cast.long, **when)


def _objection(ranking, cast):
    """Lan's objection to it, with a file."""
    objection = file_objection(
        ranking=ranking,
        unit=cast.commune,
        text="?",
        files=[("a.pdf", b"a")],
        by=cast.lan,
        at=timezone.now(),
        today=datetime.date(2018, 10, 3),
    )
    return objection, objection.attachments.get()


def addresses_of(cast):
    """Each pattern with something behind it: Lan's commune, its figures, two uploads of hers, a decision, a ranking."""
    decision = factories.DecisionFactory()
    target = factories.TargetFactory(decision=decision, unit=cast.commune)
    count = factories.CountFactory(
        submission=factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8)), online=0
    )
    # Of three months something can be forecast.
    for month in (Month(2018, 6), Month(2018, 7)):
        earlier = factories.SubmissionFactory(unit=cast.commune, month=month)
        factories.CountFactory(submission=earlier, procedure=count.procedure, total=100, online=0)
    moment = count.submission.saved_at
    delivery = Delivery.objects.create(sent_by=cast.lan, sent_at=moment)
    stored_together = Delivery.objects.create(sent_by=cast.lan, sent_at=moment, stored_at=moment)
    upload = Upload.objects.create(
        delivery=delivery, name="a.csv", content=b"a", uploaded_by=cast.lan, uploaded_at=moment
    )
    Reading.objects.create(
        upload=upload,
        read_at=moment,
        rows_read=0,
        lines=b"",
        tallies=[],
        changes=[],
        faults=[[1, "period", "?"]],
        number_of_faults=1,
        faulty_units=[],
    )
    stored = Upload.objects.create(
        name="b.csv",
        content=b"b",
        uploaded_by=cast.lan,
        uploaded_at=upload.uploaded_at,
        stored_at=upload.uploaded_at,
        **dict.fromkeys(["rows", "new", "changed", "not_counted"], 0),
    )
    form = factories.ExtractFactory(loaded_by=cast.lan)
    factories.ExtractPartFactory(extract=form, unit=cast.commune)
    confirmed = factories.ExtractFactory(loaded_by=cast.lan, stored_at=moment, rows=1)
    factories.ExtractPartFactory(extract=confirmed, unit=cast.commune)
    request = UnlockRequest.objects.create(
        unit=cast.commune,
        month=Month(2018, 7),
        reason="?",
        asked_by=cast.lan,
        asked_at=count.submission.saved_at,
    )
    factories.PeriodFactory(month=Month(2018, 8))
    token = Program(cast.lan, cast.commune).token
    ranking = _ranking_out(decision, cast)
    objection, attachment = _objection(ranking, cast)
    # The first that fits.
    keys = [
        (r"/unlocks/", request.pk),
        (r"/deliveries/.*/(undo/|stored\..*)$", stored_together.pk),
        (r"/deliveries/", delivery.pk),
        (r"/tokens/", token.pk),
        (r"/scoring/", ranking.rule.pk),
        (r"/rankings/.*/attachments/", attachment.pk),
        (r"/rankings/", objection.pk),
        (r"/sources/.*/lines", confirmed.pk),
        (r"/sources/", form.pk),
        (r".*/(file|undo)/$", stored.pk),
    ]
    objects = {
        "decision": decision,
        "target": target,
        "unit": cast.commune,
        "procedure": count.procedure,
        "user": cast.lan,
        "submission": count.submission,
        "count": count,
        "upload": upload,
    }

    def address(pattern):
        model = re.match(r"/admin/targets/(\w+)/", pattern)
        values = {
            "code": count.procedure.code
            if pattern.startswith("/procedures/")
            else ranking.code
            if pattern.startswith(("/rankings/", "/verify/"))
            # Communes are those of a district.
            else "H1"
            if "/communes." in pattern
            else "X1",
            "unit": "X1",
            "month": "2018-08",
            "year": 2018,
            "extension": "csv",
            "image": "svg",
            "table": "months" if pattern.startswith("/rankings/") else "files",
            "name": "xep-hang.csv",
            "pk": next((key for start, key in keys if re.match(start, pattern)), upload.pk),
            "object_id": objects[model[1]].pk if model else 1,
            "id": cast.lan.pk,
            "content_type_id": 1,
            "app_label": "targets",
            "url": "nowhere",
            "uidb36": "1",
            "key": "none",
        }
        path = re.sub(r"\(\?P<(\w+)>.*?\)", lambda found: str(values[found[1]]), pattern)
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), path)

    return address
