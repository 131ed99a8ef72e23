"""A small province whose months move, and how the pages about it are read."""

from tests import factories
from tests.reporting.html_tables import table
from tests.reporting.reports import report


def cells(answer, name):
    """The rows of a table of the page, with plain spaces."""
    return [
        [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table(answer, name)
    ]


class Year:
    """Two districts with a commune each, the second with two; minimums of 20 percent; figures by the month."""

    def __init__(self, cast):
        self.decision = factories.DecisionFactory(number="852/QĐ-UBND")
        self.procedure = factories.ProcedureFactory(code="2.100001", name="Khai sinh")
        self.other = factories.ProcedureFactory(code="2.100002", name="Khai tử")
        second = factories.CommuneFactory(
            code="X3", name="UBND xã Ba Cụm Bắc", parent=cast.other_district, order=6
        )
        self.units = {"X1": cast.commune, "X2": cast.other_commune, "X3": second}
        for unit in self.units.values():
            factories.TargetFactory(decision=self.decision, unit=unit, minimum_percent=20)

    def report(self, code, month, online, total, **fields):
        return report(
            self.units[code], f"2018-{month:02}", (self.procedure, online, total), **fields
        )


def rising(year):
    """Through August 1 of 3 units reaches; in September X2 does too, and the communes of its district rise."""
    year.report("X1", 8, 20, 100)
    year.report("X2", 8, 10, 100)
    year.report("X2", 9, 50, 100)
    year.report("X3", 8, 0, 200)
