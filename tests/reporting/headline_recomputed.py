"""The headline that the dashboard must have, in either language, from what `dashboard_recomputed` makes of the open data."""

from tests.reporting.dashboard_recomputed import having, reached
from tests.reporting.written import place, points, whole

MONTHS = "January February March April May June July August September October November December"


def headline(page, language):
    """The main phrase and the others, with their signs, of a Dashboard."""
    words = WORDS[language]
    if not page.judged:
        return [words.no_target()]
    owing = page.owing()
    owed = [words.owing(owing)] if owing else []
    never = having(page.judged, "not_reported")
    if never == len(page.judged):
        return [words.nothing(), *lacking(page, words), *owed]
    return [
        words.reached(reached(page.judged), len(page.judged)),
        change(page, words),
        *lacking(page, words),
        words.never(never),
        *owed,
        *communes(page, words),
    ]


def lacking(page, words):
    """How far the last months are in."""
    return [
        words.intake(month, sent, all_, ahead) + (words.due(due, ahead) if due else "")
        for month, sent, all_, due, ahead in page.lacking()
    ]


def change(page, words):
    months = page.summed_months
    if len(months) == 1:
        return words.first_month(months[0])
    before = reached([row for row in page.rows_through(months[-2]) if row["minimum_percent"]])
    more = reached(page.judged) - before
    return f"{arrow(more)} {words.more(more, months[-2])}"


def communes(page, words):
    """Of several districts the one whose communes rose most, or all that did alike; of one how its communes moved."""
    districts = [district for district, _rows in page.by_district()]
    rises = [(district, page.rise(district["code"])) for district in districts]
    known = [(district, rise) for district, rise in rises if rise is not None]
    if not known:
        return []
    if len(districts) == 1:
        [(district, rise)] = known
        said = words.points(abs(rise))
        return [f"{arrow(rise)} {words.moved(place(district), rise, said)}"]
    most = max(rise for _district, rise in known)
    if most <= 0:
        return [f"= {words.nobody_rose()}"]
    first = [place(district) for district, rise in known if rise == most]
    return [f"▲ {words.rose_most(first, words.points(most))}"]


def arrow(number):
    return "▲" if number > 0 else "▼" if number < 0 else "="


class Vietnamese:
    def month(self, month):
        year, number = month.split("-")
        return f"tháng {int(number)}/{year}"

    def points(self, rise):
        shown = points(rise)
        return "chưa đến 0,01" if shown == "0,00" and rise else shown

    def no_target(self):
        return "Không đơn vị nào trong phạm vi đã chọn được giao chỉ tiêu"

    def reached(self, number, units):
        return f"{whole(number)} trên {whole(units)} đơn vị đạt chỉ tiêu tối thiểu"

    def first_month(self, month):
        return f"chưa so sánh được: {self.month(month)} là tháng đầu kỳ"

    def more(self, number, before):
        if number == 0:
            return f"bằng số đơn vị lũy kế đến hết {self.month(before)}"
        way = "tăng" if number > 0 else "giảm"
        return f"{way} {whole(abs(number))} đơn vị so với lũy kế đến hết {self.month(before)}"

    def nothing(self):
        return "Kỳ này chưa có báo cáo nào"

    def intake(self, month, sent, all_, is_ahead):
        if not sent:
            return f"{self.month(month)} chưa có báo cáo"
        only = "mới có" if is_ahead else "có"
        return f"{self.month(month)} {only} {whole(sent)} trên {whole(all_)} đơn vị gửi báo cáo"

    def due(self, day, is_ahead):
        year, month, number = map(int, day.split("-"))
        return f", {'hạn' if is_ahead else 'đã quá hạn'} {number}/{month}/{year}"

    def never(self, number):
        if number == 0:
            return "tất cả đơn vị đã gửi ít nhất một báo cáo tháng"
        return f"{whole(number)} đơn vị chưa báo cáo tháng nào"

    def owing(self, number):
        return f"{whole(number)} đơn vị chưa gửi đủ báo cáo đến hạn"

    def nobody_rose(self):
        return "không huyện nào có tỷ lệ cấp xã tăng"

    def rose_most(self, places, by):
        return f"cấp xã của {', '.join(places)} tăng nhiều nhất, thêm {by} điểm phần trăm"

    def moved(self, where, rise, by):
        if rise == 0:
            return f"tỷ lệ cấp xã của {where} không thay đổi"
        way = "tăng" if rise > 0 else "giảm"
        return f"cấp xã của {where} {way} {by} điểm phần trăm"


def have(number):
    return f"{number} unit has" if number == 1 else f"{number} units have"


class English:
    def month(self, month):
        year, number = month.split("-")
        return f"{MONTHS.split()[int(number) - 1]} {year}"

    def points(self, rise):
        shown = points(rise).replace(",", ".")
        return "less than 0.01" if shown == "0.00" and rise else shown

    def no_target(self):
        return "No unit of this choice has a target"

    def reached(self, number, units):
        return (
            f"{number} of 1 unit reaches its minimum"
            if units == 1
            else f"{number} of {units} units reach their minimum"
        )

    def first_month(self, month):
        return f"no comparison: {self.month(month)} is the first month of the span"

    def more(self, number, before):
        if number == 0:
            return f"as many as through {self.month(before)}"
        units = "unit" if abs(number) == 1 else "units"
        way = "more" if number > 0 else "fewer"
        return f"{abs(number)} {units} {way} than through {self.month(before)}"

    def nothing(self):
        return "No report of this span is in yet"

    def intake(self, month, sent, all_, is_ahead):
        if not sent:
            return f"{self.month(month)}: no report yet"
        if is_ahead:
            return f"{self.month(month)}: only {sent} of {all_} units have reported so far"
        return f"{self.month(month)}: {sent} of {all_} units have reported"

    def due(self, day, is_ahead):
        year, month, number = map(int, day.split("-"))
        short = MONTHS.split()[month - 1][:3]
        return f", {'due on' if is_ahead else 'overdue since'} {number} {short} {year}"

    def never(self, number):
        if number == 0:
            return "every unit has sent at least one monthly report"
        return f"{have(number)} not reported any month"

    def owing(self, number):
        return f"{have(number)} not sent all reports that are due"

    def nobody_rose(self):
        return "the communes of no district rose"

    def rose_most(self, places, by):
        alike = " and alike" if len(places) > 1 else ""
        return f"the communes of {', '.join(places)} rose most{alike}, by {by} percentage points"

    def moved(self, where, rise, by):
        if rise == 0:
            return f"the share of the communes of {where} is as it was"
        return f"the communes of {where} {'rose' if rise > 0 else 'fell'} by {by} percentage points"


WORDS = {"vi": Vietnamese(), "en": English()}
