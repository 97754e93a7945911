import type { Knex } from 'knex';

/** A passkey is two factors by itself: who has no authenticator app shows by one that it is them, where a password alone isn't enough. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- Of a session that a passkey opened before, it isn't known how its owner proved last: they are asked again.
    ALTER TABLE sessions ADD COLUMN proven_by_passkey boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN sessions.proven_by_passkey IS 'That proof was by a passkey';
  `);
}
