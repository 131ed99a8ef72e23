"""What the dashboard must say, from the open data alone: no Django, none of the portal's code.

Everything is text as a reader has it: `1.234` and `39,99 %` in Vietnamese.
"""

import calendar
import math
from dataclasses import dataclass, field
from fractions import Fraction

from tests.reporting.recomputed import (
    counts_for,
    is_expected,
    months_between,
    recomputed,
)
from tests.reporting.written import minimum, part, percent, points, short_month, sign, signed, whole

REACHED = ("exceeded", "met")
GROUPS = {"agency": "Sở, ban, ngành", "district": "UBND cấp huyện", "commune": "UBND cấp xã"}
STATUSES = {
    "exceeded": "Vượt chỉ tiêu",
    "met": "Đạt",
    "not_met": "Không đạt",
    "no_dossiers": "Không phát sinh",
    "not_reported": "Chưa báo cáo",
    "no_target": "Không giao chỉ tiêu",
}


@dataclass
class Dashboard:
    """The tables of the open data, what was asked, and the day."""

    tables: dict
    first: str
    through: str
    today: str
    group: str = ""
    district: str = ""
    status: str = ""
    rows: list = field(init=False)

    def __post_init__(self):
        self.rows = self.rows_through(self.through)
        self.judged = [row for row in self.rows if row["minimum_percent"]]
        self.listed = [row for row in self.rows if self._is_listed(row)]

    def rows_through(self, last):
        """The units summed, from the first month through this one."""
        question = {
            "decision": self.tables["decisions"][0]["number"],
            "from": self.first,
            "through": last,
        }
        return [
            row
            for row in recomputed(self.tables | {"shares": [question]})
            if self.group in ("", row["group"])
            and self.district in ("", row["unit"], row["parent"])
        ]

    def _is_listed(self, row):
        return (
            not self.status
            or row["status"] == self.status
            or (self.status == "reached" and row["status"] in REACHED)
        )

    @property
    def months(self):
        return list(months_between(self.first, self.through))

    @property
    def reported_months(self):
        """The months that somebody summed reported."""
        return {month for row in self.judged for month in self.reports(row["unit"])}

    @property
    def summed_months(self):
        """The course ends with the last of them; with nothing reported it has the first month alone."""
        last = max(self.reported_months & set(self.months), default=self.first)
        return list(months_between(self.first, last))

    def unit(self, code):
        return next(row for row in self.tables["units"] if row["code"] == code)

    def reports(self, code):
        """The months of a unit that count, each with the day of its first submission."""
        return {
            row["month"]: row["first_submitted_on"]
            for row in self.tables["submissions"]
            if row["unit"] == code
        }

    def expected(self, code):
        return [month for month in self.months if is_expected(self.tables, self.unit(code), month)]

    def missing(self, code):
        return [month for month in self.expected(code) if month not in self.reports(code)]

    def lacking(self):
        """From the last month reported on: the month, how many sent it and how many were to, its due date, and whether that is to come."""
        due = {one["month"]: one["due_on"] for one in self.tables["periods"]}
        asked = {
            month: [row["unit"] for row in self.judged if month in self.expected(row["unit"])]
            for month in self.months
        }
        asked = {month: codes for month, codes in asked.items() if codes}
        since = max(self.reported_months & set(self.months), default=max(asked, default=""))
        found = []
        for month, codes in asked.items():
            sent = sum(month in self.reports(code) for code in codes)
            if month >= since and sent < len(codes):
                found.append((month, sent, len(codes), due.get(month), self.is_ahead(month)))
        return found

    def is_ahead(self, month):
        due = {one["month"]: one["due_on"] for one in self.tables["periods"]}
        year, number = map(int, month.split("-"))
        last_day = f"{month}-{calendar.monthrange(year, number)[1]}"
        return due.get(month, last_day) >= self.today

    def owing(self):
        """How many units owe a month that can no longer come in time."""
        return sum(
            any(not self.is_ahead(month) for month in self.missing(row["unit"]))
            for row in self.judged
        )

    def timely(self, row):
        """How many months came in time, and how many were due or came before they were."""
        due = {one["month"]: one["due_on"] for one in self.tables["periods"]}
        reports, expected = self.reports(row["unit"]), self.expected(row["unit"])
        in_time = {
            month for month in expected if month in due and reports.get(month, "9") <= due[month]
        }
        past = {month for month in expected if month in due and due[month] < self.today}
        return len(in_time), len(in_time | past)

    # What the page has, from its head to its foot.

    def tiles(self):
        groups = [
            (name, [row for row in self.judged if row["group"] == group])
            for group, name in GROUPS.items()
        ]
        return [self._tile(name, rows) for name, rows in groups if rows] + [self._reporting()]

    def _tile(self, name, rows):
        online, total = sums(rows)
        is_blank = having(rows, "not_reported") == len(rows)
        together = "" if is_blank else f" ({whole(online)}/{whole(total)})"
        reported, expected, in_time, due = self._reported(rows)
        timely = (
            f", {whole(in_time)} trên {whole(due)} báo cáo đến hạn hoặc đã gửi trước hạn nộp đúng hạn"
            if due
            else ""
        )
        return (
            f"{name} {whole(reached(rows))} trên {whole(len(rows))} đơn vị đạt chỉ tiêu"
            f" Tỷ lệ chung {part(online, total)}{together}"
            f" {whole(having(rows, 'not_met'))} không đạt, {whole(having(rows, 'no_dossiers'))} không phát sinh,"
            f" {whole(having(rows, 'not_reported'))} chưa báo cáo"
            f" {whole(reported)} trên {whole(expected)} báo cáo đã gửi{timely}"
        )

    def _reporting(self):
        reported, expected, in_time, due = self._reported(self.judged)
        to_come = sum(
            self.is_ahead(month) for row in self.judged for month in self.missing(row["unit"])
        )
        lacking = expected - reported - to_come
        said = f"còn thiếu {whole(lacking)} báo cáo" if lacking else "Không thiếu báo cáo nào"
        said += f", {whole(to_come)} báo cáo chưa đến hạn" if to_come else ""
        timely = (
            f" {whole(in_time)} trên {whole(due)} báo cáo đến hạn hoặc đã gửi trước hạn được nộp đúng hạn"
            if due
            else ""
        )
        return (
            f"Tình hình báo cáo {whole(reported)} trên {whole(expected)} báo cáo tháng đã gửi {said}{timely}"
            " Việc nộp báo cáo được đánh giá riêng với việc đạt chỉ tiêu."
        )

    def _reported(self, rows):
        timely = [self.timely(row) for row in rows]
        return (
            sum(int(row["months_reported"]) for row in rows),
            sum(int(row["months_expected"]) for row in rows),
            sum(in_time for in_time, _due in timely),
            sum(due for _in_time, due in timely),
        )

    def course(self):
        """Its rows; none where nobody reported."""
        if not self.reported_months & set(self.months):
            return []
        found, before = [], None
        for month in self.summed_months:
            rows = [row for row in self.rows_through(month) if row["minimum_percent"]]
            now = reached(rows)
            change = "–" if before is None else signed(now - before)
            counted = f"{whole(now)}/{whole(len(rows))}"
            found.append(
                [short_month(month), counted, part(now, len(rows)), change, part(*sums(rows))]
            )
            before = now
        return found

    def units(self):
        return [
            [
                row["name"],
                row["clause"] or "–",
                self.figure(row, "total"),
                self.figure(row, "online"),
                percent(row["share_percent"]),
                minimum(row["minimum_percent"]),
                STATUSES[row["status"]],
                self.figure(row, "shortfall") if row["minimum_percent"] else "–",
                f"{row['months_reported']}/{row['months_expected']}",
            ]
            for row in self.listed
        ]

    def figure(self, row, name):
        """Blank is not zero: of a unit that reported no month a dash stands in the place of its figures."""
        if not self.reports(row["unit"]).keys() & set(self.months):
            return "–"
        return whole(int(row[name]))

    def districts(self):
        found = self.by_district()
        has_communes = any(row["group"] == "commune" for _place, rows in found for row in rows)
        lines = [self._district(*each) for each in found]
        # Where no district has communes, what would be said of them is left out.
        return lines if has_communes else [[*line[:3], *line[6:]] for line in lines]

    def by_district(self):
        """Each district that has a unit with a target, with these units."""
        places = [unit for unit in self.tables["units"] if unit["kind"] == "district"]
        found = [
            (
                place,
                [row for row in self.judged if place["code"] in (row["parent"], row["unit"])],
            )
            for place in places
        ]
        return [(place, rows) for place, rows in found if rows]

    def _district(self, district, rows):
        communes = [row for row in rows if row["group"] == "commune"]
        rise = self.rise(district["code"])
        reported, expected, in_time, due = self._reported(rows)
        return [
            district["name"],
            f"{whole(reached(rows))}/{whole(len(rows))}",
            part(*sums(rows)),
            f"{whole(reached(communes))}/{whole(len(communes))}",
            part(*sums(communes)),
            "–" if rise is None else sign(rise) + points(abs(rise)),
            f"{whole(reported)}/{whole(expected)}",
            whole(expected - reported),
            f"{whole(in_time)}/{whole(due)}" if due else "–",
        ]

    def rise(self, district):
        """How far the communes of a district rose in the last month; None without one before, or with fewer than 30 dossiers."""
        if len(self.summed_months) == 1:
            return None
        shares = []
        for last in self.summed_months[-2:]:
            online, total = sums(
                row
                for row in self.rows_through(last)
                if row["minimum_percent"]
                and row["group"] == "commune"
                and row["parent"] == district
            )
            if total < 30:
                return None
            shares.append(Fraction(online * 100, total))
        return shares[1] - shares[0]

    def units_behind(self):
        return [
            [
                row["name"],
                whole(int(row["shortfall"])),
                percent(row["share_percent"]),
                minimum(row["minimum_percent"]),
            ]
            for row in self._short()[:10]
        ]

    def behind_in_words(self):
        """The sentence below that table; nothing where the table has all of them."""
        short = [int(row["shortfall"]) for row in self._short()]
        if len(short) <= 10:
            return ""
        return (
            f"Các đơn vị trên chiếm {whole(sum(short[:10]))} trong tổng số {whole(sum(short))} hồ sơ còn thiếu"
            f" của {whole(len(short))} đơn vị."
        )

    def _short(self):
        short = [row for row in self.rows if int(row["shortfall"])]
        return sorted(short, key=lambda row: -int(row["shortfall"]))

    def procedures_behind(self):
        """Short by, online, total and share of the procedures: each unit's dossiers held against its own minimum."""
        found = []
        for procedure in self.tables["procedures"]:
            online, total, needed = self._sums_of(procedure["code"])
            short = max(0, math.ceil(needed) - online)
            if short:
                key = (-short, -total, procedure["code"])
                found.append((key, procedure["name"], whole(short), online, total))
        return [
            [name, short, whole(online), whole(total), part(online, total)]
            for _key, name, short, online, total in sorted(found)[:10]
        ]

    def _sums_of(self, procedure):
        decision, minimums = self.tables["decisions"][0], self._minimums()
        online = total = needed = 0
        for count in self.tables["counts"]:
            if (
                count["procedure"] == procedure
                and count["unit"] in minimums
                and count["month"] in self.months
                and counts_for(self.tables, decision, self.unit(count["unit"]), count)
            ):
                online, total = online + int(count["online"]), total + int(count["total"])
                needed += int(count["total"]) * minimums[count["unit"]] / 100
        return online, total, needed

    def _minimums(self):
        return {row["unit"]: Fraction(row["minimum_percent"]) for row in self.judged}

    def missing_reports(self):
        lacking = [(row["name"], self.missing(row["unit"])) for row in self.judged]
        rows = [
            [name, str(len(self._overdue(months))), str(len(months)), self._marked(months)]
            for name, months in lacking
            if months
        ]
        return sorted(rows, key=lambda row: (-int(row[1]), -int(row[2])))

    def _overdue(self, months):
        return [month for month in months if not self.is_ahead(month)]

    def _marked(self, months):
        return ", ".join(
            short_month(month) + (" chưa đến hạn" if self.is_ahead(month) else "")
            for month in months
        )

    def missing_in_words(self, lacking):
        """What stands above the list: who owes how many, then the last months `lacking`, in words."""
        overdue = [len(self._overdue(self.missing(row["unit"]))) for row in self.judged]
        owing = f"{whole(self.owing())} đơn vị có {whole(sum(overdue))} báo cáo quá hạn"
        return " · ".join([owing if sum(overdue) else "không có báo cáo quá hạn", *lacking])


def sums(rows):
    online = total = 0
    for row in rows:
        online, total = online + int(row["online"]), total + int(row["total"])
    return online, total


def having(rows, status):
    return sum(row["status"] == status for row in rows)


def reached(rows):
    return sum(having(rows, status) for status in REACHED)
