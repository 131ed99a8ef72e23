"""A database of the benchmark's own, so that it never touches what the portal holds."""

import contextlib
import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg2
from psycopg2 import errors, sql

ROOT = Path(__file__).resolve().parent.parent
# The day after the year that is measured, so that none of its months is still to come.
DAY = "2019-01-15"


def prepare() -> None:
    """Start Django on an empty schema: beside the portal's database under another name, or on a server of its own."""
    folder = Path(os.environ.get("PORTAL_DATA_DIR", ROOT / "var")) / "bench"
    os.environ |= {
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_TODAY": DAY,
        "HTTPS": "0",
        "DEBUG": "0",
        "SECRET_KEY": "only for the benchmark",
        "ALLOWED_HOSTS": "localhost",
        "DJANGO_SETTINGS_MODULE": "quota_portal.settings",
    }
    if url := os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _own_database(url)
    _start()


def _own_database(url: str) -> str:
    """The address of a database `…_bench` on the same server, made if it is missing."""
    parts = urlsplit(url)
    name = f"{parts.path.lstrip('/')}_bench"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with contextlib.closing(connection), contextlib.suppress(errors.DuplicateDatabase):
        connection.cursor().execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlunsplit(parts._replace(path=f"/{name}"))


def _start() -> None:
    django.setup()
    # Only now, when the settings can be read.
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("load_reference", stdout=nowhere)
