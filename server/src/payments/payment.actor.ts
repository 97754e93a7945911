/** Payment and refund, tied to their rows and to what they ask of Stripe. */
import {
  paymentContext,
  paymentMachine,
  paymentMachineV1,
  paymentTimers,
  refundContext,
  refundMachine,
  upgradePayment,
} from '@holdfast/shared/payments/machines';
import { defineActor, followUp } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';
import { captureOrVoid, notifyFailed, settleCapture } from './settle.ts';
import { postDispute, postDisputeWon, sendKeptDisputes } from './settleDisputes.ts';
import { sendRefunds, settleRefund, settleReturn } from './settleRefunds.ts';

const stripeJob = (task: string) => (call: { actorId: string; version: number }) => ({
  task,
  payload: { id: call.actorId, version: call.version },
});

/** Locks reservations before payments, always, since a payment's outcome moves its reservation. */
async function lockReservations(trx: Trx, paymentIds: string[]): Promise<void> {
  await queryPrepared(
    trx,
    `SELECT id FROM reservations_orders WHERE id IN (SELECT reservation_id FROM payments WHERE id = ANY($1::text[]))
     ORDER BY id FOR NO KEY UPDATE`,
    [paymentIds],
  );
}

export const paymentActor = defineActor(paymentMachine, {
  prefix: 'pay',
  table: 'payments',
  context: paymentContext,
  previous: [
    { machine: paymentMachineV1, context: paymentContext.omit({ disputeId: true, keptDisputes: true }) },
  ],
  upgrade: upgradePayment,
  renamedTimers: paymentTimers,
  messages: {
    confirm: null,
    authorized: null,
    actionRequired: null,
    declined: null,
    capture: null,
    captured: null,
    void: { label: 'Void the payment', needsReason: true },
    canceled: null,
    deadlineReached: null,
    cardKnown: null,
    check: { label: 'Ask Stripe again', needsReason: true },
    refund: { label: 'Refund the order', needsReason: true },
    refundDone: null,
    refundReturned: null,
    disputeOpened: null,
    disputeClosed: null,
  },
  lockFirst: lockReservations,
  inTransaction: {
    captureOrVoid,
    settleCapture,
    notifyFailed,
    openRefund: sendRefunds,
    sendKeptDisputes,
    settleRefund,
    settleReturn,
    postDispute,
    postDisputeWon,
  },
  jobs: {
    confirmAtStripe: stripeJob('payments.confirm'),
    captureAtStripe: stripeJob('payments.capture'),
    cancelAtStripe: stripeJob('payments.cancel'),
    askStripe: stripeJob('payments.ask'),
  },
});

export const refundActor = defineActor(refundMachine, {
  prefix: 'ref',
  table: 'refunds',
  context: refundContext,
  messages: {
    send: { label: 'Send the refund again', needsReason: true },
    sent: null,
    done: null,
    failed: null,
  },
  async lockFirst(trx, refundIds) {
    const rows = await queryPrepared<{ payment_id: string }>(
      trx,
      'SELECT DISTINCT payment_id FROM refunds WHERE id = ANY($1::text[]) ORDER BY payment_id',
      [refundIds],
    );
    const paymentIds = rows.map((row) => row.payment_id);
    await lockReservations(trx, paymentIds);
    await queryPrepared(
      trx,
      'SELECT id FROM payments WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE',
      [paymentIds],
    );
  },
  inTransaction: {
    notifyPayment: async (_trx, calls) =>
      calls.map((call) => {
        const { paymentId, amount } = call.context;
        return followUp(call, paymentMachine, paymentId, { type: 'refundDone', amount });
      }),
    notifyReturned: async (_trx, calls) =>
      calls.map((call) => {
        const { paymentId, amount } = call.context;
        return followUp(call, paymentMachine, paymentId, { type: 'refundReturned', amount });
      }),
    async askForHelp(trx, calls) {
      const rows = await queryPrepared<{ reservation_id: string }>(
        trx,
        'SELECT p.reservation_id FROM refunds f JOIN payments p ON p.id = f.payment_id WHERE f.id = ANY($1::text[])',
        [calls.map(({ actorId }) => actorId)],
      );
      await setAttention(
        trx,
        rows.map((row) => row.reservation_id),
        'A refund failed at the fan’s bank',
      );
    },
  },
  jobs: {
    refundAtStripe: stripeJob('payments.refund'),
    askStripe: stripeJob('payments.askRefund'),
  },
});
