"""What a worker of the portal takes of memory while files come in through the page, at its highest and left idle."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from targets.models import Publication, Upload
from tests import factories

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
MOST_MEGABYTES = 300
MOST_IDLE_MEGABYTES = 250
MEGABYTE = 1 << 20
TOKEN = "a" * 32
UNITS, PROCEDURES = 162, 60
NAME = "Thủ tục cấp giấy phép xây dựng đối với công trình của hộ gia đình " * 5


@pytest.fixture
def files(cast):
    """Two files of a province's year, each of nearly 30 MB; together they have no month twice."""
    for number in range(UNITS):
        factories.CommuneFactory(code=f"{22000 + number}", parent=cast.district)
    codes = [f"1.{number:06}" for number in range(PROCEDURES)]
    for code in codes:
        factories.ProcedureFactory(code=code)
    assert Publication.objects.count() == PROCEDURES
    files = [year(2017, codes), year(2018, codes)]
    assert {len(file) // MEGABYTE for file in files} == {29}
    return files


def year(number: int, codes: list[str]) -> bytes:
    rows = (
        f"{number}-{month:02},{22000 + unit},{code},{NAME[:170]},9,4\n"
        for month in range(1, 13)
        for unit in range(UNITS)
        for code in codes
    )
    return ("period,unit_code,procedure_code,procedure,total,online\n" + "".join(rows)).encode()


class Server:
    """The portal as gunicorn serves it, with one worker, on the database of the tests; one person is signed in."""

    def __init__(self, session: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        database = connection.settings_dict
        address = "postgres://{USER}@/{NAME}?host={HOST}&port={PORT}".format(**database)
        self.url = f"http://127.0.0.1:{self.port}"
        self.cookies = f"sessionid={session}; csrftoken={TOKEN}"
        environment = os.environ | {
            "DATABASE_URL": address,
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "0",
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_TODAY": "2019-01-03",
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
        }
        how = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL}
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input"], check=True, **how
        )
        served = ["--config", "python:quota_portal.gunicorn_conf", "quota_portal.wsgi"]
        self.process = subprocess.Popen([sys.executable, "-m", "gunicorn", *served], **how)

    def begin(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionRefusedError:
                assert time.monotonic() < deadline
            else:
                return self.ask("/uploads/")

    def ask(self, path: str, *, files: Sequence[bytes] = ()) -> None:
        """Ask for a page, again where it says so; `files` are sent to it."""
        headers = {"Cookie": self.cookies, "X-CSRFToken": TOKEN}
        body = None
        if files:
            headers["Content-Type"] = "multipart/form-data; boundary=BOUNDARY"
            parts = [
                b'--BOUNDARY\r\nContent-Disposition: form-data; name="file"; filename="%d.csv"\r\n\r\n' % number + file
                for number, file in enumerate(files)
            ]  # fmt: skip
            body = b"\r\n".join([*parts, b"--BOUNDARY--\r\n"])
        request = urllib.request.Request(self.url + path, body, headers)
        with urllib.request.urlopen(request, timeout=170) as answer:
            answer.read()
            again = answer.headers.get("Refresh")
            path = answer.url.removeprefix(self.url)
        if again:
            self.ask(path)

    @property
    def worker(self) -> int:
        return int(Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text())

    def megabytes(self, which: str) -> int:
        status = Path(f"/proc/{self.worker}/status").read_text()
        return int(re.search(rf"{which}:\s+(\d+)", status)[1]) // 1024


@pytest.fixture
def server(client, cast, files, tmp_path):
    client.force_login(cast.dung)
    server = Server(client.cookies["sessionid"].value, tmp_path)
    try:
        server.begin()
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


def said(server: Server, what: str) -> int:
    highest, now = server.megabytes("VmHWM"), server.megabytes("VmRSS")
    print(f"{what}: at most {highest} MB, now {now} MB")
    return highest


def test_files_come_in_within_the_memory(server, files):
    said(server, "before")
    server.ask("/uploads/", files=files[:1])
    said(server, "a file")
    server.ask("/uploads/", files=files)
    said(server, "two files together")
    for number in range(16):
        server.ask("/uploads/", files=files[number % 2 :][:1])
    assert said(server, "sixteen more") < MOST_MEGABYTES
    assert server.megabytes("VmRSS") < MOST_IDLE_MEGABYTES
    assert Upload.objects.filter(reading__number_of_faults=0).count() == 19
