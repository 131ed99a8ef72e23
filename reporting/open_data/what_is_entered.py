"""The tables of the dump that hold what was entered: the decisions, the catalogue, the counts."""

from reporting.open_data.schema import Field, Reference, Table

KINDS = ("agency", "district", "commune")
STATES = ("submitted", "accepted")


def refers(column: str, resource: str, theirs: str) -> Reference:
    return Reference((column,), resource, (theirs,))


UNIT = Field("unit", "string", "Mã đơn vị", "Code of the unit")
MONTH = Field("month", "yearmonth", "Kỳ báo cáo", "Month of the report")
SAMPLE = Field("sample", "boolean", "Dữ liệu mẫu", "Whether the row is made up")
DECISION = Field("decision", "string", "Quyết định", "Number of the decision")
PROCEDURE = Field("procedure", "string", "Mã TTHC", "Code of the procedure")

DECISIONS = Table(
    "decisions",
    "Quyết định giao chỉ tiêu",
    "Decisions that give minimum shares",
    (
        Field("number", "string", "Số, ký hiệu", "Number"),
        Field("title", "string", "Trích yếu", "Subject"),
        Field("issuer", "string", "Cơ quan ban hành", "Issued by"),
        Field("issued_on", "date", "Ngày ban hành", "Day of issue"),
        Field("first_month", "yearmonth", "Tháng đầu", "First month"),
        Field("last_month", "yearmonth", "Tháng cuối", "Last month"),
        Field(
            "counts_new_procedures",
            "boolean",
            "Tính cả TTHC mới công bố trong năm",
            "Whether procedures first published in the decision's own year count",
        ),
    ),
    ("number",),
)
CLAUSES = Table(
    "clauses",
    "Khoản, điểm của quyết định",
    "Clauses of the decisions, in their own words",
    (
        DECISION,
        Field("clause", "string", "Khoản", "Label of the clause"),
        Field("order", "integer", "Thứ tự", "Place in the decision"),
        Field("wording", "string", "Nội dung", "Wording", required=False),
    ),
    ("decision", "clause"),
    (refers("decision", "decisions", "number"),),
)
TARGETS = Table(
    "targets",
    "Chỉ tiêu tối thiểu của từng đơn vị",
    "The minimum share that a decision gives to a unit",
    (
        DECISION,
        UNIT,
        Field("clause", "string", "Khoản", "Label of the clause"),
        Field("minimum_percent", "number", "Chỉ tiêu tối thiểu (%)", "Minimum share in percent"),
    ),
    ("decision", "unit"),
    (refers("decision", "decisions", "number"), refers("unit", "units", "code")),
)
UNITS = Table(
    "units",
    "Đơn vị báo cáo",
    "Reporting units, in the decision's own order",
    (
        Field("code", "string", "Mã đơn vị", "Code"),
        Field("kind", "string", "Loại đơn vị", "Kind", values=KINDS),
        Field("name", "string", "Tên đơn vị", "Name"),
        Field("parent", "string", "Mã đơn vị cấp trên", "District of a commune", required=False),
        Field("valid_from", "date", "Tồn tại từ ngày", "Exists from", required=False),
        Field("valid_to", "date", "Đến hết ngày", "Exists until", required=False),
        Field("order", "integer", "Thứ tự", "Place in the order"),
    ),
    ("code",),
    (refers("parent", "", "code"),),
)
PROCEDURES = Table(
    "procedures",
    "Thủ tục hành chính",
    "Administrative procedures, and who handles them",
    (
        Field("code", "string", "Mã TTHC", "Code"),
        Field("name", "string", "Tên TTHC", "Name"),
        Field("field", "string", "Lĩnh vực", "Field of work", required=False),
        Field("agency", "string", "Mã cơ quan", "Agency that handles it", required=False),
        Field("for_districts", "boolean", "Cấp huyện thực hiện", "Handled by districts"),
        Field("for_communes", "boolean", "Cấp xã thực hiện", "Handled by communes"),
    ),
    ("code",),
    (refers("agency", "units", "code"),),
)
PUBLICATIONS = Table(
    "publications",
    "Công bố TTHC mức độ 3, 4",
    "When procedures were published as online at level 3 or 4",
    (
        PROCEDURE,
        Field("level", "integer", "Mức độ", "Level"),
        Field("published_from", "date", "Công bố từ ngày", "First day"),
        Field("published_to", "date", "Đến hết ngày", "Last day; blank: in force", required=False),
        Field("published_by", "string", "Quyết định công bố", "Published by", required=False),
        SAMPLE,
    ),
    ("procedure", "published_from"),
    (refers("procedure", "procedures", "code"),),
)
PERIODS = Table(
    "periods",
    "Kỳ báo cáo",
    "Reporting periods",
    (
        MONTH,
        Field("covers_from", "date", "Số liệu từ ngày", "First day covered"),
        Field("covers_to", "date", "Số liệu đến ngày", "Last day covered"),
        Field("opens_on", "date", "Mở từ ngày", "Opens on"),
        Field("due_on", "date", "Hạn nộp", "Due on"),
        Field("locks_on", "date", "Khóa sau ngày", "Locks after"),
    ),
    ("month",),
)
SUBMISSIONS = Table(
    "submissions",
    "Báo cáo tháng được tính",
    "Monthly reports that count, those without a single count too",
    (
        UNIT,
        MONTH,
        Field("state", "string", "Trạng thái", "State", values=STATES),
        Field("first_submitted_on", "date", "Ngày gửi lần đầu", "Day of the first submission"),
        SAMPLE,
    ),
    ("unit", "month"),
    (refers("unit", "units", "code"),),
)
COUNTS = Table(
    "counts",
    "Số hồ sơ theo đơn vị, tháng và TTHC",
    "Dossiers by unit, month and procedure, of the reports that count",
    (
        UNIT,
        MONTH,
        PROCEDURE,
        Field("total", "integer", "Tổng số hồ sơ", "Dossiers by any channel", required=False),
        Field("online", "integer", "Hồ sơ trực tuyến", "Of these online", required=False),
        Field("state", "string", "Trạng thái", "State of the report", values=STATES),
    ),
    ("unit", "month", "procedure"),
    (
        Reference(("unit", "month"), "submissions", ("unit", "month")),
        refers("procedure", "procedures", "code"),
    ),
)
