"""An import whose process is killed leaves all of its file or nothing, and the next try works."""

import os
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from targets.actions.deliveries import read_some, send_files
from targets.delivered import Delivered
from targets.imports.archives import SentFile
from targets.imports.headings import COUNT_COLUMNS
from targets.models import Count, Delivery, Submission, Upload
from tests import factories
from tests.conftest import TODAY

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parent.parent.parent
# Of each way one is let live, to learn how long it takes.
KILLS = 54
PROCEDURES = 60
MONTHS = [f"2018-0{month}" for month in range(1, 10)]

PROGRAM = """
    import sys
    import django
    django.setup()
    from django.db import connection
    from django.utils import timezone
    from quota_portal.clock import today
    from targets.actions.deliveries import store_delivery
    from targets.actions.uploads import import_file
    from targets.imports.tables import read_table
    from targets.models import Delivery, User
    way, file, pk, seen, database = sys.argv[1:]
    connection.settings_dict["NAME"] = database
    by = User.objects.get(username="dung")
    how = {"today": today(), "by": by, "at": timezone.now()}
    print("ready", flush=True)
    sys.stdin.readline()
    if way == "file":
        content = open(file, "rb").read()
        import_file(name="year.csv", content=content, table=read_table(content, "year.csv"), **how)
    else:
        delivery = Delivery.objects.get(pk=pk)
        store_delivery(delivery=delivery, seen=int(seen), only_good_units=False, **how)
    print("stored", flush=True)
"""


@pytest.fixture
def rows(cast):
    codes = [f"1.{number:06}" for number in range(PROCEDURES)]
    for code in codes:
        factories.ProcedureFactory(code=code)
    chance = random.Random(1)
    return [
        f"{month},{unit},{code},{total},{chance.randint(0, total)}"
        for month in MONTHS
        for unit in ("X1", "X2")
        for code in codes
        for total in [chance.randint(0, 300)]
    ]


@pytest.fixture
def content(rows):
    return "\n".join([",".join(COUNT_COLUMNS), *rows]).encode()


def started(way, file, delivery) -> subprocess.Popen:
    """A process that is about to store the file, and waits for a line."""
    seen = Delivered(delivery).newest_reading
    database = connection.settings_dict["NAME"]
    arguments = [way, file, str(delivery.pk), str(seen), database]
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), *arguments],
        cwd=ROOT,
        env=os.environ | {"PORTAL_TODAY": str(TODAY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def looked_into(content, by) -> Delivery:
    files = [SentFile("year.csv", content)]
    delivery = send_files(files=files, by=by, at=timezone.now())
    read_some(delivery=delivery, today=TODAY, at=timezone.now())
    return delivery


def wait_until_alone() -> None:
    """Until the server has noticed that the killed process is gone, and ended what it did."""
    deadline = time.monotonic() + 30
    alone = False
    while not alone:
        assert time.monotonic() < deadline
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT NOT EXISTS (SELECT FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend')
                """
            )
            [alone] = cursor.fetchone()


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE targets_count, targets_submission, targets_delivery CASCADE")


@pytest.mark.parametrize("way", ["file", "delivery"])
def test_killed_import_leaves_all_or_nothing(cast, content, rows, tmp_path, way):
    file = tmp_path / "year.csv"
    file.write_bytes(content)
    chance = random.Random(852)
    whole, found = None, []
    for _kill in range(KILLS // 2):
        empty()
        delivery = looked_into(content, cast.dung)
        process = started(way, str(file), delivery)
        begun = time.monotonic()
        process.stdin.write("go\n")
        process.stdin.flush()
        if whole is None:
            # The first one is let live, to learn how long it takes.
            assert process.stdout.readline() == "stored\n"
            whole = time.monotonic() - begun
        else:
            moment = begun + chance.uniform(0, 1.1) * whole
            while time.monotonic() < moment and process.poll() is None:
                pass
        process.kill()
        process.communicate()
        wait_until_alone()
        counts, stored = Count.objects.count(), Upload.objects.exclude(stored_at=None).count()
        assert (counts, stored) in [(0, 0), (len(rows), 1)]
        assert Submission.objects.count() == (2 * len(MONTHS) if counts else 0)
        found.append(counts)
    assert {0, len(rows)} == set(found)
    empty()
    delivery = looked_into(content, cast.dung)
    process = started(way, str(file), delivery)
    process.communicate("go\n", timeout=60)
    assert process.returncode == 0
    assert Count.objects.count() == len(rows)
