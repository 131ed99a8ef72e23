"""What the database refuses of what is published, whoever asks (ADR 17).

Plain triggers: those of pgtrigger step aside for whoever asks them to (`pgtrigger.ignore`).
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION reporting_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is published stays as it is: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION reporting_refuse_to_empty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_filled boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', TG_TABLE_NAME) INTO is_filled;
    IF is_filled THEN
        RAISE EXCEPTION 'what is published stays as it is: % of % is refused', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
"""

# The first 50 bits of a SHA-256 in Crockford's digits, as reporting/rankings/canonical.py writes them.
CODE = """
CREATE FUNCTION reporting_code_of(digest text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(
        substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (('x' || substr(digest, 1, 13))::bit(52)::bigint >> 2 >> (5 * place) & 31)::int + 1, 1),
        '' ORDER BY place DESC
    ) FROM generate_series(0, 9) place
$$;
ALTER TABLE reporting_ranking ADD CONSTRAINT ranking_code_is_of_its_hash CHECK (code = reporting_code_of(sha256));
"""

# A column that is not named here is frozen, one that is added later too.
RANKING = """
CREATE FUNCTION reporting_ranking_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step text := OLD.state || ' -> ' || NEW.state;
    changing text[];
BEGIN
    changing := CASE step
        WHEN 'drawn_up -> out' THEN '{state,put_out_at,put_out_by_id,objections_until}'
        WHEN 'out -> final' THEN '{state,finalised_at,finalised_by_id}'
        WHEN 'drawn_up -> withdrawn' THEN '{state,withdrawn_at,withdrawn_by_id,withdrawal_reason}'
        WHEN 'out -> withdrawn' THEN '{state,withdrawn_at,withdrawn_by_id,withdrawal_reason}'
        WHEN OLD.state || ' -> ' || OLD.state THEN '{}'
    END;
    IF changing IS NULL THEN
        RAISE EXCEPTION 'a ranking does not go this way: %', step;
    END IF;
    IF to_jsonb(OLD) - changing IS DISTINCT FROM to_jsonb(NEW) - changing THEN
        RAISE EXCEPTION 'what is frozen with a ranking stays as it is';
    END IF;
    IF step = 'out -> final' AND EXISTS (
        SELECT FROM reporting_objection WHERE ranking_id = NEW.id AND answered_at IS NULL
    ) THEN
        RAISE EXCEPTION 'an objection to the ranking has no answer';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION reporting_ranking_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'drawn_up' THEN
        RAISE EXCEPTION 'a ranking begins by being drawn up';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER begins_by_being_drawn_up BEFORE INSERT ON reporting_ranking
    FOR EACH ROW EXECUTE FUNCTION reporting_ranking_begins();
CREATE TRIGGER takes_its_steps BEFORE UPDATE ON reporting_ranking
    FOR EACH ROW EXECUTE FUNCTION reporting_ranking_steps();
CREATE TRIGGER is_never_deleted BEFORE DELETE ON reporting_ranking
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse();
"""

# Files are written just before their ranking becomes final, objections and their attachments while it is out.
WHILE_OUT = """
CREATE FUNCTION reporting_only_while_out() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_ranking bigint;
BEGIN
    IF TG_TABLE_NAME = 'reporting_attachment' THEN
        SELECT ranking_id INTO of_ranking FROM reporting_objection
            WHERE id = NEW.objection_id AND answered_at IS NULL;
    ELSE
        of_ranking := NEW.ranking_id;
    END IF;
    IF NOT EXISTS (SELECT FROM reporting_ranking WHERE id = of_ranking AND state = 'out') THEN
        RAISE EXCEPTION 'the ranking is not out for explanation: % of % is refused', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION reporting_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE answer text[] := '{outcome,answer,answered_at,answered_by_id}';
BEGIN
    IF OLD.answered_at IS NOT NULL OR to_jsonb(OLD) - answer IS DISTINCT FROM to_jsonb(NEW) - answer THEN
        RAISE EXCEPTION 'an objection stays as it is, and is answered once';
    END IF;
    IF EXISTS (SELECT FROM reporting_ranking WHERE id = NEW.ranking_id AND state = 'final') THEN
        RAISE EXCEPTION 'the ranking is final';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER answered_once BEFORE UPDATE ON reporting_objection
    FOR EACH ROW EXECUTE FUNCTION reporting_answered_once();
CREATE TRIGGER is_never_deleted BEFORE DELETE ON reporting_objection
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse();
"""


def _for_each(tables: list[str], statement: str) -> str:
    return "".join(statement.format(table=f"reporting_{table}") for table in tables)


TRIGGERS = (
    _for_each(
        ["objection", "attachment", "rankingfile"],
        "CREATE TRIGGER only_while_out BEFORE INSERT ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION reporting_only_while_out();",
    )
    + _for_each(
        ["attachment", "rankingfile", "scoringrule"],
        "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION reporting_refuse();",
    )
    + _for_each(
        ["ranking", "objection", "attachment", "rankingfile", "scoringrule"],
        "CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION reporting_refuse_to_empty();",
    )
)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_rankings")]

    operations = [
        migrations.RunSQL(REFUSE + CODE + RANKING + WHILE_OUT + TRIGGERS, migrations.RunSQL.noop)
    ]
