/** Audit cases of payouts: runs that are made, approved, withdrawn and paid, single payouts, and who isn't paid for now. */
import type { PayoutRunShown, PayoutShown } from '@holdfast/shared/payouts';
import { bankDoes } from '../bank.ts';
import { payDay, setUpBank, usAccount } from '../bankClient.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { buildListing } from '../factories/listings.ts';
import { dayMs, fromNow } from '../factories/times.ts';
import { eventually, Fan } from '../fan.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'Finance decided';
const paid = { way: 'check', reference: 'Check 1042', paidOn: '2037-01-02' } as const;

/** A consignor to whom something may be paid now: the event was ten days ago. */
async function payable(bench: Bench): Promise<string> {
  const { app } = bench;
  const consignorId = await buildConsignor(app);
  const eventId = await buildEvent(app);
  const { id } = await buildListing(app, { eventId, consignorId });
  await new Fan(bench.running).buy(id, 2);
  await bench.idle();
  await app
    .db('events')
    .where({ id: eventId })
    .update({ starts_at: fromNow(-10 * dayMs) });
  return consignorId;
}

/** An order of last week whose payment the fan's bank took back for good. */
async function lost(bench: Bench): Promise<{ consignorId: string; reservationId: string }> {
  const consignorId = await payable(bench);
  const { db } = bench.app;
  const delivery = await db('deliveries').where({ consignor_id: consignorId }).first();
  const reservationId = delivery.reservation_id as string;
  const payment = await db('payments').where({ reservation_id: reservationId }).first();
  const { id } = await bankDoes(bench.running, 'disputes', { paymentIntent: payment.stripe_id });
  await bankDoes(bench.running, `disputes/${id}`, { status: 'lost' });
  await eventually(
    'it is lost',
    async () => (await db('disputes').where({ payment_id: payment.id, state: 'lost' })).length === 1,
  );
  await bench.idle();
  return { consignorId, reservationId };
}

const does = <T>(bench: Bench, path: string, body: object, role: 'finance' | 'admin' = 'finance') =>
  bench.does<T>(role, 'POST', `/admin/${path}`, body);

/** A run with one payout. */
async function run(bench: Bench): Promise<PayoutRunShown> {
  // Earlier cases' payouts aren't in it.
  await payable(bench);
  return does(bench, 'payout-runs', { minimum: 1, note: null });
}
/** A run that a colleague approved. */
export async function approved(bench: Bench): Promise<PayoutRunShown> {
  const { id } = await run(bench);
  return does(bench, `payout-runs/${id}/approve`, {}, 'admin');
}
type From = 'approved' | 'sending' | 'paid' | 'returned';
async function payoutIn(bench: Bench, state: From): Promise<PayoutShown> {
  const { payouts } = await approved(bench);
  let payout = payouts[0] as PayoutShown;
  const step = async (what: string, body: object) => {
    payout = await does<PayoutShown>(bench, `payouts/${payout.id}/${what}`, {
      ...body,
      version: payout.version,
    });
  };
  if (state === 'sending') return sent(bench, payout);
  if (state !== 'approved') await step('pay', paid);
  if (state === 'returned') await step('return', { reason });
  await bench.idle();
  return payout;
}

/** A payout in a file for the bank. */
async function sent(bench: Bench, payout: PayoutShown): Promise<PayoutShown> {
  const { id, runId, consignor } = payout;
  await setUpBank(bench.as('admin'));
  await bench.does('finance', 'PUT', `/admin/consignors/${consignor.id}/bank-data`, usAccount);
  await does(bench, `payout-runs/${runId}/bank-file`, { paysOn: payDay() });
  await bench.idle();
  return (await bench.as('finance').ask<PayoutShown>('GET', `/admin/payouts/${id}`)).body;
}

const step = (what: string, body: object, from: From, after: Record<string, unknown>): Case =>
  changes({ by: 'finance', route: `POST /admin/payouts/:id/${what}` }, async (bench) => {
    const { id, version } = await payoutIn(bench, from);
    return {
      path: `/admin/payouts/${id}/${what}`,
      body: { ...body, version },
      entries: [
        {
          what: `payout.${what}`,
          subject: id,
          before: { state: from },
          after,
          ...('reason' in body ? { reason } : {}),
        },
      ],
    };
  });

/** The cases. */
export const payoutCases: Case[] = [
  changes({ by: 'finance', route: 'PUT /admin/consignors/:id/bank-data' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    return {
      path: `/admin/consignors/${id}/bank-data`,
      body: usAccount,
      entries: [
        {
          what: 'consignor.giveBankData',
          subject: id,
          before: null,
          after: { kind: 'us', lastFour: '6789', as: 'finance' },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/settings/bank' }, async (bench) => {
    const { version } = await bench.app.db('bank_settings').first();
    return {
      path: '/admin/settings/bank',
      body: { waitingDays: 5, requiresBankData: false, sepa: null, us: null, version },
      entries: [
        {
          what: 'marketplace.changeBank',
          subject: 'bank',
          before: { waitingDays: 3 },
          after: { waitingDays: 5, requiresBankData: false },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/settings/advances' }, async () => ({
    path: '/admin/settings/advances',
    body: { isOn: true, version: 1 },
    entries: [
      {
        what: 'marketplace.changeAdvances',
        subject: 'advances',
        before: { isOn: false },
        after: { isOn: true },
      },
    ],
  })),
  changes({ by: 'finance', route: 'POST /admin/payout-runs' }, async (bench) => {
    await payable(bench);
    return {
      path: '/admin/payout-runs',
      body: { minimum: 1, note: reason },
      entries: [{ what: 'payoutRun.make', reason, before: null, after: { minimumAmount: 1 } }],
    };
  }),
  changes({ by: 'finance', route: 'PUT /admin/payout-calendar' }, async () => {
    const change = { rhythm: 'monthly', runDay: 28, minimum: 2_500, statementDay: 1 } as const;
    return {
      path: '/admin/payout-calendar',
      body: { ...change, version: 1 },
      entries: [
        {
          what: 'payoutRun.calendar',
          subject: 'payouts',
          before: { rhythm: 'none', runDay: 1, minimumAmount: 100, statementDay: null },
          after: { rhythm: 'monthly', runDay: 28, minimumAmount: 2_500, statementDay: 1 },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/payout-runs/:id/approve' }, async (bench) => {
    const { id } = await run(bench);
    return {
      path: `/admin/payout-runs/${id}/approve`,
      body: {},
      entries: [
        { what: 'payoutRun.approve', subject: id, before: { state: 'draft' }, after: { state: 'approved' } },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payout-runs/:id/withdraw' }, async (bench) => {
    const { id } = await run(bench);
    return {
      path: `/admin/payout-runs/${id}/withdraw`,
      body: { reason },
      entries: [
        {
          what: 'payoutRun.withdraw',
          subject: id,
          reason,
          before: { state: 'draft' },
          after: { state: 'withdrawn' },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payout-runs/:id/pay' }, async (bench) => {
    const { id } = await approved(bench);
    return {
      path: `/admin/payout-runs/${id}/pay`,
      body: paid,
      entries: [{ what: 'payoutRun.pay', subject: id, before: {}, after: { toPay: 0, ...paid } }],
    };
  }),
  step('pay', paid, 'approved', { state: 'paid', ...paid }),
  step('return', { reason }, 'paid', { state: 'returned' }),
  step('settle', { paidOn: paid.paidOn }, 'sending', { state: 'paid', paidOn: paid.paidOn }),
  step('refuse', { reason }, 'sending', { state: 'failed' }),
  step('retry', {}, 'returned', { state: 'approved' }),
  step('cancel', { reason }, 'approved', { state: 'canceled' }),
  changes({ by: 'finance', route: 'POST /admin/payables/:id/adjust' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    return {
      path: `/admin/payables/${id}/adjust`,
      body: { kind: 'penalty', amount: 500, reason },
      entries: [
        {
          what: 'consignor.adjust',
          subject: id,
          reason,
          before: null,
          after: { kind: 'penalty', amount: -500 },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payables/:id/losses' }, async (bench) => {
    const { consignorId: id, reservationId } = await lost(bench);
    return {
      path: `/admin/payables/${id}/losses`,
      body: { reservationId, bears: 'consignor', reason },
      entries: [
        {
          what: 'consignor.decideLoss',
          subject: id,
          reason,
          before: null,
          after: { bears: 'consignor', order: reservationId },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payables/:id/hold' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    return {
      path: `/admin/payables/${id}/hold`,
      body: { reason },
      entries: [
        { what: 'consignor.holdPayouts', subject: id, reason, before: { reason: null }, after: { reason } },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payables/:id/release' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    await does(bench, `payables/${id}/hold`, { reason });
    return {
      path: `/admin/payables/${id}/release`,
      body: { reason: 'They answered' },
      entries: [
        {
          what: 'consignor.releasePayouts',
          subject: id,
          reason: 'They answered',
          before: { reason },
          after: { reason: null },
        },
      ],
    };
  }),
];
