"""What the database refuses of other sources, and which part of an extract stands."""

import datetime

import pytest
from django.db import IntegrityError

from targets.models import Extract, ExtractFigure, ExtractPart
from targets.periods import Month
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2018, 10, 1, tzinfo=datetime.UTC)


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.fixture
def part(cast):
    extract = factories.ExtractFactory(loaded_by=cast.lan, stored_at=AT, rows=0)
    return factories.ExtractPartFactory(extract=extract, unit_id="X1")


@pytest.mark.parametrize(
    ("figure", "constraint"),
    [
        ({"total": 3, "online": 4}, "extract_figure_online_within_total"),
        ({"total": -1, "online": -1}, "targets_extractfigure_(total|online)_check"),
        ({"field": "Hộ tịch"}, "extract_figure_of_a_procedure_or_a_field"),
        ({"procedure_id": None}, "extract_figure_of_a_procedure_or_a_field"),
    ],
)
def test_figure_out_of_bounds_is_refused(part, figure, constraint):
    plain = {"part": part, "source_row": 2, "procedure_id": "1.1", "total": 3, "online": 1}
    with refused(constraint):
        ExtractFigure.objects.create(**plain | figure)


def test_procedure_stands_once_in_a_part(part):
    plain = {"part": part, "procedure_id": "1.1", "total": 3, "online": 1}
    ExtractFigure.objects.create(source_row=2, **plain)
    with refused("extract_figure_once_for_a_part_and_a_procedure"):
        ExtractFigure.objects.create(source_row=3, **plain)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"unit_id": None}, "extract_part_is_of_a_unit"),
        ({"unit_id": ""}, "extract_part_is_of_a_unit"),
        ({"first_month": Month(2018, 9)}, "extract_part_months_are_first_days_in_order"),
        ({}, "extract_part_once_for_a_unit_and_a_span"),
    ],
)
def test_part_is_of_one_unit_and_its_months_in_order(part, fields, constraint):
    with refused(constraint):
        factories.ExtractPartFactory(**{"extract": part.extract, "unit_id": "X1"} | fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"source": ""}, "extract_names_its_source"),
        ({"stored_at": None}, "extract_stored_has_rows"),
        ({"rows": None}, "extract_stored_has_rows"),
        ({"set_aside_at": AT}, "extract_set_aside_says_by_whom"),
    ],
)
def test_extract_says_whence_when_and_by_whom(part, fields, constraint):
    with refused(constraint):
        Extract.objects.filter(pk=part.extract.pk).update(**fields)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": Extract.Kind.COUNTS},
        {"source": "another"},
        {"by_unit": False},
        {"stored_at": None, "rows": None},
        {"stored_at": AT - datetime.timedelta(1)},
    ],
)
def test_part_stands_beside_or_before_what_is_of_another_source_or_older(cast, part, other):
    extract = factories.ExtractFactory(
        **{"loaded_by": cast.lan, "stored_at": AT, "rows": 0} | other
    )
    factories.ExtractPartFactory(extract=extract, unit_id="X1")
    assert part in ExtractPart.objects.standing()


def test_part_gives_way_to_what_is_stored_later(cast, part):
    extract = factories.ExtractFactory(loaded_by=cast.binh, stored_at=AT, rows=0)
    newer = factories.ExtractPartFactory(extract=extract, unit_id="X1")
    assert list(ExtractPart.objects.standing()) == [newer]
    factories.ExtractPartFactory(extract=extract, unit_id="X2")
    assert ExtractPart.objects.standing().count() == 2


def test_unit_that_is_deleted_leaves_its_figures(cast, part):
    cast.lan.units.clear()
    cast.commune.delete()
    assert [part.unit_id for part in ExtractPart.objects.of_unknown_units()] == ["X1"]
