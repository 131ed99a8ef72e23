"""A table that is wrong in very many places is not told place by place."""

import pytest

from targets.imports import cells, reading
from targets.imports.reading import Reader
from targets.imports.tables import Table
from targets.problems import Faulty


def read(rows: int) -> None:
    reader = Reader(Table([["total"], *[["x"]] * rows]), {"total": "Tổng số hồ sơ"})
    for row in reader.rows():
        row.read("total", cells.whole_number)
    reader.finish()


def test_faults_are_listed_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(reading, "MOST_FAULTS", 3)
    with pytest.raises(Faulty) as caught:
        read(2)
    assert [fault.row for fault in caught.value.faults] == [2, 3]
    for rows in (3, 1_000):
        with pytest.raises(Faulty) as caught:
            read(rows)
        assert [fault.row for fault in caught.value.faults] == [2, 3, 4, 4]
        assert caught.value.faults[-1].message == "The faults behind this one are not listed."
