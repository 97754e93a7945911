/** Audit cases of paying by Stripe: the switch, how a consignor is paid, a run's transfers, and taking one back. */
import type { PayoutRunShown, PayoutShown } from '@holdfast/shared/payouts';
import { accountBecomes, paidByStripe, switchConnect } from '../connectClient.ts';
import { eventually, injectFaults } from '../fan.ts';
import { type Case, changes } from './case.ts';
import { approved } from './payouts.ts';
import type { Bench } from './testBench.ts';

const reason = 'They asked by phone';

/** A consignor who is paid by Stripe at once. */
async function chosen(bench: Bench, consignorId?: string) {
  await switchConnect(bench.running, true);
  const payee = await paidByStripe(bench.running, consignorId);
  await bench.idle();
  return payee;
}

/** An approved run whose payout goes to an account at Stripe. */
async function byStripe(bench: Bench): Promise<PayoutRunShown> {
  const run = await approved(bench);
  await chosen(bench, run.payouts[0]?.consignor.id);
  return run;
}

/** The cases. */
export const connectCases: Case[] = [
  changes({ by: 'admin', route: 'PUT /admin/settings/connect' }, async (bench) => {
    await switchConnect(bench.running, false);
    const { version } = await bench.app.db('connect_settings').first();
    return {
      path: '/admin/settings/connect',
      body: { isOn: true, version },
      entries: [
        {
          what: 'marketplace.changeConnect',
          subject: 'connect',
          before: { isOn: false },
          after: { isOn: true },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/consignors/:id/payout-choice/invite' }, async (bench) => {
    const { consignorId: id } = await chosen(bench);
    return {
      path: `/admin/consignors/${id}/payout-choice/invite`,
      body: {},
      entries: [
        {
          what: 'consignor.inviteToStripe',
          subject: id,
          before: null,
          after: { to: `${id}@example.com` },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/consignors/:id/payout-choice/ask' }, async (bench) => {
    const { consignorId: id, stripeId } = await chosen(bench);
    await injectFaults(bench.running.sandboxUrl, { loseWebhooks: true });
    await accountBecomes(bench.running, stripeId, { standing: 'rejected' });
    await injectFaults(bench.running.sandboxUrl, null);
    return {
      path: `/admin/consignors/${id}/payout-choice/ask`,
      body: {},
      entries: [
        {
          what: 'consignor.stripeAccount',
          subject: id,
          before: { state: 'enabled' },
          after: { state: 'rejected' },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'PUT /admin/consignors/:id/payout-choice/bank' }, async (bench) => {
    const { consignorId: id } = await chosen(bench);
    return {
      path: `/admin/consignors/${id}/payout-choice/bank`,
      body: { reason },
      entries: [
        {
          what: 'consignor.payoutWay',
          subject: id,
          reason,
          before: { paidBy: 'stripe' },
          after: { paidBy: 'bank' },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payout-runs/:id/transfers' }, async (bench) => {
    const { id } = await byStripe(bench);
    return {
      path: `/admin/payout-runs/${id}/transfers`,
      body: {},
      entries: [
        {
          what: 'payoutRun.transfer',
          subject: id,
          before: { toSend: 1 },
          after: { payouts: 1, leftOut: [] },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/payouts/:id/reverse' }, async (bench) => {
    const run = await byStripe(bench);
    await bench.does('finance', 'POST', `/admin/payout-runs/${run.id}/transfers`, {});
    const id = run.payouts[0]?.id ?? '';
    const show = async () => (await bench.as('finance').ask<PayoutShown>('GET', `/admin/payouts/${id}`)).body;
    await eventually('it is paid', async () => (await show()).state === 'paid');
    await bench.idle();
    return {
      path: `/admin/payouts/${id}/reverse`,
      body: { version: (await show()).version, reason },
      entries: [
        {
          what: 'payout.reverse',
          subject: id,
          reason,
          before: { state: 'paid' },
          after: { state: 'paid', why: reason },
        },
      ],
    };
  }),
];
