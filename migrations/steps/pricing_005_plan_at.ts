import type { Knex } from 'knex';

/** The rule of a consignor's plan asks `consignor_plan_at` which plan that is, instead of saying it again. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE OR REPLACE FUNCTION percentages_at(of_listing text, of_event text, of_package text, of_consignor text, moment timestamptz)
      RETURNS SETOF percentages LANGUAGE sql STABLE AS $$
        SELECT p.* FROM percentages p WHERE p.id = nearest_percentages(
          of_listing => ${probe('listing', 'of_listing')},
          of_event => ${probe('event', 'of_event')},
          of_team => ${probe('team', '(SELECT e.home_id FROM catalog_calendar e WHERE e.id = of_event)')},
          of_package => ${probe('package', 'of_package')},
          of_consignor => ${probe('consignor', 'of_consignor')},
          of_plan => ${probe(
            'plan',
            `(SELECT coalesce((SELECT m.plan FROM consignor_plan_at(of_consignor, moment) m), 'Standard') COLLATE "C"
              WHERE of_consignor IS NOT NULL)`,
          )},
          of_marketplace => ${probe('marketplace', "''")})
      $$;

    CREATE OR REPLACE FUNCTION percentages_of_consignors(moment timestamptz) RETURNS TABLE (consignor_id text, percentages_id text)
      LANGUAGE sql STABLE AS $$
        WITH rule AS MATERIALIZED (SELECT r.id, r.scope, r.target FROM percentages_in_force(moment) r),
        begun AS MATERIALIZED (SELECT m.consignor_id COLLATE "C" AS consignor_id, m.plan FROM consignor_plans_at(moment) m)
        SELECT c.id, nearest_percentages(of_consignor => own.id, of_plan => plan.id,
          of_marketplace => (SELECT default_rule.id FROM rule default_rule WHERE default_rule.scope = 'marketplace'))
        FROM consignors_named c LEFT JOIN begun ON begun.consignor_id = c.id
          LEFT JOIN rule own ON own.scope = 'consignor' AND own.target = c.id
          LEFT JOIN rule plan ON plan.scope = 'plan' AND plan.target = coalesce(begun.plan, 'Standard') COLLATE "C"
      $$;
  `);
}

/** SQL: the newest rule of one scope that has begun, or null if it has ended: then the next less specific scope applies. */
function probe(scope: string, target: string): string {
  return `(SELECT CASE WHEN r.effective_until IS NULL OR r.effective_until > moment THEN r.id END FROM percentages r
            WHERE r.scope = '${scope}' AND r.target = ${target} AND r.effective_from <= moment
            ORDER BY r.effective_from DESC LIMIT 1)`;
}
