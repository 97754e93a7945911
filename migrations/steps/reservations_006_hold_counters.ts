import type { Knex } from 'knex';

/** How many holds a fan, or the guests of a network address at one event, began lately. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- Unlogged: written with every batch of holds, and a crash may forget it.
    CREATE UNLOGGED TABLE hold_counters (
      key     text COLLATE "C" PRIMARY KEY,
      holds   integer NOT NULL,
      ends_at timestamptz NOT NULL
    ) WITH (fillfactor = 50);
    COMMENT ON TABLE hold_counters IS 'Holds that became no order, against hoarding';
    COMMENT ON COLUMN hold_counters.key IS 'fan and the fan''s id; or network, a keyed hash of the address, and the event''s id';
    COMMENT ON COLUMN hold_counters.ends_at IS 'When counting begins anew';

    ALTER TABLE reservations ADD COLUMN counted_by text COLLATE "C";
    COMMENT ON COLUMN reservations.counted_by IS 'Of a guest''s hold: the key of the network''s row in hold_counters; null: it wasn''t counted there';
  `);
}
