"""Load sample months and demonstration accounts, marked as sample."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from targets.actions.calendar import make_year
from targets.due_dates import DueRule
from targets.models import Count, ReportingPeriod, Submission, Unit, User
from targets.sample import DEMO_COMMUNE, HOLIDAYS, SAMPLE_YEAR, sample_submissions
from targets.workflow import COUNTING, State

Role = User.Role


class NotSample(Exception):
    """The database holds submissions or accounts that are not sample data."""


@dataclass(frozen=True)
class DemoAccount:
    """A demonstration login; officers have units, given by their codes."""

    username: str
    full_name: str
    role: str
    units: tuple[str, ...] = ()


DEMO_ACCOUNTS = (
    DemoAccount("canbo.xa", "Nguyễn Thị Lan", Role.OFFICER, (DEMO_COMMUNE,)),
    DemoAccount("canbo.huyen", "Trần Văn Bình", Role.OFFICER, ("568",)),
    DemoAccount("canbo.so", "Phạm Minh Châu", Role.OFFICER, ("STNMT",)),
    DemoAccount("sotttt", "Lê Quang Dũng", Role.REVIEWER),
    DemoAccount("sotttt2", "Võ Thị Thu Hà", Role.REVIEWER),
    DemoAccount("sonoivu", "Đặng Hoàng Long", Role.HOME_AFFAIRS),
    DemoAccount("quantri", "Bùi Thanh Sơn", Role.ADMINISTRATOR),
)


@transaction.atomic
def load_sample() -> dict[str, str]:
    """Load what is missing of the sample; the passwords of the accounts that were made, by user name.

    Raises NotSample, and changes nothing, where the database holds submissions or accounts that are not sample.
    """
    if (
        Submission.objects.filter(is_sample=False).exists()
        or User.objects.filter(is_sample=False).exists()
    ):
        raise NotSample
    passwords = _make_accounts()
    _make_periods()
    _make_submissions()
    return passwords


def _make_accounts() -> dict[str, str]:
    passwords = {}
    for account in DEMO_ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        passwords[account.username] = secrets.token_urlsafe(9)
        user = User.objects.create_user(
            username=account.username,
            email=f"{account.username}@vidu.invalid",
            password=passwords[account.username],
            full_name=account.full_name,
            role=account.role,
            is_staff=account.role != Role.HOME_AFFAIRS,
            is_superuser=account.role == Role.ADMINISTRATOR,
            is_sample=True,
        )
        user.units.set(Unit.objects.filter(code__in=account.units))
    return passwords


def _make_periods() -> None:
    """The periods of 2018 by the usual rule, unless somebody set them."""
    if not ReportingPeriod.objects.filter(month__in=SAMPLE_YEAR).exists():
        make_year(year=SAMPLE_YEAR.first.year, rule=DueRule(), holidays=HOLIDAYS)


def _make_submissions() -> None:
    stored = set(Submission.objects.values_list("unit", "month"))
    units = Unit.objects.select_related("parent")
    drafts = [
        draft for draft in sample_submissions(units) if (draft.unit.pk, draft.month) not in stored
    ]
    submissions = Submission.objects.bulk_create(
        [
            Submission(
                unit=draft.unit,
                month=draft.month,
                status=draft.state.value,
                version=1,
                is_sample=True,
                saved_at=draft.at,
                first_submitted_at=draft.at if draft.state in COUNTING else None,
                submitted_at=draft.at if draft.state in COUNTING else None,
                accepted_at=draft.at if draft.state == State.ACCEPTED else None,
            )
            for draft in drafts
        ]
    )
    Count.objects.bulk_create(
        [
            Count(submission=submission, procedure=procedure, total=total, online=online)
            for submission, draft in zip(submissions, drafts, strict=True)
            for procedure, total, online in draft.counts
        ],
        batch_size=5_000,
    )
