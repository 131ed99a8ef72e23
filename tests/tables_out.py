"""What every table that goes out has to keep: all rows of the page, links to each kind, the same in each kind."""

import math
import re

from targets.exports.files import FILES
from targets.imports.tables import read_table
from tests.reporting.html_tables import tables


def records(client, address, query=None):
    """What the .json of a table holds."""
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.json()


def check_whole(client, page, which, address):
    """The file at `address` has as many rows as these tables of the page, one or more, and the page leads to each kind of it."""
    shown = client.get(page)
    found = tables(shown)
    rows = sum(len(_full(found[each])) for each in ([which] if isinstance(which, int) else which))
    assert len(records(client, f"{address}.json")) == rows > 0
    for extension in FILES:
        assert re.search(f'href="{address}.{extension}[?"]', shown.content.decode())


def _full(rows):
    """The rows without a second line of headings, which has fewer cells."""
    return [row for row in rows if len(row) == len(rows[-1])]


def check_kinds(client, address):
    """Each kind of file at `address` holds the same."""
    check_contents({end: client.get(f"{address}.{end}") for end in FILES})


def check_contents(answers):
    """Each of these answers, by the kind of file, holds the same; at least one row."""
    expected = [list(record.values()) for record in answers["json"].json()]
    assert expected
    for extension in ("csv", "xlsx", "ods"):
        rows = read_table(answers[extension].content, f"a.{extension}").rows[-len(expected) :]
        for said, found in zip(expected, rows, strict=True):
            assert all(_same(*cells) for cells in zip(said, found, strict=True)), extension


def _same(said, found):
    """Whether a cell says what the .json does; a workbook holds a percentage as a part of 1."""
    if said is None or found is None:
        return (said or "") == (found or "")
    if isinstance(found, (int, float)):
        return any(math.isclose(found * times, float(said)) for times in (1, 100))
    return str(said) == found
