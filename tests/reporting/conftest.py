"""A province in which every status, a tie and a near miss occur, with what must be said of it worked out by hand."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from targets.periods import Month
from tests import factories
from tests.reporting.a_year import Year
from tests.reporting.reports import report

FIELDS = [
    "unit",
    "name",
    "group",
    "parent",
    "clause",
    "minimum_percent",
    "total",
    "online",
    "share_percent",
    "status",
    "attainment",
    "shortfall",
    "rank",
    "months_reported",
    "months_expected",
]
# January to September 2018, in the Decision's own order.
# fmt: off
ROWS = [
    ("SO", "Sở Tài chính", "agency", None, "1.a", "40.00", 100_000, 39_996, "39.99", "not_met", "0.9999", 4, 2, 2, 9),
    ("H1", "UBND huyện Cam Lâm", "district", None, "2.a.1", "30.00", 10, 3, "30.00", "met", "1.0000", 0, 1, 1, 9),
    ("H2", "UBND huyện Khánh Sơn", "district", None, "2.a.2", "25.00", 0, 0, None, "not_reported", None, 0, None, 0, 9),
    ("X1", "UBND xã Cam Tân", "commune", "H1", "2.b.1", "20.00", 5, 1, "20.00", "met", "1.0000", 0, 2, 1, 9),
    ("X2", "UBND xã Sơn Trung", "commune", "H2", "2.b.2", "15.00", 20, 3, "15.00", "met", "1.0000", 0, 2, 1, 9),
    ("SY", "Sở Y tế", "agency", None, "1.a", "40.00", 1_234, 500, "40.52", "exceeded", "1.0130", 0, 1, 1, 9),
    ("SV", "Sở Nội vụ", "agency", None, "1.b", "35.00", 0, 0, None, "no_dossiers", None, 0, None, 1, 9),
    ("H3", "UBND huyện Trường Sa", "district", None, None, None, 3, 2, "66.67", "no_target", None, 0, None, 1, 9),
    ("X3", "UBND xã Cam An Bắc", "commune", "H1", "2.b.1", "33.33", 3, 1, "33.33", "exceeded", "1.0001", 0, 1, 1, 9),
    ("X4", "UBND xã Cam Hòa", "commune", "H1", "2.b.1", "12.50", 100_000, 12_499, "12.49", "not_met", "0.9999", 1, 4, 1, 9),
]
# fmt: on
RECORDS = [dict(zip(FIELDS, row, strict=True)) for row in ROWS]
BY_GROUP_AND_RANK = ["SY", "SO", "SV", "H1", "H2", "H3", "X3", "X1", "X2", "X4"]


class Province:
    """The decision, its units by their code, and the procedures."""

    def __init__(self, cast):
        self.decision = factories.DecisionFactory(number="852/QĐ-UBND")
        self.units = {
            "SO": cast.agency,
            "H1": cast.district,
            "H2": cast.other_district,
            "X1": cast.commune,
            "X2": cast.other_commune,
            "SY": factories.AgencyFactory(code="SY", name="Sở Y tế", order=6),
            "SV": factories.AgencyFactory(code="SV", name="Sở Nội vụ", order=7),
            "H3": factories.DistrictFactory(code="H3", name="UBND huyện Trường Sa", order=8),
            "X3": self._commune(cast, "X3", "UBND xã Cam An Bắc", 9),
            "X4": self._commune(cast, "X4", "UBND xã Cam Hòa", 10),
        }
        self.shared = factories.ProcedureFactory(code="2.000001", for_districts=True)
        self.own = {
            code: factories.ProcedureFactory(code=f"1.{code}", agency=unit, for_communes=False)
            for code, unit in self.units.items()
            if unit.kind == "agency"
        }
        for record in RECORDS:
            if record["clause"]:
                factories.TargetFactory(
                    decision=self.decision,
                    unit=self.units[record["unit"]],
                    clause=record["clause"],
                    minimum_percent=record["minimum_percent"],
                )
        self.report("SO", "2018-01", 30_000, 40_000)
        self.report("SO", "2018-06", 9_996, 60_000)
        for code in ("H1", "X1", "X2", "SY", "SV", "H3", "X3", "X4"):
            record = next(one for one in RECORDS if one["unit"] == code)
            self.report(code, "2018-06", record["online"], record["total"])
        # Outside the span, or not counting.
        self.report("SY", "2018-10", 1, 1)
        self.report("H2", "2018-06", 1, 1, status="draft")

    @staticmethod
    def _commune(cast, code, name, order):
        return factories.CommuneFactory(code=code, name=name, parent=cast.district, order=order)

    def report(self, code, month, online, total, **fields):
        procedure = self.own.get(code, self.shared)
        return report(self.units[code], month, (procedure, online, total), **fields)


@pytest.fixture
def province(cast):
    return Province(cast)


@pytest.fixture
def september(cast):
    """September is due on 5/10 and locks after 15/10; communes have a procedure to report."""
    factories.ProcedureFactory()
    return factories.PeriodFactory(month=Month(2018, 9))


@pytest.fixture
def command(settings, september):
    """Run `send_reminders` on a day; the lines that it prints."""
    settings.PORTAL_URL = "https://portal.example/"

    def command(today="2018-10-05"):
        settings.PORTAL_TODAY = datetime.date.fromisoformat(today)
        out = io.StringIO()
        call_command("send_reminders", stdout=out)
        return out.getvalue().splitlines()

    return command


@pytest.fixture
def exit_status(monkeypatch):
    """What the shell sees of a command."""
    monkeypatch.setattr(connections, "close_all", lambda: None)

    def run(command: BaseCommand, *arguments):
        try:
            command.run_from_argv(["manage.py", command.__module__.split(".")[-1], *arguments])
        except SystemExit as stopped:
            return stopped.code
        return 0

    return run


@pytest.fixture
def year(cast):
    """The province whose months move, without a report yet."""
    return Year(cast)


@pytest.fixture
def owing(cast):
    """X1 is below its minimum and owes August, its district H1 owes both months; X2 is far above, and owes only September, which is not due yet."""
    procedure = factories.ProcedureFactory(
        code="2.000635", for_districts=True, published=(Month(2018, 7).first_day, None)
    )
    decision = factories.DecisionFactory()
    for month in (7, 8, 9):
        factories.PeriodFactory(month=Month(2018, month))
    for unit, months, online in [(cast.commune, (7,), 1), (cast.other_commune, (7, 8), 9)]:
        factories.TargetFactory(decision=decision, unit=unit, minimum_percent=20)
        for month in months:
            submission = factories.SubmissionFactory(unit=unit, month=Month(2018, month))
            factories.CountFactory(
                submission=submission, procedure=procedure, total=10, online=online
            )
    factories.TargetFactory(decision=decision, unit=cast.district, minimum_percent=30)
    return decision
