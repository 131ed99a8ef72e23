"""No sequence of steps by any mixture of people reaches a forbidden state or loses a figure."""

import datetime
import random

import pytest
from django.utils import timezone

from reporting.differing_shares import differing_shares
from targets.actions.review import accept, return_
from targets.actions.submissions import Conflict, save_counts, submit, withdraw
from targets.actions.undo import InTheWay, undo_upload
from targets.actions.unlocks import Decided, NotLocked, ask_to_unlock, decline, grant
from targets.actions.uploads import import_file
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table
from targets.locks import Locked
from targets.models import Count, Submission, UnlockRequest, Upload, User
from targets.periods import Month
from targets.permissions import Refused
from targets.problems import Faulty
from targets.workflow import COUNTING, State, may_follow
from tests import factories

SEPTEMBER = Month(2018, 9)
FIRST_DAY = datetime.date(2018, 9, 25)
LAST_OPEN_DAY = datetime.date(2018, 10, 15)
BARRED = (Conflict, Refused, Locked, Faulty, NotLocked, Decided, InTheWay)


class Year:
    """One unit's September, what it should hold, and people who do what comes into their heads."""

    def __init__(self, cast, seed) -> None:
        self.chance = random.Random(seed)
        self.unit = cast.commune
        self.day = FIRST_DAY
        self.procedure = factories.ProcedureFactory()
        reviewers = [cast.dung, factories.UserFactory(username="ha", role=User.Role.REVIEWER)]
        self.people = [cast.lan, cast.binh, *reviewers]
        self.expected = None
        # What stood before each change that is not undone, and the upload that made it; None: it was typed.
        self.changes = []
        factories.PeriodFactory(month=SEPTEMBER)

    def live(self, steps) -> set[str]:
        """Take so many steps, each checked; the states that were reached."""
        reached = set()
        for _ in range(steps):
            before = self._submission()
            step = self.chance.choice(self._steps())
            try:
                step(before, self.chance.choice(self.people))
            except BARRED:
                assert self._submission() == before
            self._check(before, self._submission())
            reached.add(self._status())
        return reached

    def _steps(self):
        often = [self._save, self._submit, self._load, self._undo, self._accept, self._return]
        return often * 3 + [self._withdraw, self._ask, self._decide, self._wait]

    def _check(self, before, after) -> None:
        counts = Count.objects.values_list("total", "online").first()
        assert counts == self.expected
        if after is None:
            return
        then = Submission.objects.get()
        if before is not None and before["status"] != after["status"]:
            assert may_follow(before["status"], after["status"])
        if before is not None:
            assert after["version"] >= before["version"]
        if then.status == State.ACCEPTED:
            entered_by = then.counts.values_list("entered_by", flat=True)
            assert then.accepted_by_id not in entered_by
            assert then.accepted_by.role == User.Role.REVIEWER

    def _submission(self):
        return Submission.objects.values().first()

    def _status(self) -> str:
        submission = self._submission()
        return submission["status"] if submission else "none"

    def _figures(self):
        total = self.chance.randint(1, 9)
        return total, self.chance.randint(0, total)

    def _how(self, before, person):
        version = before["version"] if before else 0
        # Some act on a page that they opened long ago.
        stale = self.chance.random() < 0.15
        return {
            "unit": self.unit,
            "month": SEPTEMBER,
            "version": max(0, version - stale),
            "by": person,
            "at": self._now(),
            "today": self.day,
        }

    def _now(self):
        return timezone.make_aware(datetime.datetime.combine(self.day, datetime.time(9)))

    def _is_open(self) -> bool:
        windows = UnlockRequest.objects.filter(open_from__lte=self.day, open_until__gte=self.day)
        return self.day <= LAST_OPEN_DAY or windows.exists()

    def _expect(self, figures, upload=None) -> None:
        assert self._is_open()
        if figures != self.expected:
            self.changes.append((self.expected, upload))
            self.expected = figures

    def _save(self, before, person) -> None:
        figures = self._figures()
        save_counts(**self._how(before, person), figures={self.procedure.pk: figures})
        self._expect(figures)

    def _submit(self, before, person) -> None:
        figures = self._figures()
        submit(**self._how(before, person), figures={self.procedure.pk: figures})
        self._expect(figures)

    def _withdraw(self, before, person) -> None:
        if before:
            withdraw(**self._how(before, person))
            assert self.day <= LAST_OPEN_DAY

    def _load(self, before, person) -> None:
        figures = self._figures()
        rows = [list(COUNT_COLUMNS), ["2018-09", "X1", self.procedure.code, *figures]]
        import_file(name="a.csv", content=b"", table=Table(rows), today=self.day, by=person, at=self._now())  # fmt: skip
        self._expect(figures, Upload.objects.latest("pk"))

    def _undo(self, before, person) -> None:
        uploads = list(Upload.objects.filter(undone_at=None).order_by("pk"))
        if not uploads:
            return
        # Mostly the last one: nothing later touched its rows.
        upload = uploads[-1] if self.chance.random() < 0.7 else self.chance.choice(uploads)
        undo_upload(upload=upload, today=self.day, by=person, at=self._now())
        if upload.new or upload.changed:
            stood_before, changed_by = self.changes.pop()
            assert changed_by == upload
            assert self._is_open()
            self.expected = stood_before

    def _accept(self, before, person) -> None:
        if before:
            submission = Submission.objects.get()
            accept(submission=submission, version=before["version"], by=person, at=self._now())

    def _return(self, before, person) -> None:
        if before:
            return_(submission=Submission.objects.get(), version=before["version"], reason="?", by=person, at=self._now(), today=self.day)  # fmt: skip
            assert self.day <= LAST_OPEN_DAY

    def _ask(self, before, person) -> None:
        ask_to_unlock(unit=self.unit, month=SEPTEMBER, reason="?", by=person, at=self._now(), today=self.day)  # fmt: skip

    def _decide(self, before, person) -> None:
        request = UnlockRequest.objects.first()
        if request is None:
            return
        if self.chance.random() < 0.7:
            grant(request=request, days=3, answer="", by=person, at=self._now(), today=self.day)
        else:
            decline(request=request, answer="", by=person, at=self._now())

    def _wait(self, before, person) -> None:
        self.day += datetime.timedelta(days=self.chance.randint(1, 3))


@pytest.mark.parametrize("seed", range(8))
def test_sequence_of_steps_keeps_every_rule(cast, seed):
    Year(cast, seed).live(50)
    assert list(differing_shares()) == []


@pytest.mark.parametrize("seed", range(4))
def test_what_counted_at_the_lock_goes_on_counting(cast, seed):
    year = Year(cast, seed)
    year._submit(None, cast.lan)
    year.day = LAST_OPEN_DAY + datetime.timedelta(days=1)
    asked = ask_to_unlock(unit=year.unit, month=SEPTEMBER, reason="?", by=cast.lan, at=year._now(), today=year.day)  # fmt: skip
    grant(request=asked, days=31, answer="", by=cast.dung, at=year._now(), today=year.day)
    assert year.live(40) <= COUNTING


def test_sequences_reach_every_state_and_undo_imports(cast):
    assert set(State) <= Year(cast, 852).live(150)
    assert Upload.objects.filter(undone_at__isnull=False, changed__gt=0).exists()
