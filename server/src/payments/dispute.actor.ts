/** The dispute, tied to its row, the books, its payment and support's queue. */
import { disputeContext, disputeMachine, paymentMachine } from '@holdfast/shared/payments/machines';
import { atStripe, disputed, post } from '../ledger/index.ts';
import { type ActionCall, defineActor, type FollowUp, followUp } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';
import { lockPaymentsOf } from './locks.ts';

type Call = ActionCall<typeof disputeMachine>;

/** What the actors of a dispute read of the payment that it is about. */
async function paymentsOf(
  trx: Trx,
  calls: Call[],
): Promise<Map<string, { reservationId: string; currency: string }>> {
  const rows = await queryPrepared<{ id: string; reservation_id: string; currency: string }>(
    trx,
    'SELECT id, reservation_id, currency FROM payments WHERE id = ANY($1::text[])',
    [calls.map(({ context }) => context.paymentId)],
  );
  return new Map(
    rows.map(({ id, reservation_id, currency }) => [id, { reservationId: reservation_id, currency }]),
  );
}

/** Posts what disputes took, or gave back. @param sign 1 where the bank takes the money, -1 where it comes back */
async function book(trx: Trx, calls: Call[], sign: 1 | -1, causeOf: (call: Call) => string): Promise<void> {
  const payments = await paymentsOf(trx, calls);
  await post(
    trx,
    calls.map((call) => {
      const { paymentId, amount } = call.context;
      const payment = payments.get(paymentId);
      if (!payment) throw new Error(`${call.actorId} is about ${paymentId}, which is gone`);
      return {
        kind: sign === 1 ? ('dispute' as const) : ('disputeWon' as const),
        cause: causeOf(call),
        paymentId,
        ...payment,
        at: call.at,
        entries: [
          { account: disputed, amount: sign * amount },
          { account: atStripe, amount: -sign * amount },
        ],
      };
    }),
  );
}

const causeOf = ({ actorId, version }: Call) => `${actorId}/${version}`;

/** The same, and tells their payments. */
async function move(trx: Trx, calls: Call[], sign: 1 | -1): Promise<FollowUp[]> {
  await book(trx, calls, sign, causeOf);
  return calls.map((call) => {
    const { paymentId, amount } = call.context;
    const type = sign === 1 ? ('withheld' as const) : ('reinstated' as const);
    return followUp(call, paymentMachine, paymentId, { type, amount });
  });
}

/** What the bank took and gave back before we heard of either. Of the payment nothing is withheld, before and after. */
async function passThrough(trx: Trx, calls: Call[]): Promise<void> {
  await book(trx, calls, 1, causeOf);
  await book(trx, calls, -1, (call) => `${causeOf(call)}/back`);
}

/** What was captured too late for its order goes back to the fan once the bank no longer holds it. */
async function refundLateCaptures(trx: Trx, calls: Call[]): Promise<FollowUp[]> {
  const rows = await queryPrepared<{ id: string; left: number }>(
    trx,
    `SELECT id, amount - refunded_amount - refunding_amount - withheld_amount AS left FROM payments_charges p
     WHERE id = ANY($1::text[]) AND EXISTS (SELECT FROM ledger_postings l WHERE l.payment_id = p.id AND l.kind = 'lateCapture')`,
    [calls.map(({ context }) => context.paymentId)],
  );
  const left = new Map(rows.map((row) => [row.id, row.left]));
  return calls.flatMap((call) => {
    const { paymentId, amount: reinstated } = call.context;
    const amount = Math.min(reinstated, (left.get(paymentId) ?? -reinstated) + reinstated);
    const why = 'Paid too late for its order, and the bank decided its dispute for us';
    return amount > 0 ? [followUp(call, paymentMachine, paymentId, { type: 'refund', amount, why })] : [];
  });
}

async function askFor(trx: Trx, calls: Call[], attention: string): Promise<void> {
  const payments = [...(await paymentsOf(trx, calls)).values()];
  await setAttention(
    trx,
    payments.map(({ reservationId }) => reservationId),
    'dispute',
    attention,
  );
}

/** Nobody needs to answer the bank for an order once no dispute of it waits for evidence. */
async function answerDone(trx: Trx, calls: Call[]): Promise<void> {
  const rows = await queryPrepared<{ reservation_id: string }>(
    trx,
    `SELECT DISTINCT p.reservation_id FROM payments p
     WHERE p.id = ANY($1::text[]) AND NOT EXISTS (SELECT FROM disputes d JOIN payments q ON q.id = d.payment_id
       WHERE q.reservation_id = p.reservation_id AND dispute_is_unanswered(d.state))`,
    [calls.map(({ context }) => context.paymentId)],
  );
  await setAttention(
    trx,
    rows.map((row) => row.reservation_id),
    'dispute',
    null,
  );
}

export const disputeActor = defineActor(disputeMachine, {
  prefix: 'dsp',
  table: 'disputes',
  context: disputeContext,
  messages: {
    inquired: null,
    inquiryAnswered: null,
    inquiryClosed: null,
    opened: null,
    evidenceSubmitted: null,
    deadlinePassed: null,
    withdraw: null,
    won: null,
    lost: null,
  },
  lockFirst: (trx, ids) => lockPaymentsOf(trx, 'disputes', ids),
  inTransaction: {
    withhold: (trx, calls) => move(trx, calls, 1),
    reinstate: async (trx, calls) => [
      ...(await move(trx, calls, -1)),
      ...(await refundLateCaptures(trx, calls)),
    ],
    passThrough,
    askForAnswer: (trx, calls) => askFor(trx, calls, 'The fan’s bank disputes the payment'),
    askForInquiryAnswer: (trx, calls) => askFor(trx, calls, 'The fan’s bank asks about the payment'),
    notifyExpired: (trx, calls) =>
      askFor(trx, calls, 'The deadline for evidence passed and nothing was sent: the bank decides'),
    answerDone,
  },
  jobs: {},
});
