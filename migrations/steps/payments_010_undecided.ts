import type { Knex } from 'knex';

/** Which disputes a bank still decides about: what was written for them is kept until then. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE FUNCTION dispute_is_undecided(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('reported', 'inquiry', 'answered', 'open.needsResponse', 'open.underReview', 'open.expired', 'open.withdrawn');
  `);
}
