import type { Knex } from 'knex';

/** Who was merged into a consignor is few: payouts ask for them, one consignor after another. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`CREATE INDEX consignors_merged ON consignors (merged_into) WHERE merged_into IS NOT NULL`);
}
