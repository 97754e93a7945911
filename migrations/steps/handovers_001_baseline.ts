import type { Knex } from 'knex';

/** Handovers: tickets that a fan sends to a friend. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE handovers (
      id              text COLLATE "C" PRIMARY KEY,
      reservation_id  text COLLATE "C" NOT NULL,
      event_id        text COLLATE "C" NOT NULL,
      from_id         text COLLATE "C" REFERENCES handovers,
      sent_by         text COLLATE "C" NOT NULL,
      from_name       text NOT NULL,
      to_name         text NOT NULL,
      to_email        text NOT NULL,
      person_id       text COLLATE "C",
      starts_at       timestamptz NOT NULL,
      event_status    text NOT NULL,
      created_at      timestamptz NOT NULL,
      accepted_at     timestamptz,
      ended_at        timestamptz,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    COMMENT ON TABLE handovers IS 'Tickets of an order that somebody sends to a friend';
    COMMENT ON COLUMN handovers.from_id IS 'The handover by which the sender got them; null: the sender is the order''s fan';
    COMMENT ON COLUMN handovers.sent_by IS 'The sender: an account, or the guest of that browser';
    COMMENT ON COLUMN handovers.from_name IS 'As the sender gave it; empty: erased';
    COMMENT ON COLUMN handovers.to_name IS 'The friend, as the sender gave it; empty: erased';
    COMMENT ON COLUMN handovers.to_email IS 'The friend; empty: erased';
    COMMENT ON COLUMN handovers.person_id IS 'The account that accepted; null: a guest, or nobody yet, or the account was closed';
    COMMENT ON COLUMN handovers.starts_at IS 'Of the event, as the handover knows it';
    COMMENT ON COLUMN handovers.event_status IS 'Of the event, as the handover knows it: scheduled (also one that moved), postponed or cancelled';

    CREATE FUNCTION handover_is_open(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('sent', 'undated');
    CREATE FUNCTION handover_is_accepted(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('accepted');

    -- Those of an order; the look over those whose event is ahead or has no date; a fan's own; those that were sent on from one.
    CREATE INDEX handovers_reservation ON handovers (reservation_id);
    CREATE INDEX handovers_ahead ON handovers (starts_at) WHERE state IN ('sent', 'undated', 'accepted');
    CREATE INDEX handovers_undated ON handovers (id) WHERE state IN ('sent', 'undated', 'accepted') AND event_status = 'postponed';
    CREATE INDEX handovers_person ON handovers (person_id) WHERE person_id IS NOT NULL;
    CREATE INDEX handovers_email ON handovers (lower(to_email)) WHERE to_email <> '';
    CREATE INDEX handovers_from ON handovers (from_id) WHERE from_id IS NOT NULL;

    CREATE TABLE handover_tickets (
      handover_id text COLLATE "C" NOT NULL REFERENCES handovers,
      ticket_id   text COLLATE "C" NOT NULL,
      is_open     boolean NOT NULL,
      PRIMARY KEY (handover_id, ticket_id)
    );
    COMMENT ON TABLE handover_tickets IS 'What each handover sends';
    COMMENT ON COLUMN handover_tickets.is_open IS 'Whether it waits for the answer';
    -- Nobody sends a ticket to two friends at once; the tries of a ticket.
    CREATE UNIQUE INDEX handover_tickets_one_open ON handover_tickets (ticket_id) WHERE is_open;
    CREATE INDEX handover_tickets_ticket ON handover_tickets (ticket_id);

    CREATE VIEW handovers_made AS SELECT id, reservation_id, state FROM handovers;
    COMMENT ON VIEW handovers_made IS 'Tickets that were sent to friends, by their order';
  `);
}
