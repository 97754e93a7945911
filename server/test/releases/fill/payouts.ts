/** Fills payouts in every state, with what holds, adjusts and reduces them. */
import type { PayableShown, PayoutRunShown, PayoutShown } from '@holdfast/shared/payouts';
import { bankDoes } from '../../bank.ts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildConsignor, buildPlan } from '../../factories/consignors.ts';
import { buildListing } from '../../factories/listings.ts';
import { fromNow } from '../../factories/times.ts';
import { eventually, Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { fillBankData, fillBankFile } from './bank.ts';
import { posted } from './listings.ts';

const check = () => ({
  way: 'check',
  reference: 'Check 1042',
  paidOn: new Date().toISOString().slice(0, 10),
});
const reason = 'Agreed on the phone';

interface Sale {
  consignorId: string;
  reservationId: string;
  intent: string;
}

/**
 * Sales of an event that begins in some seconds, by consignors who are paid on its day.
 * @throws Error when something is refused
 */
export async function fillPayouts(running: TestApp): Promise<void> {
  const sales = await soldBy(running, 10);
  const [first, second, third, lost, corrected, ...others] = sales as [
    Sale,
    Sale,
    Sale,
    Sale,
    Sale,
    ...Sale[],
  ];
  const byBank = [first.consignorId, second.consignorId, third.consignorId] as const;
  await fillBankData(running, byBank);
  await lose(running, lost);
  const maker = await signedIn(running, 'finance', 'Mia Maker');
  const approver = await signedIn(running, 'finance', 'Ann Approver');
  const payables = (sale: Sale) => `/admin/payables/${sale.consignorId}`;
  const isPayable = async (sale: Sale) =>
    (await maker.ask<PayableShown>('GET', payables(sale))).body.payable > 0;
  await eventually(
    'everything may be paid',
    async () => (await Promise.all([first, second, third, ...others].map(isPayable))).every(Boolean),
    60_000,
  );
  await posted(maker, `${payables(lost)}/losses`, {
    reservationId: lost.reservationId,
    bears: 'marketplace',
    reason,
  });
  await posted(maker, `${payables(corrected)}/adjust`, { kind: 'goodwill', amount: 500, reason });
  await posted(maker, `${payables(corrected)}/hold`, { reason });

  const run = await posted<PayoutRunShown>(maker, '/admin/payout-runs', { minimum: 1 });
  const [dropped, canceled, returned, again, ...paid] = others as [Sale, Sale, Sale, Sale, ...Sale[]];
  // A sale that is refunded before the approval drops its payout.
  await refund(running, dropped);
  const approved = await posted<PayoutRunShown>(approver, `/admin/payout-runs/${run.id}/approve`, {});
  const { payouts } = approved;
  const act = async ({ consignorId }: Sale, ...steps: Array<[verb: string, body: object]>) => {
    const of = payouts.find(({ consignor }) => consignor.id === consignorId);
    let version = of?.version ?? 0;
    for (const [verb, body] of steps)
      ({ version } = await posted<PayoutShown>(approver, `/admin/payouts/${of?.id}/${verb}`, {
        version,
        ...body,
      }));
  };
  const comesBack: [string, object] = ['return', { reason: 'The bank doesn’t know the account' }];
  await act(canceled, ['cancel', { reason }]);
  await act(returned, ['pay', check()], comesBack);
  await act(again, ['pay', check()], comesBack, ['retry', {}]);
  for (const sale of paid) await act(sale, ['pay', check()]);
  await fillBankFile(maker, approved, byBank);
  // The next run waits for its approval.
  await posted(maker, '/admin/payout-runs', { minimum: 1 });
}

async function soldBy(running: TestApp, count: number): Promise<Sale[]> {
  const { db } = running.context;
  const eventId = await buildEvent(running.context, { startsAt: fromNow(20_000) });
  return Promise.all(
    Array.from({ length: count }, async () => {
      const consignorId = await buildConsignor(running.context);
      await db('consignors').where({ id: consignorId }).update({ payout_days: 0 });
      await buildPlan(running.context, consignorId, 'Season');
      const listing = await buildListing(running.context, { eventId, consignorId });
      const { id: reservationId } = await new Fan(running).buy(listing.id, 1);
      const { stripe_id: intent } = await db('payments').where({ reservation_id: reservationId }).first();
      return { consignorId, reservationId, intent };
    }),
  );
}

async function refund(running: TestApp, { reservationId }: Sale): Promise<void> {
  const { db } = running.context;
  const support = await signedIn(running, 'support');
  const payment = await db('payments').where({ reservation_id: reservationId }).first();
  await posted(support, `/admin/reservations/${reservationId}/actions`, {
    actorId: payment.id,
    message: 'refund',
    version: payment.version,
    reason,
  });
  await eventually('it is refunded', async () => {
    const [row] = await db('refunds').where({ payment_id: payment.id });
    return row?.state === 'done';
  });
}

/** The fan's bank takes the money of a sale back for good. */
async function lose({ context, sandboxUrl }: TestApp, { intent }: Sale): Promise<void> {
  const { id } = await bankDoes({ sandboxUrl }, 'disputes', { paymentIntent: intent });
  const state = async () => (await context.db('disputes').where({ stripe_id: id }).first())?.state;
  await eventually('we hear of the dispute', async () => (await state()) === 'open.needsResponse');
  await bankDoes({ sandboxUrl }, `disputes/${id}`, { status: 'lost' });
  await eventually('it is lost', async () => (await state()) === 'lost');
}
