"""A file of more than 100,000 rows: stored whole, or, for one fault in its last row, not at all."""

import pytest
from django.core.management import call_command

from targets.models import Count, Procedure, Publication, Submission, Unit
from tests import factories

pytestmark = [pytest.mark.long, pytest.mark.django_db]

COMMUNES, PROCEDURES, MONTHS = 140, 80, 9


@pytest.fixture
def rows(tmp_path):
    """The path of the file, without its last row."""
    district = factories.DistrictFactory()
    Unit.objects.bulk_create(
        Unit(code=f"X{number}", kind="commune", name="Xã", parent=district, order=number)
        for number in range(COMMUNES)
    )
    procedures = Procedure.objects.bulk_create(
        Procedure(code=f"1.{number:06}", name="Thủ tục", for_communes=True)
        for number in range(PROCEDURES)
    )
    Publication.objects.bulk_create(
        Publication(procedure=procedure, level=3, published_from="2016-07-01")
        for procedure in procedures
    )
    file = tmp_path / "many.csv"
    with file.open("w") as written:
        written.write("period,unit_code,procedure_code,total,online\n")
        for month in range(1, MONTHS + 1):
            for commune in range(COMMUNES):
                for procedure in range(PROCEDURES):
                    written.write(f"2018-{month:02},X{commune},1.{procedure:06},10,4\n")
    return file


def test_many_rows_are_stored_or_one_fault_stores_none(rows, capsys):
    with rows.open("a") as written:
        written.write("2018-10,X0,1.000000,4,10\n")
    with pytest.raises(SystemExit):
        call_command("import_counts", str(rows))
    number = COMMUNES * PROCEDURES * MONTHS
    assert capsys.readouterr().err.startswith(f"row {number + 2}, online: ")
    assert not Submission.objects.exists()

    rows.write_text("\n".join(rows.read_text().splitlines()[:-1]))
    call_command("import_counts", str(rows))
    assert Count.objects.count() == number == 100_800
    assert Submission.objects.filter(status="submitted").count() == COMMUNES * MONTHS
