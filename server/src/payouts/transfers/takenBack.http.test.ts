/** Transfers to accounts at Stripe that are taken back, over HTTP: by finance, in Stripe's dashboard, in part; and one that isn't ours. */
import type { PayoutShown } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { accountBecomes } from '../../../test/connectClient.ts';
import { eventually, injectFaults } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { send } from '../../../test/payoutClient.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { sandboxStripe } from '../../../test/sandboxStripe.ts';
import {
  owed,
  sendRun,
  show,
  type TransferClient,
  until,
  useTransfers,
} from '../../../test/transferClient.ts';
import { compareWithStripe } from '../../verify/stripeBooks.ts';

let app: TestApp;
let client: TransferClient;
useTransfers((started, its) => {
  app = started;
  client = its;
});

it('finance takes a transfer back, and it is owed again', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  await sendRun(finance, runId);
  const { version } = await until(finance, payoutId, 'paid');
  const asked = await send<PayoutShown>(finance, `payouts/${payoutId}/reverse`, {
    version,
    reason: 'Paid twice',
  });
  expect(asked.status).toBe(200);
  const returned = await until(finance, payoutId, 'returned');
  expect(returned.attempts).toMatchObject([{ state: 'returned' }]);
  expect(await owed(finance, consignorId)).toBe(18_000);
  expect((await client.transfersTo(stripeId))[0]?.reversed).toBe(true);
  await client.balanced();
});

it('what was paid on to the consignor’s bank can’t be taken back, which is said', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  await sendRun(finance, runId);
  const { version } = await until(finance, payoutId, 'paid');
  await accountBecomes(app, `${stripeId}/payouts`, {});
  await send(finance, `payouts/${payoutId}/reverse`, { version, reason: 'Paid twice' });
  await eventually('Stripe said no', async () => {
    const [attempt] = (await show(finance, payoutId)).attempts;
    return attempt?.reversal?.problem?.includes('too little left') ?? false;
  });
  expect((await show(finance, payoutId)).state).toBe('paid');
  expect(await owed(finance, consignorId)).toBe(0);
});

it('a transfer that is taken back in Stripe’s dashboard is owed again; a part of it waits for a person', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  await sendRun(finance, runId);
  await until(finance, payoutId, 'paid');
  const stripe = sandboxStripe(app);
  const [transfer] = await client.transfersTo(stripeId);
  await stripe.transfers.createReversal(transfer?.id ?? '', { amount: 5_000 });
  await eventually('its event waits with the reason', async () => {
    const [event] = await app.context
      .db('stripe_events')
      .where({ object_id: transfer?.id, outcome: 'failed' });
    return event?.error.includes('taken back in part: 5000 of 18000') ?? false;
  });
  expect((await show(finance, payoutId)).state).toBe('paid');
  await stripe.transfers.createReversal(transfer?.id ?? '', {});
  const returned = await until(finance, payoutId, 'returned');
  expect(returned.returnReason).toBe('Stripe took the transfer back.');
  expect(await owed(finance, consignorId)).toBe(18_000);
  await eventually('both events are done with', async () => {
    const waiting = await app.context
      .db('stripe_events')
      .where({ object_id: transfer?.id, outcome: 'failed' });
    return waiting.length === 0;
  });
  await client.balanced();
});

it('a transfer that no webhook told of is found taken back by the reconciliation', async () => {
  const { stripeId, runId, payoutId, finance } = await client.readyToSend();
  await sendRun(finance, runId);
  await until(finance, payoutId, 'paid');
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  const [transfer] = await client.transfersTo(stripeId);
  await sandboxStripe(app).transfers.createReversal(transfer?.id ?? '', {});
  await app.context.db.raw(`SELECT graphile_worker.add_job('payments.reconcile')`);
  await until(finance, payoutId, 'returned');
});

it('a transfer that isn’t ours is a line of the daily balance, and is named by verify', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  await sendRun(finance, runId);
  await until(finance, payoutId, 'paid');
  const stripe = sandboxStripe(app);
  const stranger = await stripe.transfers.create({ amount: 700, currency: 'usd', destination: stripeId });
  expect(await client.differences()).toMatchObject([{ kind: 'unknownPayment', amount: -700 }]);
  expect(
    (await compareWithStripe(app.context.db, stripe)).map(({ invariant, subject }) => [invariant, subject]),
  ).toEqual([['8.transfers', stranger.id]]);
  await stripe.transfers.createReversal(stranger.id, {});
  expect(await owed(finance, consignorId)).toBe(0);
});
