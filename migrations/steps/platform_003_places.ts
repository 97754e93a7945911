import type { Knex } from 'knex';

/** Places: the natural order of sections, rows and seats, and the key by which 1 and 01 are one. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE COLLATION place_order (provider = icu, locale = 'en-u-kn-true');
    COMMENT ON COLLATION place_order IS 'Numbers within texts count as numbers: 9, 20, 101';

    -- The same rule as canonicalPlace in shared/src/listings/place.ts.
    CREATE FUNCTION place_key(place text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN regexp_replace(upper(btrim(place)), '(^|[^0-9])0+([0-9])', '\\1\\2', 'g');
    COMMENT ON FUNCTION place_key IS 'One spelling of a section or row: without case, blanks around it, and zeros before a number';
  `);
}
