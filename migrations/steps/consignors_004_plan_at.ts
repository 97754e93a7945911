import type { Knex } from 'knex';

/**
 * The one rule of which plan a consignor has at a moment, for the views and for the code: the newest period that has begun,
 * unless it has ended. No row, or null: Standard. PostgreSQL puts the function's query into the one that calls it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE FUNCTION consignor_plans_at(moment timestamptz) RETURNS TABLE (consignor_id text, plan text) LANGUAGE sql STABLE AS $$
      SELECT DISTINCT ON (m.consignor_id) m.consignor_id,
        CASE WHEN m.effective_until IS NULL OR m.effective_until > moment THEN m.plan END
      FROM consignors_plans m WHERE m.effective_from <= moment ORDER BY m.consignor_id, m.effective_from DESC
    $$;
    COMMENT ON FUNCTION consignor_plans_at IS 'The plan that each consignor has at a moment; no row, or null: Standard';
    -- LIMIT keeps the condition together with the rows that it is about, where it finds them by their index.
    CREATE FUNCTION consignor_plan_at(of_consignor text, moment timestamptz) RETURNS TABLE (plan text) LANGUAGE sql STABLE AS $$
      SELECT m.plan FROM consignor_plans_at(moment) m WHERE m.consignor_id = of_consignor COLLATE "C" LIMIT 1
    $$;
    COMMENT ON FUNCTION consignor_plan_at IS 'The same of one consignor';
    CREATE OR REPLACE VIEW consignors_named AS
      SELECT c.id, c.name, c.email, coalesce((SELECT p.plan FROM consignor_plan_at(c.id, now()) p), 'Standard') COLLATE "default" AS plan,
        c.is_marketplace, c.created_at, c.deactivated_at, c.merged_into
      FROM consignors c;
  `);
}
