import type { Knex } from 'knex';

/** A tag for refunds whose money the fan has: of what a credit note is written. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE FUNCTION refund_is_repaid(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN state IN ('done', 'paidElsewhere');
  `);
}
