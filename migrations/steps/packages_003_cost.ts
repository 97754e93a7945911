import type { Knex } from 'knex';

/** What a consignor paid for a package, so that the page of its season says what each seat cost. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE packages ADD COLUMN cost_amount bigint CHECK (cost_amount >= 0);
    COMMENT ON COLUMN packages.cost_amount IS 'Minor units, for all seats and games; null: it isn''t known';
  `);
}
