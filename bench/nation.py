"""How fast a province's page is in a nation's history: 63 provinces, 13,000 units, five years, twenty million counts."""

import os

from django.db import connection

from bench.pages import Page, measured, raw_sums
from bench.timing import line, median_seconds, seconds
from targets.actions.shares import rebuild_shares
from targets.models import Count, MonthlyShare, Submission, Unit

# Of the other provinces; NATION=2 builds a small one, to try it.
PROVINCES = int(os.environ.get("NATION", "62"))
AGENCIES, DISTRICTS, COMMUNES = 17, 11, 178
AGENCY_PROCEDURES, COMMUNE_PROCEDURES = 100, 17
FIRST_MONTH, LAST_MONTH = "2014-01-01", "2018-12-01"

_UNITS = f"""
INSERT INTO targets_unit (code, kind, name, province, "order", parent_id)
SELECT province || kind || number, kind, kind || ' ' || number, 'P' || province, 1000 * province + number, NULL
FROM generate_series(1, {PROVINCES}) province
CROSS JOIN (
    SELECT 'agency' AS kind, number FROM generate_series(1, {AGENCIES}) number
    UNION ALL SELECT 'district', number FROM generate_series(1, {DISTRICTS}) number
) bodies;
INSERT INTO targets_unit (code, kind, name, province, "order", parent_id)
SELECT district.province || '-' || number, 'commune', 'commune ' || number, district.province, district."order" + number, district.id
FROM (
    SELECT *, row_number() OVER (PARTITION BY province ORDER BY id) - 1 AS place
    FROM targets_unit WHERE kind = 'district' AND province <> ''
) district
JOIN generate_series(1, {COMMUNES}) number ON number % {DISTRICTS} = district.place;
"""

_PROCEDURES = f"""
INSERT INTO targets_procedure (code, name, field, agency_id, for_districts, for_communes)
SELECT 'N' || unit.id || '.' || number, 'procedure ' || number, '', unit.id, false, false
FROM targets_unit unit CROSS JOIN generate_series(1, {AGENCY_PROCEDURES}) number
WHERE unit.kind = 'agency' AND unit.province <> '';
INSERT INTO targets_publication (procedure_id, level, published_from, published_by, is_sample)
SELECT id, 3, '2013-07-01', '', true FROM targets_procedure WHERE code LIKE 'N%';
"""

_SUBMISSIONS = f"""
INSERT INTO targets_submission
    (unit_id, month, status, version, is_sample, saved_at, first_submitted_at, submitted_at, accepted_at, return_reason)
SELECT unit.id, month, 'accepted', 1, true, month, month, month, month, ''
FROM targets_unit unit CROSS JOIN generate_series('{FIRST_MONTH}'::date, '{LAST_MONTH}'::date, '1 month') month
ON CONFLICT DO NOTHING;
"""

# Each unit's procedures: an agency's own, sixty of a district, the first few of a commune.
_COUNTS = f"""
CREATE TEMPORARY TABLE handled AS
SELECT unit.id AS unit_id, procedure.id AS procedure_id
FROM targets_unit unit JOIN targets_procedure procedure ON CASE unit.kind
    WHEN 'agency' THEN procedure.agency_id = unit.id
    WHEN 'district' THEN procedure.for_districts
    ELSE procedure.for_communes END
WHERE unit.kind <> 'commune' OR unit.province = '' OR procedure.id IN (
    SELECT id FROM targets_procedure WHERE for_communes ORDER BY id LIMIT {COMMUNE_PROCEDURES}
);
ANALYZE handled;
INSERT INTO targets_count (submission_id, procedure_id, total, online)
SELECT submission.id, procedure_id, size, size * (1 + (submission.id + procedure_id) % 9) / 10
FROM targets_submission submission
JOIN handled USING (unit_id)
CROSS JOIN LATERAL (SELECT ((submission.id * 31 + procedure_id * 17) % 300)::integer AS size) made
ORDER BY submission.id, procedure_id
ON CONFLICT DO NOTHING;
"""


def measure(alone: dict[str, Page]) -> None:
    """Build the nation around the province's year and print its pages beside what they took `alone`."""
    print("\nA nation's five years around the province")
    line("built in", f"{seconds(_build):.0f} s")
    line("monthly shares worked out from the counts in", f"{seconds(rebuild_shares):.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    for label, rows in (
        ("units", Unit.objects),
        ("submissions", Submission.objects),
        ("counts", Count.objects),
        ("monthly shares", MonthlyShare.objects),
    ):
        line(label, f"{rows.count():,}")
    raw = median_seconds(raw_sums(), runs=3)
    line("the sums of the page from the counts, as SQL", f"{raw * 1000:.0f} ms")
    for name, before in alone.items():
        measured(name, before)


def _build() -> None:
    with connection.cursor() as cursor:
        # As a restored copy would come: keys and triggers rest while the rows are made.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'targets_count'"
            " AND indexdef NOT LIKE 'CREATE UNIQUE%'"
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for statements in (_UNITS, _PROCEDURES, _SUBMISSIONS, _COUNTS):
            cursor.execute(statements)
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("SET session_replication_role = origin")
