import type { Knex } from 'knex';

/** Events that an administrator called off without the second person whom their refunds ask for. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE event_changes ADD COLUMN alone boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN event_changes.alone IS 'Called off without the second person whom its refunds ask for';
  `);
}
