/**
 * Why what is owed isn't paid yet, by every state that what stands behind a sale can have. Each state is set in a transaction that
 * is taken back: this is about how the rule reads them, not about how they come about.
 */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import { type DeliveryState, deliveryStates } from '@holdfast/shared/deliveries';
import { disputeMachine } from '@holdfast/shared/payments/machines';
import { type PayableReason, payableReasonNames, payableReasonSentences } from '@holdfast/shared/payouts';
import { describe, expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { dayMs } from '../../test/factories/times.ts';
import { eventually } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { type PayoutClient, usePayouts } from '../../test/payoutClient.ts';
import type { TestApp } from '../../test/runningApp.ts';
import type { Trx } from '../platform/db/index.ts';
import { listAging } from './aging.ts';
import { listPayables, payableOf, showPayable } from './readPayables.ts';

let app: TestApp;
let sale: Awaited<ReturnType<PayoutClient['sold']>>;
let disputed: typeof sale;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});
it.beforeAll(async () => {
  sale = await client.sold({ isGame: true });
  disputed = await client.sold();
  await bankDoes(app, 'disputes', { paymentIntent: disputed.intent });
  await eventually('we hear of the dispute', async () => (await disputeOf(app.context.db)).length === 1);
});
const disputeOf = (db: TestApp['context']['db'] | Trx) =>
  db('disputes').where({ payment_id: disputed.paymentId });

/** The reason a week after the event, with the tickets delivered, once `change` is made; both are taken back. */
async function reasonAfter(of: typeof sale, change: (trx: Trx) => Promise<unknown>) {
  const trx = await app.context.db.transaction();
  try {
    await trx('events')
      .where({ id: of.eventId })
      .update({ starts_at: new Date(Date.now() - 8 * dayMs) });
    await trx('deliveries').where({ reservation_id: of.reservationId }).update({ state: 'received' });
    await change(trx);
    const { orders } = await showPayable(trx, of.consignorId);
    expect(orders).toHaveLength(1);
    await expectListed(trx, of.consignorId);
    return orders[0]?.reason;
  } finally {
    await trx.rollback();
  }
}

/** The list adds up what one consignor's page judges order by order. */
async function expectListed(trx: Trx, consignorId: string) {
  const whole = { page: 1, perPage: 100, sort: 'name', order: 'asc' } as const;
  const { data } = await listPayables(trx, whole);
  const one = await payableOf(trx, consignorId);
  expect(data.find(({ id }) => id === consignorId)).toEqual(one);
  const aged = (await listAging(trx, whole)).data.find(({ id }) => id === consignorId);
  expect([aged?.owed ?? 0, aged?.waiting ?? 0]).toEqual([
    one.owed,
    one.waiting.reduce((sum, { amount }) => sum + amount, 0),
  ]);
}

const byDelivery: Record<DeliveryState, PayableReason | null> = {
  waiting: null,
  due: null,
  overdue: 'delivery',
  sent: null,
  received: null,
  refused: 'delivery',
  failed: 'delivery',
  replaced: null,
  refunded: null,
};
const byEvent: Record<CatalogEvent['status'], PayableReason | null> = {
  scheduled: null,
  moved: null,
  postponed: 'postponed',
  cancelled: 'canceled',
};

describe('a week after the event, a sale', () => {
  it.each(deliveryStates)('whose tickets are %s', async (state) => {
    const reason = await reasonAfter(sale, (trx) =>
      trx('deliveries').where({ reservation_id: sale.reservationId }).update({ state }),
    );
    expect(reason).toBe(byDelivery[state]);
  });

  it.each(Object.keys(byEvent) as Array<keyof typeof byEvent>)('of an event that is %s', async (status) => {
    const reason = await reasonAfter(sale, (trx) =>
      trx('events').where({ id: sale.eventId }).update({ status }),
    );
    expect(reason).toBe(byEvent[status]);
  });

  it('of which money is on its way back', async () => {
    const reason = await reasonAfter(sale, (trx) =>
      trx.raw(
        `UPDATE payments SET snapshot = jsonb_set(snapshot, '{context,refundingAmount}', '100') WHERE id = ?`,
        [sale.paymentId],
      ),
    );
    expect(reason).toBe('refund');
  });

  it('of an event that is ahead', async () => {
    const startsAt = new Date(Date.now() + dayMs);
    const reason = await reasonAfter(sale, (trx) =>
      trx('events').where({ id: sale.eventId }).update({ starts_at: startsAt }),
    );
    expect(reason).toBe('early');
  });
});

describe('each reason', () => {
  it.each(Object.keys(payableReasonNames) as PayableReason[])(
    '%s has a name for finance and a sentence for its consignor',
    (reason) => {
      expect(payableReasonNames[reason]).toMatch(/^[A-Z].+[^.]$/);
      expect(payableReasonSentences[reason]).toMatch(/^[A-Z].+\.$/);
    },
  );
});

/** A new state of a dispute must be judged here. */
const byDispute: Readonly<Record<string, PayableReason | null>> = {
  // What it is isn't known yet.
  reported: 'dispute',
  inquiry: 'dispute',
  answered: 'dispute',
  'open.needsResponse': 'dispute',
  'open.underReview': 'dispute',
  'open.withdrawn': 'dispute',
  'open.expired': 'dispute',
  closed: null,
  won: null,
  lost: 'lost',
};
describe('a sale whose dispute', () => {
  it.each(statesOf(disputeMachine.config.states ?? {}))('is %s', async (state) => {
    const reason = await reasonAfter(disputed, (trx) => disputeOf(trx).update({ state }));
    expect([state, reason]).toEqual([state, byDispute[state]]);
  });
});

/** The names of the states that an actor can rest in, as its row has them: `open.needsResponse`. */
function statesOf(
  states: Record<string, { states?: object; always?: unknown }>,
  path: string[] = [],
): string[] {
  return Object.entries(states).flatMap(([name, { states: inner, always }]) =>
    inner
      ? statesOf(inner as typeof states, [...path, name])
      : always === undefined
        ? [[...path, name].join('.')]
        : [],
  );
}
