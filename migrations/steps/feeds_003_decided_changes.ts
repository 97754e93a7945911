import type { Knex } from 'knex';

/** A decision names the change of the event that followed it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE feed_game_changes ADD COLUMN change_id text COLLATE "C" REFERENCES event_changes;
    COMMENT ON COLUMN feed_game_changes.change_id IS 'What followed the decision; null: nothing changed, or it was decided before changes were kept';
  `);
}
