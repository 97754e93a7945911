import type { Knex } from 'knex';

/** Tickets that a fan handed on to a friend: who has them, and the codes that are dead since. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE tickets ADD COLUMN holder_id text COLLATE "C";
    COMMENT ON COLUMN tickets.holder_id IS 'Who has it in place of its order''s fan: a handover that was accepted; null: the fan';

    CREATE TABLE ticket_former_codes (
      code      text PRIMARY KEY,
      ticket_id text COLLATE "C" NOT NULL REFERENCES tickets,
      ended_at  timestamptz NOT NULL
    );
    COMMENT ON TABLE ticket_former_codes IS 'Codes that opened the gate until their tickets were handed on, or given back';
    -- Those of a ticket.
    CREATE INDEX ticket_former_codes_ticket ON ticket_former_codes (ticket_id);

    CREATE OR REPLACE VIEW tickets_admissions AS
      SELECT id, listing_id, event_id, section, "row", seat, state, reservation_id, code, sold_at, taken_back_at, holder_id FROM tickets;
    CREATE VIEW tickets_former_codes AS SELECT code, ticket_id, ended_at FROM ticket_former_codes;
    COMMENT ON VIEW tickets_former_codes IS 'Codes that opened the gate until their tickets were handed on';
  `);
}
