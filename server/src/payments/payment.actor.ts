/** Payment and refund, tied to their rows and to what they ask of Stripe. */
import {
  paymentContext,
  paymentMachine,
  type RefundContext,
  refundContext,
  refundMachine,
} from '@holdfast/shared/payments/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { run, type Trx } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';
import {
  captureOrVoid,
  postDispute,
  postDisputeWon,
  sendRefunds,
  settleCapture,
  settleRefund,
  settleReturn,
  tellFailed,
} from './settle.ts';

const stripeJob = (task: string) => (call: ActionCall) => ({
  task,
  payload: { id: call.actorId, version: call.version },
});

/** A payment's outcome moves its reservation: that one is locked first, always (house-style.md, "Actors"). */
async function lockReservations(trx: Trx, paymentIds: string[]): Promise<void> {
  await run(
    trx,
    `SELECT id FROM reservations WHERE id IN (SELECT reservation_id FROM payments WHERE id = ANY($1::text[]))
     ORDER BY id FOR NO KEY UPDATE`,
    [paymentIds],
  );
}

export const paymentActor = defineActor({
  type: 'payment',
  prefix: 'pay',
  table: 'payments',
  versions: [{ machine: paymentMachine, context: paymentContext }],
  lockFirst: lockReservations,
  inside: {
    captureOrVoid,
    settleCapture,
    tellFailed,
    openRefund: sendRefunds,
    settleRefund,
    settleReturn,
    postDispute,
    postDisputeWon,
  },
  outside: {
    confirmAtStripe: stripeJob('payments.confirm'),
    captureAtStripe: stripeJob('payments.capture'),
    cancelAtStripe: stripeJob('payments.cancel'),
    askStripe: stripeJob('payments.ask'),
  },
});

export const refundActor = defineActor({
  type: 'refund',
  prefix: 'ref',
  table: 'refunds',
  versions: [{ machine: refundMachine, context: refundContext }],
  async lockFirst(trx, refundIds) {
    const rows = await run<{ payment_id: string }>(
      trx,
      'SELECT DISTINCT payment_id FROM refunds WHERE id = ANY($1::text[]) ORDER BY payment_id',
      [refundIds],
    );
    const paymentIds = rows.map((row) => row.payment_id);
    await lockReservations(trx, paymentIds);
    await run(trx, 'SELECT id FROM payments WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE', [
      paymentIds,
    ]);
  },
  inside: {
    tellPayment: async (_trx, calls) =>
      calls.map((call) => {
        const { paymentId, amount } = call.context as unknown as RefundContext;
        return { id: paymentId, message: { type: 'refundDone', amount }, causedBy: call };
      }),
    tellReturned: async (_trx, calls) =>
      calls.map((call) => {
        const { paymentId, amount } = call.context as unknown as RefundContext;
        return { id: paymentId, message: { type: 'refundReturned', amount }, causedBy: call };
      }),
    async askForHelp(trx, calls) {
      const rows = await run<{ reservation_id: string }>(
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
  outside: {
    refundAtStripe: stripeJob('payments.refund'),
    askStripe: stripeJob('payments.askRefund'),
  },
});
