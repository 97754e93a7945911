import type { Knex } from 'knex';

/** A consignor has a plan from a moment, perhaps to an end; what is over is never changed. Outside of these the plan is Standard. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE consignor_plans (
      id              text COLLATE "C" PRIMARY KEY,
      consignor_id    text COLLATE "C" NOT NULL REFERENCES consignors,
      plan            text NOT NULL CHECK (plan <> ''),
      effective_from  timestamptz NOT NULL,
      effective_until timestamptz CHECK (effective_until > effective_from),
      reason          text NOT NULL,
      created_by      text NOT NULL,
      created_at      timestamptz NOT NULL DEFAULT now(),
      -- As for percentages: an open-ended one excludes only its own start, since the next one ends it; one with an end excludes its period.
      CONSTRAINT consignor_plans_one_at_a_time EXCLUDE USING gist (consignor_id WITH =,
        tstzrange(effective_from, coalesce(effective_until, effective_from), CASE WHEN effective_until IS NULL THEN '[]' ELSE '[)' END) WITH &&)
    );
    COMMENT ON TABLE consignor_plans IS 'Which plan a consignor has and from when; Standard where none of these is in force';
    COMMENT ON COLUMN consignor_plans.plan IS 'Percentages rules can have a plan as their scope';
    COMMENT ON COLUMN consignor_plans.effective_until IS 'Its own end; null: until the next one begins';
    -- The plan at a moment is the newest one that has begun, unless it has ended.
    CREATE UNIQUE INDEX consignor_plans_in_time ON consignor_plans (consignor_id, effective_from DESC) INCLUDE (plan, effective_until);

    -- The log of corrections says when a plan was given before plans had a start.
    WITH given AS (
      SELECT a.subject, a.at, a.before ->> 'plan' AS before, a.after ->> 'plan' AS after FROM platform_changes a
      WHERE a.what = 'consignor.correct' AND a.before ->> 'plan' <> a.after ->> 'plan'
    ), plans AS (
      SELECT c.id, coalesce((SELECT g.before FROM given g WHERE g.subject = c.id ORDER BY g.at LIMIT 1), c.plan) AS plan, c.created_at AS at FROM consignors c
      UNION ALL SELECT DISTINCT ON (g.subject, g.at) c.id, g.after, g.at FROM given g JOIN consignors c ON c.id = g.subject AND g.at > c.created_at
    )
    INSERT INTO consignor_plans (id, consignor_id, plan, effective_from, reason, created_by)
    SELECT 'cpl_' || substr(md5(p.id || p.at::text), 1, 26), p.id, p.plan, p.at, 'Before plans had a start and an end', 'system'
    FROM plans p WHERE p.plan <> 'Standard' OR EXISTS (SELECT 1 FROM given g WHERE g.subject = p.id);

    CREATE TRIGGER consignor_plans_past_stays BEFORE UPDATE ON consignor_plans FOR EACH ROW
      WHEN ((OLD.id, OLD.consignor_id, OLD.plan, OLD.effective_from, OLD.reason, OLD.created_by, OLD.created_at)
          IS DISTINCT FROM (NEW.id, NEW.consignor_id, NEW.plan, NEW.effective_from, NEW.reason, NEW.created_by, NEW.created_at)
        OR OLD.effective_until <= now() OR NEW.effective_until < now())
      EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER consignor_plans_begun_stay BEFORE DELETE ON consignor_plans FOR EACH ROW
      WHEN (OLD.effective_from <= now()) EXECUTE FUNCTION refuse_change();

    -- The code before this step writes the plan into the consignor. The column goes once no such code runs.
    ALTER TABLE consignors ALTER COLUMN plan SET DEFAULT 'Standard';
    COMMENT ON COLUMN consignors.plan IS 'Not used: consignor_plans has the plans. A later release removes it';
    CREATE FUNCTION consignor_plan_written() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO consignor_plans (id, consignor_id, plan, effective_from, reason, created_by)
        VALUES ('cpl_' || substr(md5(random()::text || NEW.id), 1, 26), NEW.id, NEW.plan,
          CASE TG_OP WHEN 'INSERT' THEN NEW.created_at ELSE now() END, 'Given with the consignor', 'system');
        RETURN NULL;
      END $$;
    CREATE TRIGGER consignors_plan_given AFTER INSERT ON consignors FOR EACH ROW WHEN (NEW.plan <> 'Standard')
      EXECUTE FUNCTION consignor_plan_written();
    CREATE TRIGGER consignors_plan_changed AFTER UPDATE OF plan ON consignors FOR EACH ROW WHEN (NEW.plan IS DISTINCT FROM OLD.plan)
      EXECUTE FUNCTION consignor_plan_written();

    CREATE VIEW consignors_plans AS
      SELECT id, consignor_id, plan, effective_from, effective_until FROM consignor_plans;
    COMMENT ON VIEW consignors_plans IS 'Which plan a consignor has and from when; Standard where none is in force';
    CREATE OR REPLACE VIEW consignors_named AS
      SELECT c.id, c.name, c.email, coalesce((SELECT CASE WHEN m.effective_until IS NULL OR m.effective_until > now() THEN m.plan END
          FROM consignor_plans m WHERE m.consignor_id = c.id AND m.effective_from <= now() ORDER BY m.effective_from DESC LIMIT 1), 'Standard') AS plan,
        c.is_marketplace, c.created_at, c.deactivated_at, c.merged_into
      FROM consignors c;
  `);
}
