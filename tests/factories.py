"""Test objects with no surprises: each is valid and as plain as can be."""

import datetime
from decimal import Decimal

import factory
from django.utils import timezone

from reporting.actions.scoring_rules import make_rule
from reporting.scoring_rule import Rule, ScoreClass
from targets.models import (
    Count,
    Decision,
    Extract,
    ExtractPart,
    Procedure,
    Publication,
    ReportingPeriod,
    Submission,
    Target,
    Unit,
    User,
)
from targets.periods import Month
from targets.workflow import COUNTING


class DistrictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"D{n}")
    kind = Unit.Kind.DISTRICT
    name = factory.LazyAttribute(lambda unit: f"UBND huyện {unit.code}")
    order = factory.Sequence(lambda n: n)


class AgencyFactory(DistrictFactory):
    code = factory.Sequence(lambda n: f"A{n}")
    kind = Unit.Kind.AGENCY
    name = factory.LazyAttribute(lambda unit: f"Sở {unit.code}")


class CommuneFactory(DistrictFactory):
    code = factory.Sequence(lambda n: f"C{n}")
    kind = Unit.Kind.COMMUNE
    name = factory.LazyAttribute(lambda unit: f"UBND xã {unit.code}")
    parent = factory.SubFactory(DistrictFactory)


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    number = factory.Sequence(lambda n: f"{n}/QĐ-UBND")
    title = "Giao chỉ tiêu"
    issuer = "Ủy ban nhân dân tỉnh"
    issued_on = datetime.date(2018, 3, 30)
    first_month = Month(2018, 1)
    last_month = Month(2018, 12)


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    decision = factory.SubFactory(DecisionFactory)
    unit = factory.SubFactory(CommuneFactory)
    clause = "2.b.1"
    minimum_percent = 20


class ProcedureFactory(factory.django.DjangoModelFactory):
    """A procedure of communes, published at level 3 since before 2018."""

    class Meta:
        model = Procedure
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"1.{n:06}")
    name = factory.LazyAttribute(lambda procedure: f"Thủ tục {procedure.code}")
    for_communes = True

    @factory.post_generation
    def published(procedure, create, span, **kwargs):
        """`published=(from, to)` for other days; `published=()` for never."""
        first, last = span if span else (datetime.date(2016, 7, 1), None)
        if create and span != ():
            PublicationFactory(procedure=procedure, published_from=first, published_to=last)


class PublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publication

    procedure = factory.SubFactory(ProcedureFactory, published=())
    level = 3
    published_from = datetime.date(2016, 7, 1)
    published_to = None
    published_by = "Dữ liệu mẫu"


class SubmissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Submission

    unit = factory.SubFactory(CommuneFactory)
    month = Month(2018, 6)
    status = Submission.Status.SUBMITTED
    version = 1
    saved_at = factory.LazyFunction(timezone.now)
    submitted_at = factory.LazyAttribute(
        lambda submission: submission.saved_at if submission.status in COUNTING else None
    )
    first_submitted_at = factory.SelfAttribute("submitted_at")
    accepted_at = factory.LazyAttribute(
        lambda submission: submission.saved_at if submission.status == "accepted" else None
    )
    returned_at = factory.LazyAttribute(
        lambda submission: submission.saved_at if submission.status == "returned" else None
    )
    return_reason = factory.LazyAttribute(
        lambda submission: "Xem lại." if submission.status == "returned" else ""
    )


class PeriodFactory(factory.django.DjangoModelFactory):
    """The period of a month by the usual rule, without holidays."""

    class Meta:
        model = ReportingPeriod

    month = Month(2018, 9)
    covers_from = factory.LazyAttribute(lambda period: period.month.first_day)
    covers_to = factory.LazyAttribute(lambda period: period.month.last_day)
    opens_on = factory.SelfAttribute("covers_from")
    due_on = factory.LazyAttribute(lambda period: period.month.next().first_day.replace(day=5))
    locks_on = factory.LazyAttribute(lambda period: period.due_on + datetime.timedelta(days=10))


class CountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Count

    submission = factory.SubFactory(SubmissionFactory)
    procedure = factory.SubFactory(ProcedureFactory)
    total = 10
    online = 4


class ExtractFactory(factory.django.DjangoModelFactory):
    """A form 06 whose columns are not confirmed yet."""

    class Meta:
        model = Extract

    kind = Extract.Kind.FORM_06
    source = "06/VPCP/KSTT"
    by_unit = True
    taken_on = datetime.date(2018, 10, 1)
    name = "bieu-06.csv"
    content = b"STT,1"
    sha256 = ""
    loaded_at = factory.LazyFunction(timezone.now)


class ExtractPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExtractPart

    extract = factory.SubFactory(ExtractFactory)
    first_month = last_month = Month(2018, 8)


class UserFactory(factory.django.DjangoModelFactory):
    """A person who signs in with `force_login`; `units` are an officer's."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    role = User.Role.OFFICER

    @factory.post_generation
    def units(user, create, units, **kwargs):
        if create and units:
            user.units.set(units)


def scoring_rule(name="Chấm điểm CCHC", by=None, note="", **changes):
    """A version of a scoring rule: 10 points in proportion to attainment, two classes."""
    classes = (ScoreClass("Tốt", Decimal(8)), ScoreClass("Yếu", Decimal(0)))
    rule = Rule(**({"maximum": Decimal(10), "classes": classes} | changes))
    return make_rule(name=name, rule=rule, note=note, by=by, at=timezone.now())
