/** The refund, tied to its row, its payment and what it asks of Stripe. */
import { formatMoney } from '@holdfast/shared/money';
import {
  paymentMachine,
  refundContext,
  refundContextV1,
  refundContextV2,
  refundMachine,
  refundMachineV1,
  refundMachineV2,
  upgradeRefundToV2,
  upgradeRefundToV3,
} from '@holdfast/shared/payments/machines';
import { type ActionCall, defineActor, followUp } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';
import { lockPaymentsOf } from './locks.ts';
import { forgetTickets } from './namedTickets.ts';
import { nameOutside, settleNamed } from './nameOutside.ts';
import { stripeJob } from './stripeJob.ts';

type Calls<Name extends string> = ActionCall<typeof refundMachine, Name>[];

const idsOf = (calls: Array<{ actorId: string }>) => calls.map(({ actorId }) => actorId);

/** The reservations that these refunds refund, with why each waits for support. */
async function askForHelp(trx: Trx, calls: Calls<'askForHelp'>): Promise<void> {
  const rows = await queryPrepared<{ id: string; reservation_id: string }>(
    trx,
    'SELECT f.id, p.reservation_id FROM refunds f JOIN payments p ON p.id = f.payment_id WHERE f.id = ANY($1::text[])',
    [idsOf(calls)],
  );
  const isReturned = new Map(calls.map(({ actorId, context }) => [actorId, context.returned]));
  const reservationsOf = (returned: boolean) =>
    rows.filter(({ id }) => isReturned.get(id) === returned).map((row) => row.reservation_id);
  await setAttention(trx, reservationsOf(false), 'refund', 'A refund failed at the fan’s bank');
  await setAttention(trx, reservationsOf(true), 'refund', 'The fan’s bank returned a refund');
}

/** A refund of a part, made in Stripe's dashboard: support decides which tickets it was for. One of all ends the order. */
async function askWhichTickets(trx: Trx, calls: Calls<'askWhichTickets'>): Promise<void> {
  const rows = await queryPrepared<{ reservation_id: string; amount: number; currency: string }>(
    trx,
    `SELECT p.reservation_id, f.amount, f.currency FROM refunds f JOIN payments_charges p ON p.id = f.payment_id
     WHERE f.id = ANY($1::text[]) AND p.refunded_amount + p.refunding_amount < p.amount`,
    [idsOf(calls)],
  );
  for (const { reservation_id, amount, currency } of rows) {
    const sum = formatMoney({ amount, currency });
    const text = `${sum} refunded in Stripe’s dashboard: decide which tickets it was for`;
    await setAttention(trx, [reservation_id], 'outside', text);
  }
}

/** Nobody needs to look at the order for its refunds once none of them is stuck. */
async function helpDone(trx: Trx, calls: Calls<'helpDone'>): Promise<void> {
  const rows = await queryPrepared<{ reservation_id: string }>(
    trx,
    `SELECT DISTINCT p.reservation_id FROM refunds f JOIN payments p ON p.id = f.payment_id
     WHERE f.id = ANY($1::text[]) AND NOT EXISTS (SELECT FROM refunds g JOIN payments q ON q.id = g.payment_id
       WHERE q.reservation_id = p.reservation_id AND refund_is_stuck(g.state))`,
    [idsOf(calls)],
  );
  await setAttention(
    trx,
    rows.map((row) => row.reservation_id),
    'refund',
    null,
  );
}

export const refundActor = defineActor(refundMachine, {
  prefix: 'ref',
  table: 'refunds',
  context: refundContext,
  previous: [
    { machine: refundMachineV1, context: refundContextV1 },
    { machine: refundMachineV2, context: refundContextV2, upgrade: upgradeRefundToV2 },
  ],
  upgrade: upgradeRefundToV3,
  messages: {
    nameTickets: { label: 'Say which tickets it was for', needsReason: true },
    send: { label: 'Send the refund again', needsReason: true },
    sent: null,
    done: null,
    failed: null,
    giveUp: { label: 'Give up the refund', needsReason: true },
    payElsewhere: { label: 'Mark as paid another way', needsReason: true },
  },
  lockFirst: (trx, ids) => lockPaymentsOf(trx, 'refunds', ids),
  inTransaction: {
    notifyPayment: async (_trx, calls) =>
      calls.map((call) => {
        const { paymentId, amount } = call.context;
        return followUp(call, paymentMachine, paymentId, {
          type: 'refundDone',
          amount,
          refundId: call.actorId,
          ...call.params,
        });
      }),
    notifyReturned: async (_trx, calls) =>
      calls.map((call) => {
        const { paymentId, amount } = call.context;
        return followUp(call, paymentMachine, paymentId, {
          type: 'refundReturned',
          amount,
          refundId: call.actorId,
        });
      }),
    notifyGivenUp: async (trx, calls) => {
      await forgetTickets(trx, idsOf(calls));
      return calls.map((call) => {
        const { paymentId, amount } = call.context;
        return followUp(call, paymentMachine, paymentId, { type: 'refundGivenUp', amount });
      });
    },
    askWhichTickets,
    nameTickets: nameOutside,
    settleNamed,
    askForHelp,
    helpDone,
  },
  jobs: {
    refundAtStripe: stripeJob('payments.refund'),
    askStripe: stripeJob('payments.askRefund'),
    mailReturned: (call) => ({
      task: 'notifications.mailRefundReturned',
      payload: { refundId: call.actorId, version: call.version },
    }),
    mailPaidAgain: (call) => ({
      task: 'notifications.mailRefundPaidAgain',
      payload: { refundId: call.actorId, version: call.version, elsewhere: call.params.elsewhere },
    }),
  },
});
