import type { Knex } from 'knex';

/** Who was let in with our own gate codes: each ticket once, unless somebody took it back. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE gate_admissions (
      id             text COLLATE "C" PRIMARY KEY,
      ticket_id      text COLLATE "C" NOT NULL,
      event_id       text COLLATE "C" NOT NULL REFERENCES events,
      reservation_id text COLLATE "C" NOT NULL,
      gate           text NOT NULL,
      admitted_by    text COLLATE "C" NOT NULL REFERENCES people,
      admitted_at    timestamptz NOT NULL DEFAULT now(),
      undone_by      text COLLATE "C" REFERENCES people,
      undone_at      timestamptz,
      undo_reason    text,
      CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
      CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
    );
    COMMENT ON TABLE gate_admissions IS 'Admissions by our own gate codes';
    COMMENT ON COLUMN gate_admissions.gate IS 'Where, as the person at the gate called it';
    -- A code admits once, also when two phones read it at the same instant.
    CREATE UNIQUE INDEX gate_admissions_once ON gate_admissions (ticket_id) WHERE undone_at IS NULL;
    -- Counts and the newest of an event, and what an order shows.
    CREATE INDEX gate_admissions_event ON gate_admissions (event_id, admitted_at);
    CREATE INDEX gate_admissions_reservation ON gate_admissions (reservation_id);

    CREATE VIEW gate_admitted AS
      SELECT a.id, a.ticket_id, a.event_id, a.reservation_id, a.gate, a.admitted_by, a.admitted_at, a.undone_by, a.undone_at,
        a.undo_reason
      FROM gate_admissions a;
    COMMENT ON VIEW gate_admitted IS 'Admissions by our own gate codes, those that were taken back among them';
  `);
}
