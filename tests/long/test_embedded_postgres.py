"""The embedded PostgreSQL among processes that come, go, fork and are killed."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent.parent
JOIN = """
    import os, sys
    from pathlib import Path
    from quota_portal.embedded_postgres import connection_settings
    settings = connection_settings(Path(sys.argv[1]))
    import psycopg2
    connection = psycopg2.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname=settings["NAME"]
    )
    connection.cursor().execute("SELECT 1")
    print("joined", flush=True)
"""


@pytest.fixture
def program(tmp_path):
    """Start a process that joins the server in the test's folder, says so, and goes on with the given lines."""
    started = []

    def program(then, folder=tmp_path):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(JOIN) + textwrap.dedent(then), str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield program
    for process in started:
        process.kill()
        process.communicate()


def joined(process):
    return process.stdout.readline() == "joined\n"


def leave(process):
    process.communicate("go\n", timeout=30)
    return process.returncode


def servers(folder):
    """The main process of each server whose files lie under the folder."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if str(folder / "postgres") in (process.info["cmdline"] or [])
    ]


WAIT = "sys.stdin.readline()"


def test_server_stops_with_the_last_of_two_processes(tmp_path, program):
    first, second = program(WAIT), program(WAIT)
    assert joined(first)
    assert joined(second)
    assert leave(first) == 0
    assert len(servers(tmp_path)) == 1
    assert leave(second) == 0
    assert servers(tmp_path) == []


def test_server_of_a_killed_process_is_stopped_by_the_next(tmp_path, program):
    killed = program(WAIT)
    assert joined(killed)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert len(servers(tmp_path)) == 1
    after = program(WAIT)
    assert joined(after)
    assert leave(after) == 0
    assert servers(tmp_path) == []


def test_killed_server_starts_again_with_its_data(tmp_path, program):
    before = program(
        """
        connection.cursor().execute("CREATE TABLE kept AS SELECT 852 AS number")
        connection.commit()
        sys.stdin.readline()
        """,
    )
    assert joined(before)
    assert leave(before) == 0
    again = program(WAIT)
    assert joined(again)
    for server in servers(tmp_path):
        server.kill()
    again.kill()
    again.wait()
    # By now the number of the killed server may be a stranger's: here it is this very process.
    note = tmp_path / "postgres" / "postmaster.pid"
    note.write_text("\n".join([str(os.getpid()), *note.read_text().splitlines()[1:]]))
    after = program(
        """
        cursor = connection.cursor()
        cursor.execute("SELECT number FROM kept")
        print(cursor.fetchone()[0], flush=True)
        """,
    )
    assert joined(after)
    assert after.stdout.readline() == "852\n"
    assert leave(after) == 0


def test_forked_worker_does_not_stop_the_server(tmp_path, program):
    parent = program(
        """
        child = os.fork()
        if child == 0:
            sys.exit()
        os.waitpid(child, 0)
        connection.cursor().execute("SELECT 2")
        print("still there", flush=True)
        sys.stdin.readline()
        """,
    )
    assert joined(parent)
    assert parent.stdout.readline() == "still there\n"
    assert leave(parent) == 0
    assert servers(tmp_path) == []


def test_folder_with_a_long_path_has_its_socket_elsewhere(tmp_path, program):
    folder = tmp_path / ("long" * 25)
    folder.mkdir()
    process = program('print(settings["HOST"], flush=True)', folder)
    assert joined(process)
    host = process.stdout.readline().strip()
    assert leave(process) == 0
    assert len(os.fsencode(host)) < 90
