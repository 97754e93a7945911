import type { Knex } from 'knex';

/** Refunds of named tickets. The previous code names none, so that its refunds stay what they were. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE refund_tickets (
      refund_id         text COLLATE "C" NOT NULL REFERENCES refunds,
      ticket_id         text COLLATE "C" NOT NULL,
      listing_id        text COLLATE "C" NOT NULL,
      proceeds_amount   integer NOT NULL CHECK (proceeds_amount >= 0),
      commission_amount integer NOT NULL CHECK (commission_amount >= 0),
      fee_amount        integer NOT NULL CHECK (fee_amount >= 0),
      back_on_sale      boolean NOT NULL,
      given_up_at       timestamptz,
      PRIMARY KEY (refund_id, ticket_id)
    );
    COMMENT ON TABLE refund_tickets IS 'The tickets that a refund is for, with what each side gives back of each, minor units';
    COMMENT ON COLUMN refund_tickets.back_on_sale IS 'Whether its place may be sold again while the event is ahead';
    COMMENT ON COLUMN refund_tickets.given_up_at IS 'When the refund was given up: the ticket stays good, and may be refunded otherwise';
    -- A ticket is refunded once, whoever asks at the same time.
    CREATE UNIQUE INDEX refund_tickets_once ON refund_tickets (ticket_id) WHERE given_up_at IS NULL;

    CREATE VIEW payments_refund_tickets AS
      SELECT t.refund_id, p.reservation_id, t.ticket_id, t.listing_id, t.proceeds_amount, t.commission_amount, t.fee_amount,
        t.proceeds_amount + t.commission_amount + t.fee_amount AS amount, t.back_on_sale, t.given_up_at, f.state
      FROM refund_tickets t LEFT JOIN refunds f ON f.id = t.refund_id LEFT JOIN payments p ON p.id = f.payment_id;
    COMMENT ON VIEW payments_refund_tickets IS 'Tickets that refunds are for, with the state of the refund. Amounts in minor units';
  `);
}
