import type { Knex } from 'knex';

/** Holds and orders that are made in the instant of a move are collected when its orders had their turns. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE event_changes ADD COLUMN made_before timestamptz;
    COMMENT ON COLUMN event_changes.made_before IS 'What was held or ordered before it may not know of a move, and is collected; null: of a change before this column';
  `);
}
