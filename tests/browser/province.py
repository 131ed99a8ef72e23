"""The province of the browser tests: small enough to reckon its figures in one's head."""

import datetime

from targets.models import User
from targets.periods import Month
from tests import factories

JULY, AUGUST, SEPTEMBER = Month(2018, 7), Month(2018, 8), Month(2018, 9)
# Every procedure is published since July: three months are expected of each unit by October.
SINCE_JULY = (datetime.date(2018, 7, 1), None)
COMMUNE_PROCEDURES = [
    ("1.000656", "Thủ tục đăng ký khai tử"),
    ("1.000894", "Thủ tục đăng ký kết hôn"),
    ("1.001193", "Thủ tục đăng ký khai sinh"),
]


class Province:
    """Cam Tân: 14 online of 100 until August (minimum 20 %). Sơn Trung: 15 of 100 until September (minimum 15 %)."""

    def __init__(self, cast) -> None:
        self.cast = cast
        self.decision = factories.DecisionFactory(number="852/QĐ-UBND")
        self.procedures = [
            factories.ProcedureFactory(code=code, name=name, published=SINCE_JULY)
            for code, name in COMMUNE_PROCEDURES
        ]
        self.agency_procedure = self._procedure("2.000100", "Thủ tục mua sắm", agency=cast.agency)
        self.district_procedure = self._procedure(
            "2.000200", "Thủ tục đăng ký hộ kinh doanh", for_districts=True
        )
        for unit, clause, minimum in [
            (cast.agency, "1.a", 40),
            (cast.district, "2.a.1", 30),
            (cast.other_district, "2.a.2", 25),
            (cast.commune, "2.b.1", 20),
            (cast.other_commune, "2.b.2", 15),
        ]:
            factories.TargetFactory(
                decision=self.decision, unit=unit, clause=clause, minimum_percent=minimum
            )
        self.report(cast.commune, JULY, [(40, 4), (0, 0), (0, 0)])
        self.report(cast.commune, AUGUST, [(50, 8), (10, 2), (0, 0)])
        for month, online in [(JULY, 5), (AUGUST, 5), (SEPTEMBER, 5)]:
            total = 34 if month == JULY else 33
            self.report(cast.other_commune, month, [(total, online), (0, 0), (0, 0)])
        for month in (JULY, AUGUST, SEPTEMBER):
            self.report(cast.agency, month, [(1_000, 450)], [self.agency_procedure])
            self.report(cast.district, month, [(200, 59)], [self.district_procedure])
            self.report(cast.other_district, month, [(0, 0)], [self.district_procedure])

    @staticmethod
    def _procedure(code, name, **whose):
        whose = {"for_communes": False} | whose
        return factories.ProcedureFactory(code=code, name=name, published=SINCE_JULY, **whose)

    def report(self, unit, month, figures, procedures=None) -> None:
        submission = factories.SubmissionFactory(unit=unit, month=month)
        for procedure, (total, online) in zip(procedures or self.procedures, figures, strict=True):
            factories.CountFactory(
                submission=submission, procedure=procedure, total=total, online=online
            )


def people(cast) -> list[User]:
    return [cast.lan, cast.binh, cast.chau, cast.dung, cast.long, cast.son]
