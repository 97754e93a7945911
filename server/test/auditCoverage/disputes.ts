/** Audit cases of disputes, and of differences between Stripe's balance and the books. */

import { runBalance } from '../../src/dailyBalance/index.ts';
import { workDisputes } from '../../src/disputes/index.ts';
import { createPaymentUpdates } from '../../src/payments/index.ts';
import { bankDoes } from '../bank.ts';
import { eventually } from '../fan.ts';
import { sandboxStripe } from '../sandboxStripe.ts';
import { type Case, changes } from './case.ts';
import { isPaid, paying, pays } from './orders.ts';
import type { Bench } from './testBench.ts';

const reason = 'The fan rang';
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture')]);

/** A dispute with its pack, as the job of the minute makes it. @returns its id */
async function disputed(bench: Bench): Promise<string> {
  const orderId = await paying(bench, pays, isPaid);
  const payment = await bench.app.db('payments').where({ reservation_id: orderId }).first();
  await bankDoes(bench.running, 'disputes', { paymentIntent: payment.stripe_id });
  const dispute = () => bench.app.db('disputes').where({ payment_id: payment.id }).first();
  await eventually('the dispute is here', async () => (await dispute()) !== undefined);
  const { id } = await dispute();
  const stripe = sandboxStripe(bench.running);
  const paymentUpdates = createPaymentUpdates(bench.app);
  await workDisputes(bench.app, stripe, paymentUpdates);
  await paymentUpdates.close();
  await bench.idle();
  return id;
}

/** Stripe moved money that the books don't know. @returns the id of the line */
async function unknownMovement(bench: Bench): Promise<string> {
  const { id: subject } = await bankDoes(bench.running, 'transactions', { type: 'topup', amount: 10_000 });
  await runBalance(bench.app, sandboxStripe(bench.running), {
    grace: 0,
  });
  return (await bench.app.db('balance_differences').where({ subject }).first()).id;
}

/** The cases. */
export const disputeCases: Case[] = [
  changes({ by: 'finance', route: 'POST /admin/balance-differences/:id/settle' }, async (bench) => {
    const id = await unknownMovement(bench);
    return {
      path: `/admin/balance-differences/${id}/settle`,
      body: { reason },
      entries: [
        { what: 'balance.settle', subject: id, reason, before: { open: true }, after: { open: false } },
      ],
    };
  }),
  changes({ by: 'support', route: 'PUT /admin/disputes/:id/evidence' }, async (bench) => {
    const id = await disputed(bench);
    return {
      path: `/admin/disputes/${id}/evidence`,
      body: { version: 1, evidence: { uncategorized_text: 'They were there.' }, leaveOut: ['receipt'] },
      entries: [
        {
          what: 'dispute.editEvidence',
          subject: id,
          before: { files: ['customer_communication', 'receipt', 'refund_policy', 'service_documentation'] },
          after: { evidence: { uncategorized_text: 'They were there.' } },
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/disputes/:id/files' }, async (bench) => {
    const id = await disputed(bench);
    return {
      path: `/admin/disputes/${id}/files?field=uncategorized_file&name=photo.png`,
      body: png,
      entries: [
        {
          what: 'dispute.addFile',
          subject: id,
          before: null,
          after: { field: 'uncategorized_file', bytes: png.length },
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'DELETE /admin/disputes/:id/files/:field' }, async (bench) => {
    const id = await disputed(bench);
    const files = `/admin/disputes/${id}/files`;
    await bench.does('support', 'POST', `${files}?field=uncategorized_file&name=photo.png`, png);
    return {
      path: `${files}/uncategorized_file`,
      entries: [
        {
          what: 'dispute.removeFile',
          subject: id,
          before: { field: 'uncategorized_file' },
          after: null,
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/disputes/:id/submit' }, async (bench) => {
    const id = await disputed(bench);
    return {
      path: `/admin/disputes/${id}/submit`,
      body: { version: 1, reason },
      entries: [
        {
          what: 'dispute.submitEvidence',
          subject: id,
          reason,
          before: { submitted: false },
          after: { submitted: true },
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/disputes/:id/withdraw' }, async (bench) => {
    const id = await disputed(bench);
    return {
      path: `/admin/disputes/${id}/withdraw`,
      body: { reason },
      entries: [
        {
          what: 'dispute.withdraw',
          subject: id,
          reason,
          before: { state: 'open.needsResponse' },
          after: { state: 'open.withdrawn' },
        },
      ],
    };
  }),
];
