/** Finance and its consignors, over HTTP: sales that become payable, and runs of payouts. */
import { randomUUID } from 'node:crypto';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import type { NewPayoutRun, PayoutRunShown } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { messageTo } from '../src/platform/actors/index.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { issueAll } from '../src/receipts/index.ts';
import { buildEvent, buildPerformer } from './factories/catalog.ts';
import { buildConsignor, buildPercentages } from './factories/consignors.ts';
import { buildListing } from './factories/listings.ts';
import { dayMs, fromNow, hourMs } from './factories/times.ts';
import { Fan } from './fan.ts';
import { it } from './fixtures.ts';
import { signedIn } from './people.ts';
import type { TestApp } from './runningApp.ts';
import { travel } from './travel.ts';

export const send = <Answer>(who: Fan, path: string, body?: object) =>
  who.ask<Answer & { code: string; detail: string }>('POST', `/admin/${path}`, body, {
    'idempotency-key': randomUUID(),
  });
/** What the back office answers. @throws Error when it refuses */
export async function read<Answer>(who: Fan, path: string): Promise<Answer> {
  const { status, body } = await who.ask<Answer>('GET', `/admin/${path}`);
  if (status !== 200) throw new Error(`GET /admin/${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}
export const check = { way: 'check', reference: 'Check 1042' } as const;
export const today = () => new Date().toISOString().slice(0, 10);

export const ofConsignor = ({ payouts }: PayoutRunShown, consignorId: string) =>
  payouts.find(({ consignor }) => consignor.id === consignorId) as PayoutRunShown['payouts'][number];

function payoutClient(app: TestApp) {
  /**
   * A consignor with two tickets of 100.00 sold, proceeds 180.00, for an event in an hour. Tickets of a game are to be sent to
   * the fan, those of other events are delivered by the sale.
   */
  async function sold({
    consignorId,
    startsAt = fromNow(hourMs),
    isGame = false,
  }: {
    consignorId?: string;
    startsAt?: string;
    isGame?: boolean;
  } = {}) {
    const consignor = consignorId ?? (await buildConsignor(app.context));
    const homeId = isGame ? await buildPerformer(app.context) : null;
    const eventId = await buildEvent(app.context, { startsAt, homeId });
    const listing = await buildListing(app.context, {
      eventId,
      consignorId: consignor,
      priceAmount: 10_000,
      seats: [1, 2, 3, 4],
    });
    const fan = new Fan(app);
    const { id, code } = await fan.buy(listing.id, 2);
    const payment = await app.context.db('payments').where({ reservation_id: id }).first();
    return {
      consignorId: consignor,
      eventId,
      fan,
      reservationId: id,
      code,
      paymentId: payment.id,
      intent: payment.stripe_id,
    };
  }

  const refund = (paymentId: string, amount: number) =>
    inTransaction(app.context.db, (trx) =>
      app.context.engine.apply(trx, [
        messageTo(paymentMachine, paymentId, { type: 'refund', amount, why: 'asked' }, { by: 'test' }),
      ]),
    );
  const refunded = (fan: Fan, id: string) => fan.until(id, ({ state }) => state === 'refunded');

  /** Two people of finance; whatever was sold before may be paid now. */
  async function afterTheEvent(days = 8) {
    await travel(app.context.db, days * dayMs);
    return {
      maker: await signedIn(app, 'finance', 'Mia Maker'),
      approver: await signedIn(app, 'finance', 'Ann Approver'),
    };
  }
  async function makeRun(maker: Fan, body: NewPayoutRun = { minimum: 1 }) {
    const made = await send<PayoutRunShown>(maker, 'payout-runs', body);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    return made.body;
  }
  async function paidRun(maker: Fan, approver: Fan) {
    const run = await makeRun(maker);
    await send(approver, `payout-runs/${run.id}/approve`);
    const paid = await send<PayoutRunShown>(approver, `payout-runs/${run.id}/pay`, {
      ...check,
      paidOn: today(),
    });
    expect(paid.body.state, JSON.stringify(paid.body)).toBe('done');
    return paid.body;
  }
  return { sold, refund, refunded, afterTheEvent, makeRun, paidRun };
}
/** What tests of payouts do. */
export type PayoutClient = ReturnType<typeof payoutClient>;

/** A marketplace that keeps 10 % and takes 12 % on top, for the calling test file; after each test the books hold. */
export function usePayouts(begin: (app: TestApp, client: PayoutClient) => void): void {
  it.beforeAll(async ({ running }) => {
    await buildPercentages(running.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
    begin(running, payoutClient(running));
  });
  it.afterEach(async ({ running }) => {
    // The job of the minute doesn't follow a clock that is moved.
    await issueAll(running.context.db, { ever: true });
    await running.verify();
  });
}
