import type { Knex } from 'knex';

/**
 * Disputes are actors of their own. What the payment's second version kept of them in its log becomes their rows and their
 * logs; the ledger has their transactions already. The payment is brought to its third version with its next message; until
 * then its view names its state as that version would.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE disputes (
      id              text COLLATE "C" PRIMARY KEY,
      payment_id      text COLLATE "C" NOT NULL REFERENCES payments,
      amount          integer NOT NULL CHECK (amount > 0),
      currency        text NOT NULL,
      stripe_id       text NOT NULL UNIQUE GENERATED ALWAYS AS (snapshot -> 'context' ->> 'stripeId') STORED,
      created_at      timestamptz NOT NULL,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    COMMENT ON COLUMN disputes.amount IS 'Minor units of currency';
    CREATE INDEX disputes_payment ON disputes (payment_id);

    CREATE TABLE stripe_reconciliations (
      id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at              timestamptz NOT NULL DEFAULT now(),
      events          integer NOT NULL,
      taken_in        integer NOT NULL,
      newest_event_at bigint,
      newest_fee_at   bigint
    );
    COMMENT ON TABLE stripe_reconciliations IS 'Each run: how many events of Stripe it looked at, and how many no webhook had told of';
    COMMENT ON COLUMN stripe_reconciliations.newest_event_at IS 'By Stripe’s clock, seconds since 1970; newest_fee_at likewise, of balance transactions';

    CREATE FUNCTION refund_is_stuck(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN state IN ('failed');
    CREATE FUNCTION dispute_is_unanswered(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('inquiry', 'open.needsResponse');
    CREATE FUNCTION dispute_is_withheld(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('open.needsResponse', 'open.underReview', 'lost');

    CREATE OR REPLACE VIEW payments_refunds AS
      SELECT f.id, f.payment_id, p.reservation_id, f.amount, f.currency, f.stripe_id, f.created_at, f.state, f.version,
        coalesce((f.snapshot -> 'context' ->> 'returned')::boolean, false) AS returned
      FROM refunds f LEFT JOIN payments p ON p.id = f.payment_id;
    COMMENT ON VIEW payments_refunds IS 'Refunds with the reservation that they refund; returned: by the bank, after they were done';

    CREATE OR REPLACE VIEW payments_charges AS
      SELECT id, reservation_id, amount, currency, stripe_id, created_at,
        CASE WHEN state NOT IN ('disputed', 'lost', 'won', 'settled.won') THEN split_part(state, '.', -1)
          WHEN (snapshot -> 'context' ->> 'refundedAmount')::integer = 0 THEN 'succeeded'
          WHEN (snapshot -> 'context' ->> 'refundedAmount')::integer >= amount THEN 'refunded' ELSE 'partiallyRefunded' END AS state,
        version, snapshot, machine_version, (snapshot -> 'context' ->> 'refundedAmount')::integer AS refunded_amount,
        (snapshot -> 'context' ->> 'refundingAmount')::integer AS refunding_amount, card_last4,
        CASE WHEN state IN ('disputed', 'lost') THEN amount - (snapshot -> 'context' ->> 'refundedAmount')::integer
          ELSE coalesce((snapshot -> 'context' ->> 'withheldAmount')::integer, 0) END AS withheld_amount
      FROM payments;

    CREATE VIEW payments_disputes AS
      SELECT d.id, d.payment_id, p.reservation_id, d.amount, d.currency, d.stripe_id, d.created_at, d.state, d.version,
        d.snapshot, d.machine_version
      FROM disputes d LEFT JOIN payments p ON p.id = d.payment_id;
    COMMENT ON VIEW payments_disputes IS 'Disputes with the reservation whose payment they are about. Amounts in minor units. Read the snapshot through the engine, which upgrades it';
  `);
  await db.raw(fromPaymentLogs);
}

/** One dispute for each that a payment of version 1 or 2 answered, with how it ended. Version 1 knew no ids of Stripe's. */
const fromPaymentLogs = `
  WITH opened AS (
    SELECT t.actor_id AS payment_id, t.version, t.at, t.cause, (t.payload ->> 'amount')::integer AS amount,
      coalesce(t.payload ->> 'disputeId', t.actor_id || '/' || t.version) AS stripe_id,
      'dsp_' || left(substr(t.actor_id, 5), 22) || lpad(t.version::text, 4, '0') AS id,
      (SELECT jsonb_build_object('message', CASE WHEN c.to_state = 'lost' THEN 'lost' ELSE 'won' END, 'at', c.at)
       FROM transitions c WHERE c.actor_id = t.actor_id AND c.version > t.version AND c.message = 'disputeClosed'
         AND c.from_state = 'disputed' AND c.to_state <> 'disputed' ORDER BY c.version LIMIT 1) AS closed
    FROM transitions t WHERE t.actor_type = 'payment' AND t.message = 'disputeOpened' AND t.to_state = 'disputed'
      AND t.from_state <> 'disputed'
  ), known AS (
    SELECT DISTINCT ON (o.stripe_id) o.*, p.currency,
      jsonb_build_object('paymentId', o.payment_id, 'stripeId', o.stripe_id, 'amount', o.amount, 'reason', 'general',
        'evidenceDueAt', NULL) AS context
    FROM opened o JOIN payments p ON p.id = o.payment_id ORDER BY o.stripe_id, o.version
  ), made AS (
    INSERT INTO disputes (id, payment_id, amount, currency, created_at, state, snapshot, machine_version, version)
    SELECT id, payment_id, amount, currency, at, coalesce(closed ->> 'message', 'open.needsResponse'),
      jsonb_build_object('value', coalesce(closed -> 'message', '{"open": "needsResponse"}'::jsonb), 'context', context), 1,
      CASE WHEN closed IS NULL THEN 2 ELSE 3 END
    FROM known
  )
  INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by)
  SELECT id, 1, 'dispute', 'created', context, NULL, 'reported', 1, at, 'stripe' FROM known
  UNION ALL SELECT id, 2, 'dispute', 'opened', '{}', 'reported', 'open.needsResponse', 1, at, 'stripe' FROM known
  UNION ALL SELECT id, 3, 'dispute', closed ->> 'message', '{}', 'open.needsResponse', closed ->> 'message', 1,
    (closed ->> 'at')::timestamptz, 'stripe' FROM known WHERE closed IS NOT NULL`;
