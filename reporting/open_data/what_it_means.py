"""The table of the dump that holds what the portal makes of the others."""

from reporting.compliance import Status
from reporting.open_data.schema import Field, Table
from reporting.open_data.what_is_entered import DECISION, KINDS, UNIT, refers

SHARES = Table(
    "shares",
    "Tỷ lệ của từng đơn vị",
    "Each unit's share against its minimum, to be recomputed from the other tables",
    (
        DECISION,
        Field("from", "yearmonth", "Từ tháng", "First month"),
        Field("through", "yearmonth", "Đến tháng", "Last month"),
        UNIT,
        Field("name", "string", "Tên đơn vị", "Name"),
        Field("group", "string", "Khối", "Group", values=KINDS),
        Field("parent", "string", "Mã đơn vị cấp trên", "District", required=False),
        Field("clause", "string", "Khoản", "Clause", required=False),
        Field("minimum_percent", "number", "Chỉ tiêu tối thiểu (%)", "Minimum", required=False),
        Field("total", "integer", "Tổng số hồ sơ", "Dossiers by any channel"),
        Field("online", "integer", "Hồ sơ trực tuyến", "Of these online"),
        Field("share_percent", "number", "Tỷ lệ (%)", "Share in percent", required=False),
        Field(
            "status", "string", "Kết quả", "Status", values=tuple(status.value for status in Status)
        ),
        Field("attainment", "number", "Mức hoàn thành", "Share / minimum", required=False),
        Field("shortfall", "integer", "Số hồ sơ thiếu", "Online dossiers short of the minimum"),
        Field("rank", "integer", "Hạng", "Rank within the group", required=False),
        Field("months_reported", "integer", "Số tháng đã báo cáo", "Months reported"),
        Field("months_expected", "integer", "Số tháng phải báo cáo", "Months expected"),
    ),
    ("decision", "unit"),
    (refers("decision", "decisions", "number"), refers("unit", "units", "code")),
)
