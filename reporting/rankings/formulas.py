"""The scoring rule as formulas that Excel and LibreOffice reckon alike. Pure: no Django.

Spreadsheets reckon with doubles, of which about fifteen digits hold. So attainment is one division of whole numbers, which
gives equal fractions equal doubles, and ranks compare those in SUMPRODUCT: COUNTIFS would turn what it compares with into
text first, and lose the last digits. Where a difference is rounded, what doubles leave behind is taken off at twelve
decimals, far below what any two figures of the province differ by.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.scoring_rule import Basis, Order, Rule, Ties

MAXIMUM, FULL_SHARE, DECIMALS, LEAST = "diem_toi_da", "ty_le_du_diem", "so_le", "so_ho_so_toi_thieu"
OFF_LATE, OFF_MISSING = "tru_cham", "tru_thieu"
STEP_FROM, STEP_POINTS = "bac_tu", "bac_diem"
CLASS_FROM, CLASS_NAME = "loai_tu", "loai_ten"
RANKED = "Có"
AGREES, DIFFERS = "khớp", "KHÁC"


@dataclass(frozen=True)
class Table:
    """Where the columns of a group's sheet are, by what they hold, and its first and last row."""

    letters: Mapping[str, str]
    first: int
    last: int

    def at(self, row: int) -> Callable[[str], str]:
        """The cells of a row."""
        return lambda name: f"{self.letters[name]}{row}"

    def all(self, name: str) -> str:
        """A whole column."""
        letter = self.letters[name]
        return f"{letter}${self.first}:{letter}${self.last}"

    def through(self, name: str, row: int) -> str:
        """A column from its top through a row."""
        letter = self.letters[name]
        return f"{letter}${self.first}:{letter}{row}"


def decimals_of(number: Decimal) -> int:
    """How many decimals a number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def formulas(rule: Rule, table: Table, row: int, words: Mapping[str, str]) -> dict[str, str]:
    """What each reckoned column of a row holds; `words` are those for statuses and for too few dossiers."""
    cell = table.at(row)
    return {
        "status": _status(cell, words),
        "share": _share(cell, words["not_met"]),
        "attainment": _judged(
            f"{cell('online')}*10000/({cell('total')}*{_hundredths(cell)})", cell
        ),
        "counted": f'IF({cell("attainment")}="",{cell("status")},IF({cell("total")}<{LEAST},"{words["too_few"]}","{RANKED}"))',
        "earned": _if_judged(_earned(rule, cell), cell),
        "off": _if_judged(
            f"{OFF_LATE}*{cell('late')}+{OFF_MISSING}*{cell('missing')}",
            cell,
        ),
        "remains": _if_judged(f"MAX(0,ROUND({cell('earned')}-{cell('off')},12))", cell),
        "points": _if_judged(_points(cell), cell),
        "class": _if_judged(f"LOOKUP({cell('points')},{CLASS_FROM},{CLASS_NAME})", cell),
        "key": _if_ranked(_key(rule, cell), cell),
        **_ranks(rule, table, row),
        "check": _check(table, cell),
    }


def _hundredths(cell: Callable[[str], str]) -> str:
    """The minimum, which has at most two decimals, as a whole number of hundredths of a percent."""
    return f"ROUND({cell('minimum')}*100,0)"


def _status(cell: Callable[[str], str], words: Mapping[str, str]) -> str:
    online, needed = f"{cell('online')}*10000", f"{cell('total')}*{_hundredths(cell)}"
    return (
        f'IF({cell("minimum")}="","{words["no_target"]}",'
        f'IF({cell("reported")}=0,"{words["not_reported"]}",'
        f'IF({cell("total")}=0,"{words["no_dossiers"]}",'
        f'IF({online}>{needed},"{words["exceeded"]}",'
        f'IF({online}={needed},"{words["met"]}","{words["not_met"]}")))))'
    )


def _share(cell: Callable[[str], str], not_met: str) -> str:
    """In percent as it is shown: half up, but below the minimum never as reaching it."""
    exact = f"{cell('online')}*100/{cell('total')}"
    reaches = f'AND({cell("status")}="{not_met}",ROUND({exact},2)>={cell("minimum")})'
    return f'IF({cell("total")}=0,"",IF({reaches},ROUNDDOWN({exact},2),ROUND({exact},2)))'


def _judged(formula: str, cell: Callable[[str], str]) -> str:
    return f'IF(OR({cell("minimum")}="",{cell("total")}=0),"",{formula})'


def _if_judged(formula: str, cell: Callable[[str], str]) -> str:
    return f'IF({cell("attainment")}="","",{formula})'


def _if_ranked(formula: str, cell: Callable[[str], str]) -> str:
    return f'IF({cell("counted")}="{RANKED}",{formula},"")'


def _earned(rule: Rule, cell: Callable[[str], str]) -> str:
    if rule.basis == Basis.STEPS:
        return f"LOOKUP({cell('attainment')},{STEP_FROM},{STEP_POINTS})"
    if rule.basis == Basis.FULL_SHARE and rule.full_share is not None:
        scale = 10 ** decimals_of(rule.full_share)
        whole = FULL_SHARE if scale == 1 else f"ROUND({FULL_SHARE}*{scale},0)"
        return f"{MAXIMUM}*MIN(1,{cell('online')}*{100 * scale}/({cell('total')}*{whole}))"
    return f"{MAXIMUM}*MIN(1,{cell('attainment')})"


def _points(cell: Callable[[str], str]) -> str:
    """Half up once; but what is below the maximum is never rounded up to it."""
    remains = cell("remains")
    rounded = f"ROUND({remains},{DECIMALS})"
    return f"IF(AND({remains}<{MAXIMUM},{rounded}>={MAXIMUM}),ROUNDDOWN({remains},{DECIMALS}),{rounded})"


def _key(rule: Rule, cell: Callable[[str], str]) -> str:
    return {
        Order.ATTAINMENT: cell("attainment"),
        Order.SHARE: f"{cell('online')}/{cell('total')}",
        Order.POINTS: cell("points"),
    }[rule.order]


def _ranks(rule: Rule, table: Table, row: int) -> dict[str, str]:
    """The rank in the group, and where there are districts in the district; for dense ranks also who is first of equals."""
    cell = table.at(row)
    found = {"rank": _if_ranked(f"1+{_ahead(rule, table, cell, 'first')}", cell)}
    if rule.ties == Ties.DENSE:
        found["first"] = _first(table, row, "")
    if "district" in table.letters:
        same = f"({table.all('district')}={cell('district')})*"
        ahead = _ahead(rule, table, cell, "first_in_district", same)
        found["rank_in_district"] = _if_ranked(
            f'IF({cell("district")}="","",1+{ahead})',
            cell,
        )
        if rule.ties == Ties.DENSE:
            through = table.through("district", row)
            found["first_in_district"] = _first(table, row, f"({through}={cell('district')})*")
    return found


def _ahead(rule: Rule, table: Table, cell: Callable[[str], str], first: str, same: str = "") -> str:
    """How many are ahead of a unit; `same` leaves out the other districts."""
    ahead = f"({table.all('key')}>{cell('key')})"
    if rule.ties == Ties.DENSE:
        return f"SUMPRODUCT({same}{table.all(first)}*{ahead})"
    if rule.ties == Ties.MORE_DOSSIERS:
        larger = f"({table.all('key')}={cell('key')})*({table.all('total')}>{cell('total')})"
        ahead = f"({ahead}+{larger})"
    return f'SUMPRODUCT({same}({table.all("counted")}="{RANKED}")*{ahead})'


def _first(table: Table, row: int, same: str) -> str:
    """1 for the first of the ranked units that are equal, 0 for any other."""
    cell = table.at(row)
    ranked = f'({table.through("counted", row)}="{RANKED}")'
    equal = f"({table.through('key', row)}={cell('key')})"
    return f'IF({cell("counted")}="{RANKED}",IF(SUMPRODUCT({same}{ranked}*{equal})=1,1,0),0)'


def _check(table: Table, cell: Callable[[str], str]) -> str:
    names = [name for name in table.letters if f"portal_{name}" in table.letters]
    equal = ",".join(f"{cell(name)}={cell(f'portal_{name}')}" for name in names)
    return f'IF(AND({equal}),"{AGREES}","{DIFFERS}")'
