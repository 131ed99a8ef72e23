"""The bytes of a file in its row, put there and read back by pieces.

A driver's own way holds several copies of them at once, each written out in hexadecimal: ten times the file.
"""

import io
from struct import pack
from typing import Any

from django.db import connection

from targets.models import Extract, Upload

PIECE = 1 << 20
# The form of COPY: its signature, no flags, no extension; one row of one field; no row more.
_BEGIN = b"PGCOPY\n\xff\r\n\0" + pack("!iih", 0, 0, 1)
_END = pack("!h", -1)


def put_content(kept: Upload | Extract, content: bytes) -> None:
    """Write the content of a file whose row stands already. To be called within a transaction."""
    table = kept._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE sent_file (content bytea) ON COMMIT DROP")
        cursor.copy_expert("COPY sent_file FROM STDIN (FORMAT binary)", _Row(content))
        cursor.execute(
            f"UPDATE {table} SET content = sent_file.content FROM sent_file WHERE id = %s",
            [kept.pk],
        )
        cursor.execute("DROP TABLE sent_file")


def content_of(kept: Upload | Extract) -> bytes:
    """The content of a kept file."""
    content = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"""
            COPY (
                WITH kept AS MATERIALIZED (
                    -- Unpacked once, and not for each of the pieces.
                    SELECT content || ''::bytea AS content FROM {kept._meta.db_table} WHERE id = {int(kept.pk)}
                )
                SELECT substr(content, generate_series(1, length(content), {PIECE}), {PIECE}) FROM kept
            ) TO STDOUT
            """,
            _Pieces(content),
        )
    return content.getvalue()


class _Row:
    """A table of one row with one field, as COPY reads it, some bytes at a time."""

    def __init__(self, content: bytes) -> None:
        self.parts = [
            io.BytesIO(_BEGIN + pack("!i", len(content))),
            io.BytesIO(content),
            io.BytesIO(_END),
        ]

    def read(self, size: int) -> bytes:
        while self.parts:
            if some := self.parts[0].read(size):
                return some
            del self.parts[0]
        return b""


class _Pieces:
    r"""Takes lines of COPY, each a piece written as `\\x6162`, for what they stand for."""

    def __init__(self, content: io.BytesIO) -> None:
        self.content = content

    def write(self, line: Any) -> None:
        self.content.write(bytes.fromhex(line[3:-1].decode()))
