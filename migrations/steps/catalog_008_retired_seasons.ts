import type { Knex } from 'knex';

/** A season that is over, or that was made by mistake, is retired: lists and forms don't offer it any more. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE seasons ADD COLUMN retired_at timestamptz;
    CREATE OR REPLACE VIEW catalog_seasons_named AS
      SELECT s.id, s.name, s.league, s.performer_id, p.name AS performer_name, p.short_name AS performer_short, s.selling_from,
        s.selling_until, s.regular_from, s.regular_until, s.playoffs_from, s.playoffs_until, s.retired_at
      FROM seasons s LEFT JOIN performers p ON p.id = s.performer_id;
  `);
}
