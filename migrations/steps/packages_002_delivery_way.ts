import type { Knex } from 'knex';

/** How the tickets of a season package reach their fans: what its games are consigned with. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE packages ADD COLUMN delivery_way text NOT NULL DEFAULT 'transfer'
      CHECK (delivery_way IN ('transfer', 'file', 'barcode', 'willCall', 'courier'));
    COMMENT ON COLUMN packages.delivery_way IS 'How tickets of its games reach their fans';
  `);
}
