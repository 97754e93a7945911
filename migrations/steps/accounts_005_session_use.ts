import type { Knex } from 'knex';

/** In which browser somebody is signed in, and since when it wasn't used: people end their own sessions by it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE sessions
      ADD COLUMN agent        text,
      ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now();
    COMMENT ON COLUMN sessions.agent IS 'User-Agent of the browser that signed in; null: it sent none, or signed in before this was kept';
    COMMENT ON COLUMN sessions.last_used_at IS 'To within ten minutes';
  `);
}
