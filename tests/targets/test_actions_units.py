"""The list of units from a table."""

import pytest

from targets.actions.units import import_units, preview_units
from targets.imports.headings import UNIT_COLUMNS
from targets.imports.tables import Table
from targets.models import Unit
from targets.problems import Faulty

AGENCY = ["SO", "sở", "Sở Tài chính", "", "", ""]
DISTRICT = ["H1", "huyện", "UBND huyện Cam Lâm", "", "", ""]
COMMUNE = ["X1", "xã", "UBND xã Cam Tân", "H1", "2010-01-01", ""]

pytestmark = pytest.mark.django_db


def store(*rows, action=import_units):
    return action(table=Table([list(UNIT_COLUMNS), *rows]))


def codes():
    return list(Unit.objects.values_list("code", flat=True))


def test_units_stand_in_the_order_of_the_table():
    # A commune may stand before its district.
    outcome = store(COMMUNE, AGENCY, DISTRICT)
    assert (outcome.rows, outcome.new) == (3, 3)
    assert codes() == ["X1", "SO", "H1"]
    commune = Unit.objects.get(code="X1")
    assert (commune.kind, commune.parent.code, str(commune.valid_from)) == (
        "commune",
        "H1",
        "2010-01-01",
    )


def test_same_table_again_changes_nothing_and_another_order_does():
    store(AGENCY, DISTRICT, COMMUNE)
    assert store(AGENCY, DISTRICT, COMMUNE).unchanged == 3
    assert store(DISTRICT, AGENCY, COMMUNE).changed == 2
    assert codes() == ["H1", "SO", "X1"]


def test_table_of_some_units_leaves_the_others_and_puts_new_ones_last():
    store(AGENCY, DISTRICT, COMMUNE)
    outcome = store(DISTRICT, ["X2", "xã", "UBND xã mới", "H1", "", ""])
    assert (outcome.new, outcome.changed, outcome.unchanged) == (1, 0, 1)
    assert codes() == ["SO", "H1", "X1", "X2"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["", "xã", "UBND xã", "H1", "", ""], "code"),
        (["H1", "huyện", "UBND huyện khác", "", "", ""], "code"),
        (["X1", "tỉnh", "UBND xã", "H1", "", ""], "kind"),
        (["X1", "xã", "", "H1", "", ""], "name"),
        (["X1", "xã", "UBND xã", "", "", ""], "parent_code"),
        (["X1", "xã", "UBND xã", "H9", "", ""], "parent_code"),
        (["X1", "xã", "UBND xã", "SO", "", ""], "parent_code"),
        (["H2", "huyện", "UBND huyện", "H1", "", ""], "parent_code"),
        (["X1", "xã", "UBND xã", "H1", "2018-02-30", ""], "valid_from"),
        (["X1", "xã", "UBND xã", "H1", "2018-02-01", "2018-01-31"], "valid_to"),
    ],
)
def test_fault_stands_at_its_cell_and_nothing_is_stored(row, column):
    with pytest.raises(Faulty) as caught:
        store(AGENCY, DISTRICT, row)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(4, column)]
    assert not Unit.objects.exists()


def test_preview_stores_nothing():
    assert store(AGENCY, DISTRICT, action=preview_units).new == 2
    assert not Unit.objects.exists()
