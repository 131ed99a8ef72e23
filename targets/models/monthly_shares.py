"""One row for each unit and month with what counts of it, kept by the database as counts change (ADR 15).

Pages read these rows instead of the counts, so that their speed does not depend on how many counts there are.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from targets.models.submissions import Submission

# Rule 2. `reporting.queries.counted` asks the same of the counts themselves, and `check_shares` holds the two together.
SHARES_OF_COUNTS = """
SELECT submission.id AS submission_id, way.leaves_out_since, sum(count.total) AS total, sum(count.online) AS online
FROM targets_submission submission
JOIN targets_unit unit ON unit.id = submission.unit_id
CROSS JOIN LATERAL (
    SELECT NULL::date AS leaves_out_since
    UNION
    SELECT date_trunc('year', decision.first_month)::date FROM targets_decision decision
    WHERE NOT decision.counts_new_procedures AND submission.month >= date_trunc('year', decision.first_month)
) way
JOIN targets_count count ON count.submission_id = submission.id
JOIN targets_procedure procedure ON procedure.id = count.procedure_id
WHERE count.total IS NOT NULL AND count.online IS NOT NULL
    AND CASE unit.kind
        WHEN 'agency' THEN procedure.agency_id = unit.id
        WHEN 'district' THEN procedure.for_districts
        ELSE procedure.for_communes
    END
    AND EXISTS (
        SELECT FROM targets_publication publication
        WHERE publication.procedure_id = procedure.id
            AND publication.published_from < submission.month + interval '1 month'
            AND (publication.published_to IS NULL OR publication.published_to >= submission.month)
    )
    AND (way.leaves_out_since IS NULL OR EXISTS (
        SELECT FROM targets_publication publication
        WHERE publication.procedure_id = procedure.id AND publication.published_from < way.leaves_out_since
    ))
"""
GROUPED = "GROUP BY submission.id, way.leaves_out_since"


# So many submissions at once are worked out by reading each table once.
_MANY = 50

# Called by the triggers of `keeping_shares`; a change of it, or of the rule, needs a migration that makes it anew. It is
# planned at each call, and for many without nested loops: a table that was empty when it was last analysed would
# otherwise be read once for each of a hundred thousand counts.
REFRESH_FUNCTION = f"""
CREATE OR REPLACE FUNCTION targets_refresh_shares(touched bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan SET enable_nestloop = on AS $$
BEGIN
    IF cardinality(touched) = 0 THEN
        RETURN;
    END IF;
    IF cardinality(touched) > {_MANY} THEN
        SET LOCAL enable_nestloop = off;
    END IF;
    WITH present AS MATERIALIZED (
        {SHARES_OF_COUNTS} AND submission.id = ANY(touched) AND count.submission_id = ANY(touched) {GROUPED}
    ),
    written AS (
        INSERT INTO targets_monthlyshare AS kept (submission_id, leaves_out_since, total, online)
        SELECT submission_id, leaves_out_since, total, online FROM present
        ON CONFLICT (submission_id, leaves_out_since) DO UPDATE SET total = excluded.total, online = excluded.online
            WHERE (kept.total, kept.online) IS DISTINCT FROM (excluded.total, excluded.online)
    )
    DELETE FROM targets_monthlyshare kept WHERE submission_id = ANY(touched) AND NOT EXISTS (
        SELECT FROM present WHERE present.submission_id = kept.submission_id
            AND present.leaves_out_since IS NOT DISTINCT FROM kept.leaves_out_since
    );
END
$$;
"""


class MonthlyShare(models.Model):
    """What counts in one submission (rule 2), by one way of counting; there is no row where nothing counts."""

    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        related_name="shares",
        verbose_name=_("submission"),
        db_index=False,
    )
    leaves_out_since = models.DateField(
        _("leaves out procedures first published since"),
        null=True,
        blank=True,
        help_text=_("Blank: every published procedure counts."),
    )
    total = models.PositiveBigIntegerField(_("total dossiers"))
    online = models.PositiveBigIntegerField(_("online dossiers"))

    class Meta:
        verbose_name = _("monthly share")
        verbose_name_plural = _("monthly shares")
        constraints = [
            models.UniqueConstraint(
                name="monthly_share_once_for_a_submission_and_a_way",
                fields=["submission", "leaves_out_since"],
                include=["total", "online"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="monthly_share_online_within_total",
                condition=Q(online__lte=models.F("total")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.online}/{self.total}"
