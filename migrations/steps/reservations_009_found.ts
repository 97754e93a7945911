import type { Knex } from 'knex';

/**
 * Support finds orders by a misspelled email address: what stands before the @, since addresses share what follows it. A
 * guest's hold has no address yet, so the index costs the hold nothing.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(
    `CREATE INDEX reservations_mailbox ON reservations USING gin (split_part(email, '@', 1) gin_trgm_ops) WHERE email IS NOT NULL`,
  );
}
