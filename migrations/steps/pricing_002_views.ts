import type { Knex } from 'knex';

/** The rules in force read the home team of a game and the plan of a consignor through their rooms' views. */
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
          of_plan => ${probe('plan', '(SELECT c.plan COLLATE "C" FROM consignors_named c WHERE c.id = of_consignor)')},
          of_marketplace => ${probe('marketplace', "''")})
      $$;

    CREATE OR REPLACE FUNCTION percentages_of_consignors(moment timestamptz) RETURNS TABLE (consignor_id text, percentages_id text)
      LANGUAGE sql STABLE AS $$
        WITH rule AS MATERIALIZED (SELECT r.id, r.scope, r.target FROM percentages_in_force(moment) r)
        SELECT c.id, nearest_percentages(of_consignor => own.id, of_plan => plan.id,
          of_marketplace => (SELECT default_rule.id FROM rule default_rule WHERE default_rule.scope = 'marketplace'))
        FROM consignors_named c LEFT JOIN rule own ON own.scope = 'consignor' AND own.target = c.id
          LEFT JOIN rule plan ON plan.scope = 'plan' AND plan.target = c.plan COLLATE "C"
      $$;

    CREATE OR REPLACE FUNCTION percentages_of_events(moment timestamptz) RETURNS TABLE (event_id text, percentages_id text)
      LANGUAGE sql STABLE AS $$
        WITH rule AS MATERIALIZED (SELECT r.id, r.scope, r.target FROM percentages_in_force(moment) r WHERE r.scope IN ('event', 'team'))
        SELECT e.id, nearest_percentages(of_event => own.id, of_team => team.id) FROM catalog_calendar e
          LEFT JOIN rule own ON own.scope = 'event' AND own.target = e.id
          LEFT JOIN rule team ON team.scope = 'team' AND team.target = e.home_id
        WHERE own.id IS NOT NULL OR team.id IS NOT NULL
      $$;
  `);
}

/** SQL: the newest rule of one scope that has begun, or null if it has ended: then the next less specific scope applies. */
function probe(scope: string, target: string): string {
  return `(SELECT CASE WHEN r.effective_until IS NULL OR r.effective_until > moment THEN r.id END FROM percentages r
            WHERE r.scope = '${scope}' AND r.target = ${target} AND r.effective_from <= moment
            ORDER BY r.effective_from DESC LIMIT 1)`;
}
