import type { Knex } from 'knex';

/** Percentages rules: each has a start date, is never changed and never backdated. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE EXTENSION IF NOT EXISTS btree_gist;

    CREATE FUNCTION terms_of(components jsonb, side text) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$
      SELECT coalesce(array_agg(term.value ORDER BY part.place, term.place), '{}')
      FROM jsonb_array_elements(components) WITH ORDINALITY AS part (value, place)
      CROSS JOIN LATERAL (VALUES (1, (part.value ->> 'bps')::integer), (2, coalesce((part.value ->> 'minimum')::integer, 0)),
        (3, coalesce((part.value ->> 'maximum')::integer, 2147483647))) AS term (place, value)
      WHERE part.value ->> 'payer' = side
    $$;
    COMMENT ON FUNCTION terms_of IS 'One side''s components as triples: basis points, least and most in minor units';
    CREATE FUNCTION bps_of(components jsonb, side text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
      SELECT coalesce(sum((part ->> 'bps')::integer), 0)::integer FROM jsonb_array_elements(components) part
      WHERE part ->> 'payer' = side
    $$;

    CREATE TABLE percentages (
      id              text COLLATE "C" PRIMARY KEY,
      scope         text NOT NULL CHECK (scope IN ('marketplace', 'plan', 'consignor', 'package', 'team', 'event', 'listing')),
      target          text COLLATE "C" NOT NULL CHECK ((scope = 'marketplace') = (target = '')),
      components           jsonb NOT NULL,
      commission_bps       integer NOT NULL GENERATED ALWAYS AS (bps_of(components, 'consignor')) STORED CHECK (commission_bps BETWEEN 0 AND 10000),
      fee_bps         integer NOT NULL GENERATED ALWAYS AS (bps_of(components, 'fan')) STORED CHECK (fee_bps BETWEEN 0 AND 10000),
      commission_terms     integer[] NOT NULL GENERATED ALWAYS AS (terms_of(components, 'consignor')) STORED CHECK (cardinality(commission_terms) <= 9),
      fee_terms       integer[] NOT NULL GENERATED ALWAYS AS (terms_of(components, 'fan')) STORED CHECK (cardinality(fee_terms) <= 9),
      effective_from  timestamptz NOT NULL,
      effective_until timestamptz CHECK (effective_until > effective_from),
      reason          text NOT NULL,
      created_by      text NOT NULL,
      created_at      timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT percentages_default_always CHECK (scope <> 'marketplace' OR effective_until IS NULL),
      -- An open-ended rule excludes only its own start: the next rule of its scope replaces it. A rule with an end excludes its period.
      CONSTRAINT percentages_one_at_a_time EXCLUDE USING gist (scope WITH =, target WITH =,
        tstzrange(effective_from, coalesce(effective_until, effective_from), CASE WHEN effective_until IS NULL THEN '[]' ELSE '[)' END) WITH &&)
    );
    COMMENT ON COLUMN percentages.target IS 'The name of a plan or the id of what the rule applies to; empty for the default rule';
    CREATE UNIQUE INDEX percentages_in_time ON percentages (target, scope, effective_from);

    CREATE VIEW pricing_percentages AS
      SELECT id, scope, target, components, commission_bps, fee_bps, commission_terms, fee_terms, effective_from, effective_until, reason,
        created_by, created_at
      FROM percentages;
    COMMENT ON VIEW pricing_percentages IS 'Every rule of percentages, whenever it holds; rules don''t change';

    -- The only place that knows which scope wins; callers name what they pass.
    CREATE FUNCTION nearest_percentages(of_marketplace text DEFAULT NULL, of_plan text DEFAULT NULL, of_consignor text DEFAULT NULL,
      of_package text DEFAULT NULL, of_team text DEFAULT NULL, of_event text DEFAULT NULL, of_listing text DEFAULT NULL)
      RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(of_listing, of_event, of_team, of_package, of_consignor, of_plan, of_marketplace)
      $$;
    COMMENT ON FUNCTION nearest_percentages IS
      'Of the rules in force by scope, the one that applies: the nearest wins as a whole. Its parameters stand farthest first';

    CREATE FUNCTION percentages_at(of_listing text, of_event text, of_package text, of_consignor text, moment timestamptz)
      RETURNS SETOF percentages LANGUAGE sql STABLE AS $$
        SELECT p.* FROM percentages p WHERE p.id = nearest_percentages(
          of_listing => ${probe('listing', 'of_listing')},
          of_event => ${probe('event', 'of_event')},
          of_team => ${probe('team', '(SELECT e.home_id FROM events e WHERE e.id = of_event)')},
          of_package => ${probe('package', 'of_package')},
          of_consignor => ${probe('consignor', 'of_consignor')},
          of_plan => ${probe('plan', '(SELECT c.plan COLLATE "C" FROM consignors c WHERE c.id = of_consignor)')},
          of_marketplace => ${probe('marketplace', "''")})
      $$;
    COMMENT ON FUNCTION percentages_at IS
      'The rule in force for a listing: the nearest scope wins as a whole; a game''s team is the home team. One index lookup per scope';

    CREATE FUNCTION percentages_in_force(moment timestamptz) RETURNS SETOF percentages LANGUAGE sql STABLE AS $$
      SELECT p.* FROM percentages p WHERE p.effective_from <= moment AND (p.effective_until IS NULL OR p.effective_until > moment)
        AND NOT EXISTS (SELECT 1 FROM percentages later WHERE later.target = p.target AND later.scope = p.scope
          AND later.effective_from > p.effective_from AND later.effective_from <= moment)
    $$;
    COMMENT ON FUNCTION percentages_in_force IS 'Every rule in force, for queries that join listings with rules as sets';

    CREATE FUNCTION percentages_of_consignors(moment timestamptz) RETURNS TABLE (consignor_id text, percentages_id text)
      LANGUAGE sql STABLE AS $$
        WITH rule AS MATERIALIZED (SELECT r.id, r.scope, r.target FROM percentages_in_force(moment) r)
        SELECT c.id, nearest_percentages(of_consignor => own.id, of_plan => plan.id,
          of_marketplace => (SELECT default_rule.id FROM rule default_rule WHERE default_rule.scope = 'marketplace'))
        FROM consignors c LEFT JOIN rule own ON own.scope = 'consignor' AND own.target = c.id
          LEFT JOIN rule plan ON plan.scope = 'plan' AND plan.target = c.plan COLLATE "C"
      $$;
    COMMENT ON FUNCTION percentages_of_consignors IS 'The rule of each consignor: their own, their plan''s, or the default';
    CREATE FUNCTION percentages_of_events(moment timestamptz) RETURNS TABLE (event_id text, percentages_id text)
      LANGUAGE sql STABLE AS $$
        WITH rule AS MATERIALIZED (SELECT r.id, r.scope, r.target FROM percentages_in_force(moment) r WHERE r.scope IN ('event', 'team'))
        SELECT e.id, nearest_percentages(of_event => own.id, of_team => team.id) FROM events e LEFT JOIN rule own ON own.scope = 'event' AND own.target = e.id
          LEFT JOIN rule team ON team.scope = 'team' AND team.target = e.home_id
        WHERE own.id IS NOT NULL OR team.id IS NOT NULL
      $$;
    COMMENT ON FUNCTION percentages_of_events IS 'The rule of each event that has one, or whose home team has one';

    CREATE FUNCTION commission_part(price bigint, bps integer, at_least integer, at_most integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
      SELECT coalesce(greatest(at_least, least(at_most, price - (price * (10000 - bps) + 5000) / 10000)), 0)
    $$;
    CREATE FUNCTION fan_part(price bigint, bps integer, at_least integer, at_most integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
      SELECT coalesce(greatest(at_least, least(at_most, (price * bps + 5000) / 10000)), 0)
    $$;
    CREATE FUNCTION commission_share(price bigint, terms integer[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE WHEN terms[1] IS NULL THEN 0 ELSE least(price, commission_part(price, terms[1], terms[2], terms[3])
        + CASE WHEN terms[4] IS NULL THEN 0 ELSE commission_part(price, terms[4], terms[5], terms[6]) END
        + CASE WHEN terms[7] IS NULL THEN 0 ELSE commission_part(price, terms[7], terms[8], terms[9]) END) END
    $$;
    CREATE FUNCTION fan_fee(price bigint, terms integer[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE WHEN terms[1] IS NULL THEN 0 ELSE fan_part(price, terms[1], terms[2], terms[3])
        + CASE WHEN terms[4] IS NULL THEN 0 ELSE fan_part(price, terms[4], terms[5], terms[6]) END
        + CASE WHEN terms[7] IS NULL THEN 0 ELSE fan_part(price, terms[7], terms[8], terms[9]) END END
    $$;
    COMMENT ON FUNCTION commission_share IS 'Minor units that the marketplace keeps of a price; must equal quoteTicket of shared/pricing';
    COMMENT ON FUNCTION fan_fee IS 'Minor units that the fan pays on top of a price; must equal quoteTicket of shared/pricing';

    -- The default, so that there is always a rule in force.
    INSERT INTO percentages (id, scope, target, components, effective_from, reason, created_by)
    VALUES ('pct_00000000000000000000000000', 'marketplace', '',
      '[{"kind":"commission","payer":"consignor","bps":2000,"minimum":null,"maximum":null},
        {"kind":"serviceFee","payer":"fan","bps":1200,"minimum":null,"maximum":null}]',
      '2000-01-01T00:00:00Z', 'The terms that the marketplace opened with', 'marketplace');
    CREATE TRIGGER percentages_append_only BEFORE UPDATE OR DELETE ON percentages
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  `);
}

/** SQL: the newest rule of one scope that has begun, or null if it has ended: then the next less specific scope applies. */
function probe(scope: string, target: string): string {
  return `(SELECT CASE WHEN r.effective_until IS NULL OR r.effective_until > moment THEN r.id END FROM percentages r
            WHERE r.scope = '${scope}' AND r.target = ${target} AND r.effective_from <= moment
            ORDER BY r.effective_from DESC LIMIT 1)`;
}
