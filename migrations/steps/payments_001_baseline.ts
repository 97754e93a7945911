import type { Knex } from 'knex';

/** Payments, refunds, and the webhooks that Stripe sent. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE payments (
      id              text COLLATE "C" PRIMARY KEY,
      reservation_id  text COLLATE "C" NOT NULL REFERENCES reservations,
      amount          integer NOT NULL CHECK (amount > 0),
      currency        text NOT NULL,
      stripe_id       text UNIQUE GENERATED ALWAYS AS (snapshot -> 'context' ->> 'stripeId') STORED,
      created_at      timestamptz NOT NULL,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    ) WITH (fillfactor = 70);
    COMMENT ON COLUMN payments.amount IS 'Minor units of currency';
    CREATE INDEX payments_reservation ON payments (reservation_id);

    CREATE TABLE refunds (
      id              text COLLATE "C" PRIMARY KEY,
      payment_id      text COLLATE "C" NOT NULL REFERENCES payments,
      amount          integer NOT NULL CHECK (amount > 0),
      currency        text NOT NULL,
      stripe_id       text UNIQUE GENERATED ALWAYS AS (snapshot -> 'context' ->> 'stripeId') STORED,
      created_at      timestamptz NOT NULL,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    CREATE INDEX refunds_payment ON refunds (payment_id);

    CREATE TABLE stripe_events (
      id          text PRIMARY KEY,
      type        text NOT NULL,
      object_id   text,
      received_at timestamptz NOT NULL DEFAULT now(),
      outcome     text NOT NULL
    );
    COMMENT ON TABLE stripe_events IS 'Every webhook once, with its outcome';

    CREATE VIEW payments_charges AS
      SELECT id, reservation_id, amount, currency, stripe_id, created_at, state, version, snapshot, machine_version FROM payments;
    COMMENT ON VIEW payments_charges IS 'Payments, as other rooms read them. Read the snapshot through the engine, which upgrades it';
    CREATE VIEW payments_refunds AS
      SELECT f.id, f.payment_id, p.reservation_id, f.amount, f.currency, f.stripe_id, f.created_at, f.state, f.version
      FROM refunds f LEFT JOIN payments p ON p.id = f.payment_id;
    COMMENT ON VIEW payments_refunds IS 'Refunds with the reservation that they refund';
  `);
}
