import type { Knex } from 'knex';

/** Changes of events, and the turn that each of their orders has: told, and of a canceled event refunded. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE event_changes (
      id                 text COLLATE "C" PRIMARY KEY,
      event_id           text COLLATE "C" NOT NULL REFERENCES events,
      kind               text NOT NULL CHECK (kind IN ('cancel', 'postpone', 'move', 'restore')),
      from_status        text NOT NULL,
      from_starts_at     timestamptz NOT NULL,
      from_time_tbd      boolean NOT NULL,
      starts_at          timestamptz,
      reason             text,
      decided_by         text NOT NULL,
      decided_at         timestamptz NOT NULL DEFAULT now(),
      holds_ended        int NOT NULL DEFAULT 0,
      listings_withdrawn int NOT NULL DEFAULT 0,
      listings_moved     int NOT NULL DEFAULT 0,
      done_at            timestamptz,
      CONSTRAINT event_changes_start CHECK ((starts_at IS NOT NULL) = (kind = 'move'))
    );
    COMMENT ON TABLE event_changes IS 'Events called off, postponed, moved or put on again by a person';
    COMMENT ON COLUMN event_changes.starts_at IS 'The new start, of a move';
    COMMENT ON COLUMN event_changes.done_at IS 'When every order had its turn, or the next change of the event overtook it';
    CREATE INDEX event_changes_event ON event_changes (event_id, decided_at);

    CREATE TABLE event_change_orders (
      change_id      text COLLATE "C" NOT NULL REFERENCES event_changes,
      reservation_id text COLLATE "C" NOT NULL REFERENCES reservations,
      outcome        text NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'done', 'refused', 'superseded')),
      why            text,
      done_at        timestamptz,
      PRIMARY KEY (change_id, reservation_id),
      CONSTRAINT event_change_orders_why CHECK ((why IS NOT NULL) = (outcome = 'refused')),
      CONSTRAINT event_change_orders_done CHECK ((done_at IS NULL) = (outcome = 'waiting'))
    );
    COMMENT ON TABLE event_change_orders IS 'The paid orders of a changed event; each has its turn once';
    COMMENT ON COLUMN event_change_orders.why IS 'Why its refund could not be asked';
    CREATE INDEX event_change_orders_waiting ON event_change_orders (change_id, reservation_id) WHERE outcome = 'waiting';
    CREATE INDEX event_change_orders_pace ON event_change_orders (done_at);
    COMMENT ON INDEX event_change_orders_pace IS 'How many had their turn in the last second';
    CREATE INDEX event_change_orders_order ON event_change_orders (reservation_id);
  `);
}
