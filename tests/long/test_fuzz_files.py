"""Mutated files through the reader, the checks of counts and the upload pages: a table or a clean fault, nothing half-stored."""

import collections
import datetime
import os
import re
import time
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from targets.imports import tables
from targets.imports.counts import read_counts
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import ErrorCell, Table, UncalculatedCell, read_table
from targets.models import Count, Submission, Upload
from targets.problems import Faulty
from tests import factories
from tests.conftest import TODAY
from tests.fuzz.corpus import PROCEDURES, corpus
from tests.fuzz.forked import ForkedReader
from tests.fuzz.mutations import mutated

pytestmark = [pytest.mark.long, pytest.mark.django_db]

SEED = os.environ.get("FUZZ_SEED", "852")
FIRST = int(os.environ.get("FUZZ_FIRST", "0"))
COUNT = int(os.environ.get("FUZZ_COUNT", "2000"))
# Of so many inputs, one goes through the reader's own process, and one through the pages.
TO_THE_PROCESS, TO_THE_PAGES = 50, 20
LONGEST_SECONDS = 30
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CELLS = (str, float, int, bool, datetime.date, ErrorCell, UncalculatedCell, type(None))


@pytest.fixture
def sender(cast, client):
    for code in PROCEDURES:
        factories.ProcedureFactory(code=code)
    client.force_login(cast.dung)
    return client


def test_mutated_file_is_a_table_or_a_clean_fault(sender, monkeypatch):
    files = corpus()
    process, forked = tables.reader, ForkedReader()
    outcomes, broken = collections.Counter(), []
    for number in range(FIRST, FIRST + COUNT):
        chance = Random(f"{SEED}/{number}")
        name, content = chance.choice(files)
        content = mutated(chance, name, content)
        apart = number % TO_THE_PROCESS == 0
        monkeypatch.setattr(tables, "reader", process if apart else forked)
        started = time.perf_counter()
        try:
            outcomes[read(name, content)] += 1
            if number % TO_THE_PAGES == 0:
                outcomes[f"page: {send(sender, name, content)}"] += 1
            assert time.perf_counter() - started < LONGEST_SECONDS
        except Exception as error:
            broken.append(f"--seed {SEED} --only {number} ({name}): {error!r}")
    forked.stop()
    for outcome, times in outcomes.most_common():
        print(f"{times:7} {outcome}")
    assert broken == []
    assert outcomes["read and stored"] + outcomes["read, with faults"] > COUNT / 20 - 1


def read(name: str, content: bytes) -> str:
    """What becomes of a file: a table whose counts are sound, or faults."""
    table, faults = attempted(lambda: read_table(content, name, COUNT_COLUMNS))
    if table is None:
        (fault,) = faults
        assert (fault.row, fault.column) == (1, "file")
        return re.sub(r"[0-9]+", "N", fault.message)
    check_table(table)
    counts, faults = attempted(lambda: read_counts(table, today=TODAY))
    if counts is None:
        assert all(fault.message and not CONTROL.search(str(fault)) for fault in faults)
        return "read, with faults"
    assert all(0 <= count.online <= count.total for count in counts)
    assert len({(count.unit_id, count.month, count.procedure_id) for count in counts}) == len(
        counts
    )
    return "read and stored"


def attempted(step):
    """What the step returns and no faults, or None and the faults."""
    try:
        return step(), []
    except Faulty as faulty:
        return None, faulty.faults


def check_table(table: Table) -> None:
    assert table.rows
    assert all(isinstance(cell, CELLS) for row in table.rows for cell in row)
    assert all(len(row) <= 256 for row in table.rows)


def send(client, name: str, content: bytes) -> str:
    """What the pages answer; what they stored is taken back."""
    with transaction.atomic():
        answer = client.post("/uploads/", {"file": SimpleUploadedFile(name, content)}, follow=True)
        assert answer.status_code == 200
        assert (Count.objects.count(), Submission.objects.count()) == (0, 0)
        delivered = answer.context.get("delivered")
        if delivered is None:
            told = "refused at the field"
        elif delivered.has_faults:
            told = "faults"
        else:
            told = "stored"
            seen = {"seen": delivered.newest_reading}
            client.post(answer.request["PATH_INFO"], seen, follow=True)
            upload = Upload.objects.latest("pk")
            assert upload.stored_at
            assert Count.objects.count() == upload.new
        transaction.set_rollback(True)
    return told
