"""The shares once more, from the files of a dump alone, by the rules of its README: no Django, none of the portal's code."""

import calendar
import csv
import datetime
import io
import math
from fractions import Fraction

SIGNS = tuple("=+-@\t\r\n＝＋－＠")
JUDGED = ("exceeded", "met", "not_met")


def read(content):
    """The rows of a .csv of the dump, guarded text freed of its apostrophe."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: _freed(cell) for name, cell in row.items()} for row in rows]


def _freed(cell):
    is_guarded = cell.startswith("'") and cell.lstrip("'").startswith(SIGNS)
    return cell[1:] if is_guarded else cell


def recomputed(tables):
    """`shares.csv` from the other tables; which decisions and months it covers is read from its own rows."""
    asked = dict.fromkeys(
        (row["decision"], row["from"], row["through"]) for row in tables["shares"]
    )
    return [row for question in asked for row in _shares(tables, *question)]


def _shares(tables, number, first, through):
    months = list(months_between(first, through))
    decision = next(row for row in tables["decisions"] if row["number"] == number)
    targets = {row["unit"]: row for row in tables["targets"] if row["decision"] == number}
    rows = []
    for unit in tables["units"]:
        if any(_exists(unit, month) for month in months) or unit["code"] in targets:
            row = _share(tables, decision, unit, targets.get(unit["code"]), months)
            rows.append({"decision": number, "from": first, "through": through} | row)
    for row in rows:
        row["rank"] = _rank(row, rows)
    for row in rows:
        del row["exact"]
    return rows


def months_between(first, through):
    year, number = map(int, first.split("-"))
    while f"{year}-{number:02}" <= through:
        yield f"{year}-{number:02}"
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)


def _share(tables, decision, unit, target, months):
    code = unit["code"]
    reported = {row["month"] for row in tables["submissions"] if row["unit"] == code} & set(months)
    online = total = 0
    for count in tables["counts"]:
        if (
            count["unit"] == code
            and count["month"] in reported
            and counts_for(tables, decision, unit, count)
        ):
            online, total = online + int(count["online"]), total + int(count["total"])
    minimum = Fraction(target["minimum_percent"]) if target else None
    expected = [month for month in months if is_expected(tables, unit, month)]
    status = _status(online, total, minimum, reported)
    exact = Fraction(online, total) * 100 / minimum if status in JUDGED else None
    percent = Fraction(online * 100, total) if total else None
    return {
        "unit": code,
        "name": unit["name"],
        "group": unit["kind"],
        "parent": unit["parent"],
        "clause": target["clause"] if target else "",
        "minimum_percent": rounded(minimum, 2, None),
        "total": str(total),
        "online": str(online),
        "share_percent": rounded(percent, 2, minimum),
        "status": status,
        "attainment": rounded(exact, 4, 1),
        "shortfall": str(shortfall_of(online, total, minimum) if reported else 0),
        "months_reported": str(len(reported & set(expected))),
        "months_expected": str(len(expected)),
        "exact": exact,
    }


def _days(month):
    year, number = map(int, month.split("-"))
    last = calendar.monthrange(year, number)[1]
    return datetime.date(year, number, 1).isoformat(), datetime.date(year, number, last).isoformat()


def _overlaps(start, end, month):
    """Days written so sort as text."""
    first, last = _days(month)
    return (not start or start <= last) and (not end or end >= first)


def _exists(unit, month):
    return _overlaps(unit["valid_from"], unit["valid_to"], month)


def _is_published(tables, procedure, month):
    return any(
        row["procedure"] == procedure
        and _overlaps(row["published_from"], row["published_to"], month)
        for row in tables["publications"]
    )


def _is_own(unit, procedure):
    if unit["kind"] == "agency":
        return procedure["agency"] == unit["code"]
    return procedure[f"for_{unit['kind']}s"] == "true"


def is_expected(tables, unit, month):
    return _exists(unit, month) and any(
        _is_own(unit, procedure) and _is_published(tables, procedure["code"], month)
        for procedure in tables["procedures"]
    )


def counts_for(tables, decision, unit, count):
    if not (count["total"] and count["online"]):
        return False
    procedure = next(row for row in tables["procedures"] if row["code"] == count["procedure"])
    if not (_is_own(unit, procedure) and _is_published(tables, procedure["code"], count["month"])):
        return False
    if decision["counts_new_procedures"] == "true":
        return True
    starts = [
        row["published_from"]
        for row in tables["publications"]
        if row["procedure"] == procedure["code"]
    ]
    return min(starts) < decision["first_month"][:4]


def _status(online, total, minimum, reported):
    if minimum is None:
        return "no_target"
    if not reported:
        return "not_reported"
    if total == 0:
        return "no_dossiers"
    if online * 100 > total * minimum:
        return "exceeded"
    return "met" if online * 100 == total * minimum else "not_met"


def shortfall_of(online, total, minimum):
    return 0 if minimum is None else max(0, math.ceil(total * minimum / 100) - online)


def rounded(value, places, bound):
    """Half up; down where what lies below the bound would be shown as reaching it."""
    if value is None:
        return ""
    scale = 10**places
    whole = math.floor(value * scale + Fraction(1, 2))
    if bound is not None and value < bound <= Fraction(whole, scale):
        whole = math.floor(value * scale)
    return f"{whole // scale}.{whole % scale:0{places}}"


def _rank(row, rows):
    if row["exact"] is None:
        return ""
    ahead = [
        other
        for other in rows
        if other["group"] == row["group"]
        and other["exact"] is not None
        and other["exact"] > row["exact"]
    ]
    return str(len(ahead) + 1)
