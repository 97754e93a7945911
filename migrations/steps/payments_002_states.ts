import type { Knex } from 'knex';

/**
 * The payment's machine has a second version: its states stand in groups (`settled.refunded`, before `refunded`). The
 * engine brings a row to it with the row's next message, so that the previous code can work on meanwhile; until then both
 * names occur, and the tags know both. Readers in SQL get the innermost name, which is the same in both versions.
 */
const tags: Record<string, readonly string[]> = {
  underway: [
    'created',
    'confirming',
    'requiresAction',
    'authorized',
    'capturing',
    'voiding',
    'open.confirming',
    'open.requiresAction',
    'open.authorized',
    'open.capturing',
    'open.voiding',
  ],
  captured: [
    'succeeded',
    'partiallyRefunded',
    'refunded',
    'won',
    'settled.succeeded',
    'settled.partiallyRefunded',
    'settled.refunded',
    'settled.won',
    'disputed',
    'lost',
  ],
  settled: [
    'succeeded',
    'partiallyRefunded',
    'refunded',
    'won',
    'settled.succeeded',
    'settled.partiallyRefunded',
    'settled.refunded',
    'settled.won',
  ],
  ended: ['failed', 'canceled', 'ended.failed', 'ended.canceled'],
};

export async function up(db: Knex): Promise<void> {
  const functions = Object.entries(tags).map(
    ([tag, states]) => `CREATE OR REPLACE FUNCTION payment_is_${tag}(state text) RETURNS boolean
      LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN state IN (${states.map((state) => `'${state}'`).join(', ')});`,
  );
  await db.raw(functions.join('\n'));
  await db.raw(`
    CREATE OR REPLACE VIEW payments_charges AS
      SELECT id, reservation_id, amount, currency, stripe_id, created_at, split_part(state, '.', -1) AS state, version, snapshot,
        machine_version, (snapshot -> 'context' ->> 'refundedAmount')::integer AS refunded_amount,
        (snapshot -> 'context' ->> 'refundingAmount')::integer AS refunding_amount
      FROM payments;
    COMMENT ON VIEW payments_charges IS 'Payments, as other rooms read them; the state without its group, amounts in minor units: given back, and on their way back. Read the snapshot through the engine, which upgrades it';
  `);
}
