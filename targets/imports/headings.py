"""The headings of the tables that come in, in English and Vietnamese (interfaces, “Files”)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from targets.imports.bare_text import BLANKS, folded, stripped
from targets.imports.extent import ROWS_LOOKED_AT
from targets.imports.legacy_text import font_encoding, retyped
from targets.imports.tables import Table
from targets.problems import Fault, Faulty

COUNT_COLUMNS = {
    "period": "Kỳ báo cáo",
    "unit_code": "Mã đơn vị",
    "procedure_code": "Mã TTHC",
    "total": "Tổng số hồ sơ",
    "online": "Hồ sơ trực tuyến",
}
# What is the same in the rows of one report, and so may stand in a merged area.
SHARED_COUNT_COLUMNS = ("period", "unit_code")
PROCEDURE_COLUMNS = {
    "code": "Mã TTHC",
    "name": "Tên TTHC",
    "authority_level": "Cấp thực hiện",
    "agency_code": "Mã cơ quan",
    "field": "Lĩnh vực",
    "level": "Mức độ",
    "published_from": "Công bố từ ngày",
    "published_to": "Đến ngày",
    "published_by": "Quyết định công bố",
}
UNIT_COLUMNS = {
    "code": "Mã đơn vị",
    "kind": "Loại đơn vị",
    "name": "Tên đơn vị",
    "parent_code": "Mã đơn vị cấp trên",
    "valid_from": "Hiệu lực từ ngày",
    "valid_to": "Đến ngày",
}
PEOPLE_COLUMNS = {
    "username": "Tên đăng nhập",
    "full_name": "Họ và tên",
    "email": "Thư điện tử",
    "role": "Vai trò",
    "unit_codes": "Mã đơn vị",
}

# Where each column stands, and its heading as the file has it.
Located = Mapping[str, tuple[int, str]]


def heading_place(columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> int:
    """Where, counted from 0, the headings stand: titles may stand above them.

    It is the first of the rows that are looked at with most of the headings; 0 where none has any.
    """
    names = _names(columns)

    def headings(place: int) -> int:
        return len({names.get(folded(cell)) for cell in rows[place]} - {None})

    return max(range(min(len(rows), ROWS_LOOKED_AT)), key=headings, default=0)


def locate(
    columns: Mapping[str, str], heading_row: Sequence[Any], above: Sequence[Sequence[Any]] = ()
) -> Located:
    """Find every column by its English or Vietnamese heading, in any case and order; other headings are left alone.

    Raises Faulty for each heading that is missing or stands twice, and for a table in an old Vietnamese font, which the
    rows `above` may tell too.
    """
    names = _names(columns)
    places: dict[str, list[tuple[int, str]]] = {name: [] for name in columns}
    for index, cell in enumerate(heading_row):
        name = names.get(folded(cell))
        if name is not None:
            places[name].append((index, stripped(str(cell))))
    faults = []
    for name, vietnamese in columns.items():
        if not places[name]:
            message = _("The heading “%(english)s” or “%(vietnamese)s” is missing.")
            faults.append(Fault(1, name, message % {"english": name, "vietnamese": vietnamese}))
        elif len(places[name]) > 1:
            faults.append(Fault(1, name, _("This heading stands twice.")))
    looked_at = map(str, chain(heading_row, *above))
    if faults and (font := font_encoding(looked_at, columns)):
        raise retyped(font)
    if faults:
        raise Faulty(faults)
    return {name: place[0] for name, place in places.items()}


def _names(columns: Mapping[str, str]) -> dict[str, str]:
    """The English name of each column by either of its headings."""
    names = {folded(name): name for name in columns}
    return names | {folded(vietnamese): name for name, vietnamese in columns.items()}


def numbered_rows(
    table: Table, located: Located, place: int = 0
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the cells by column of each row below the headings, which stand at `place`.

    Rows in which all of these cells are blank are counted and left out.
    """
    places = [(name, index) for name, (index, _heading) in located.items()]
    width = max(index for _name, index in places) + 1
    for number, row in enumerate(table.rows[place + 1 :], start=table.first_number + place):
        if len(row) < width:
            row = row + [None] * (width - len(row))
        cells = {name: row[index] for name, index in places}
        if not all(map(is_blank, cells.values())):
            yield number, cells


def is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing but blanks."""
    if not isinstance(cell, str):
        return cell is None
    # To strip every cell of a province's year would take long.
    return not cell or (cell[0] in BLANKS and not stripped(cell))
