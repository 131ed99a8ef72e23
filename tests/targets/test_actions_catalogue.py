"""Procedures and publications from a table, judged on the state after the import."""

import datetime

import pytest

from targets.actions.catalogue import import_procedures, preview_procedures
from targets.imports.headings import PROCEDURE_COLUMNS
from targets.imports.tables import Table
from targets.models import Procedure, Publication
from targets.problems import Faulty
from tests import factories

BIRTH = ["1.001193", "Khai sinh", "xã", "", "Hộ tịch", "3", "2016-07-01", "2018-05-31", "QĐ 1"]
BIRTH_4 = [*BIRTH[:5], "4", "01/06/2018", "", "QĐ 2"]


def store(*rows, action=import_procedures):
    return action(table=Table([list(PROCEDURE_COLUMNS), *rows]))


def changed(row, **changes):
    names = list(PROCEDURE_COLUMNS)
    return [changes.get(name, cell) for name, cell in zip(names, row, strict=True)]


def publications():
    rows = Publication.objects.order_by("published_from")
    return [(row.level, str(row.published_from), row.published_by) for row in rows]


def faults(*rows):
    with pytest.raises(Faulty) as caught:
        store(*rows)
    return [(fault.row, fault.column, fault.message) for fault in caught.value.faults]


def test_procedure_stands_in_a_row_for_each_publication(cast):
    outcome = store(BIRTH, BIRTH_4)
    assert (outcome.rows, outcome.new, outcome.changed) == (2, 2, 0)
    procedure = Procedure.objects.get()
    assert (procedure.code, procedure.name, procedure.field) == ("1.001193", "Khai sinh", "Hộ tịch")
    assert (procedure.agency, procedure.for_districts, procedure.for_communes) == (None, False, True)  # fmt: skip
    assert publications() == [(3, "2016-07-01", "QĐ 1"), (4, "2018-06-01", "QĐ 2")]


def test_same_table_again_changes_nothing(cast):
    store(BIRTH, BIRTH_4)
    outcome = store(BIRTH, BIRTH_4)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 2)


def test_row_replaces_the_publication_that_begins_on_the_same_day(cast):
    store(BIRTH, BIRTH_4)
    outcome = store(changed(BIRTH_4, level="3"))
    assert (outcome.new, outcome.changed) == (0, 1)
    assert publications() == [(3, "2016-07-01", "QĐ 1"), (3, "2018-06-01", "QĐ 2")]


def test_publication_may_begin_on_a_day_that_an_earlier_one_gives_up(cast):
    store(changed(BIRTH, published_to=""))
    store(BIRTH, BIRTH_4)
    assert len(publications()) == 2


@pytest.mark.parametrize("level", ["district;commune", "huyện; xã"])
def test_procedure_may_be_handled_at_several_levels(cast, level):
    store(changed(BIRTH, authority_level=level))
    assert Procedure.objects.get().authority_levels == ["district", "commune"]


def test_procedure_of_an_agency_names_it(cast):
    store(changed(BIRTH, authority_level="agency", agency_code="SO"))
    assert Procedure.objects.get().agency == cast.agency


def test_overlap_within_the_file_names_the_other_row(cast):
    assert faults(BIRTH, changed(BIRTH_4, published_from="2018-05-31")) == [
        (
            3,
            "published_from",
            "Trùng thời gian với lần công bố từ ngày 01/07/2016 đến ngày 31/05/2018 (dòng 2).",
        )
    ]


def test_overlap_with_what_is_stored_names_it_and_stores_nothing(cast):
    store(changed(BIRTH, published_to=""))
    assert faults(BIRTH_4) == [
        (
            2,
            "published_from",
            "Trùng thời gian với lần công bố từ ngày 01/07/2016 (đã lưu trước đó).",
        )
    ]
    assert len(publications()) == 1


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"code": ""}, "code"),
        ({"name": ""}, "name"),
        ({"authority_level": "tỉnh"}, "authority_level"),
        ({"agency_code": "SO"}, "agency_code"),
        ({"authority_level": "sở"}, "agency_code"),
        ({"authority_level": "sở", "agency_code": "H1"}, "agency_code"),
        ({"level": "2"}, "level"),
        ({"published_from": "31/02/2018"}, "published_from"),
        ({"published_from": ""}, "published_from"),
        ({"published_to": "2016-06-30"}, "published_to"),
    ],
)
def test_fault_stands_at_its_cell_and_nothing_is_stored(cast, changes, column):
    good = changed(BIRTH, code="1.000001")
    assert [found[:2] for found in faults(good, changed(BIRTH, **changes))] == [(3, column)]
    assert not Procedure.objects.exists()


def test_what_describes_a_procedure_is_the_same_in_each_of_its_rows(cast):
    found = faults(BIRTH, changed(BIRTH_4, name="Khai tử", field=""))
    assert [(row, column) for row, column, _ in found] == [(3, "name"), (3, "field")]


def test_preview_stores_nothing(cast):
    assert store(BIRTH, BIRTH_4, action=preview_procedures).new == 2
    assert not Procedure.objects.exists()


def test_other_procedures_stay(cast):
    factories.ProcedureFactory(code="9.000001")
    store(BIRTH)
    assert Procedure.objects.get(code="9.000001").publications.get().published_from == (
        datetime.date(2016, 7, 1)
    )
