import type { Knex } from 'knex';

/** The log with the version of the machine that took each message: who plays it again needs it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE OR REPLACE VIEW platform_transition_log AS
      SELECT actor_id, version, actor_type, message, payload, from_state, to_state, at, by, reason, cause, machine_version
      FROM transitions;
  `);
}
