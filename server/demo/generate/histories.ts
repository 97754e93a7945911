/**
 * The histories of generated actors. The pure machine runs each once, with placeholders for the actor's own
 * values; the history is then written for many actors with the values filled in.
 */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import type { AnyStateMachine, InputFrom } from 'xstate';
import { actors } from '../../src/openAppContext.ts';
import { type MessageOf, rehearse } from '../../src/platform/actors/index.ts';

/** Placeholders for each actor's own values. No price or sum of the demo is as large as these numbers. */
export const marks = {
  price: 1_987_654_321,
  firstPrice: 1_987_654_322,
  amount: 1_987_654_323,
  endsAt: '2001-02-03T04:05:06.789Z',
  body: '@body@',
  lastFour: '@four@',
} as const;
const beforeTheEnd = '2001-01-01T00:00:00.000Z';

/** The actor's own instants that a step can have. */
type Moment = 'made' | 'approved' | 'repriced' | 'left' | 'ends' | 'begun' | 'settled' | 'givenBack';

interface Cause {
  moment: Moment;
  by: 'system' | 'fan' | 'stripe' | 'clock';
  reason?: string;
}
/** A message of the machine, or the one timer that is armed. */
type PathStep<M extends AnyStateMachine> = Cause & { send: MessageOf<M> | 'timer' };

/** One history as JSON with placeholders. */
export interface History {
  machine: 'listing' | 'reservation' | 'payment' | 'refund';
  name: string;
  state: string;
  /** JSON with placeholders. */
  snapshot: string;
  version: number;
  /** Of the machine that it was written with. */
  machineVersion: number;
  /**
   * The timer that is still running at the end, with the version that started it; it is due at the end of the
   * sale.
   */
  timer: { id: string; armedBy: number } | null;
  log: Array<{
    version: number;
    message: string;
    payload: string;
    from: string | null;
    to: string;
    moment: Moment;
    by: string;
    reason: string | null;
  }>;
}

/** @throws Error when the machine refuses a step: the path is no life of it */
function walk<M extends AnyStateMachine>(
  machine: M,
  name: string,
  input: InputFrom<M>,
  created: Cause,
  steps: ReadonlyArray<PathStep<M>>,
): History {
  const actor = rehearse(machine, input);
  for (const { send, moment } of steps) {
    const at = moment === 'ends' ? marks.endsAt : beforeTheEnd;
    if (send === 'timer') actor.fire(at);
    else actor.send(send, at);
  }
  const [timer] = actor.timers;
  return {
    machine: machine.id as History['machine'],
    name,
    state: actor.state,
    snapshot: JSON.stringify(actor.snapshot),
    version: actor.log.length,
    machineVersion: actors.find(({ type }) => type === machine.id)?.versions.length ?? 1,
    timer: timer ? { id: timer[0], armedBy: timer[1] } : null,
    log: actor.log.map(({ payload, ...step }, i) => {
      const { moment, by, reason = null } = [created, ...steps][i] as Cause;
      return { ...step, payload: JSON.stringify(payload), moment, by, reason };
    }),
  };
}

type ListingStep = PathStep<typeof listingMachine>;
const submit: ListingStep = { send: { type: 'submit' }, moment: 'made', by: 'system' };
const approve: ListingStep = { send: { type: 'approve' }, moment: 'approved', by: 'system' };
const reprice: ListingStep = {
  send: { type: 'reprice', priceAmount: marks.price },
  moment: 'repriced',
  by: 'system',
};
const end: ListingStep = { send: 'timer', moment: 'ends', by: 'clock' };
const withReason = (type: 'reject' | 'pause' | 'withdraw', moment: Moment, reason: string): ListingStep => ({
  send: { type, reason },
  moment,
  by: 'system',
  reason,
});
const withdraw = withReason('withdraw', 'left', 'Their holder goes after all.');

function listingHistory(name: string, steps: ListingStep[]): History {
  const firstPrice = steps.includes(reprice) ? marks.firstPrice : marks.price;
  const input = { priceAmount: firstPrice, endsAt: marks.endsAt };
  return walk(listingMachine, name, input, { moment: 'made', by: 'system' }, [submit, ...steps]);
}

/** The histories of listings. */
export const listingHistories = [
  listingHistory('submitted', []),
  listingHistory('rejected', [withReason('reject', 'approved', 'The seats are not in this section’s map.')]),
  listingHistory('live', [approve]),
  listingHistory('liveRepriced', [approve, reprice]),
  listingHistory('paused', [
    approve,
    withReason('pause', 'left', 'The club releases these tickets for transfer later.'),
  ]),
  listingHistory('withdrawn', [approve, withdraw]),
  listingHistory('ended', [approve, end]),
  listingHistory('endedRepriced', [approve, reprice, end]),
];

const paymentId = `pay_${marks.body}`;
const stripeId = `pi_generated_${marks.body}`;
type ReservationStep = PathStep<typeof reservationMachine>;
const reservationLife = (name: string, steps: ReservationStep[]) =>
  walk(reservationMachine, name, { holdMs: 900_000 }, { moment: 'made', by: 'fan' }, steps);
const pay: ReservationStep = { send: { type: 'pay', paymentId }, moment: 'begun', by: 'fan' };
const paid: ReservationStep = {
  send: { type: 'paymentCaptured', paymentId },
  moment: 'settled',
  by: 'stripe',
};
const paymentLife = (name: string, steps: Array<PathStep<typeof paymentMachine>>) =>
  walk(
    paymentMachine,
    name,
    { reservationId: `rsv_${marks.body}`, amount: marks.amount, currency: 'USD' },
    { moment: 'begun', by: 'fan' },
    [
      {
        send: { type: 'confirm', confirmationTokenId: `ctoken_generated_${marks.body}` },
        moment: 'begun',
        by: 'fan',
      },
      {
        send: { type: 'authorized', stripeId, card: { brand: 'visa', last4: marks.lastFour } },
        moment: 'settled',
        by: 'stripe',
      },
      { send: { type: 'capture' }, moment: 'settled', by: 'stripe' },
      { send: { type: 'captured', stripeId }, moment: 'settled', by: 'stripe' },
      ...steps,
    ],
  );
const why = 'The fan can’t come, and the seats were sold again.';

export const orderHistories = [
  reservationLife('expired', [{ send: 'timer', moment: 'ends', by: 'clock' }]),
  reservationLife('paid', [pay, paid]),
  reservationLife('refunded', [
    pay,
    paid,
    { send: { type: 'refunded', paymentId }, moment: 'givenBack', by: 'stripe' },
  ]),
  paymentLife('paid', []),
  paymentLife('refunded', [
    { send: { type: 'refund', amount: marks.amount, why }, moment: 'givenBack', by: 'system' },
    {
      send: { type: 'refundDone', amount: marks.amount, again: false, elsewhere: false },
      moment: 'givenBack',
      by: 'stripe',
    },
  ]),
  walk(
    refundMachine,
    'refunded',
    { paymentId, amount: marks.amount, reason: why, stripeId: null },
    { moment: 'givenBack', by: 'system' },
    [
      { send: { type: 'send' }, moment: 'givenBack', by: 'system' },
      {
        send: { type: 'done', stripeId: `re_generated_${marks.body}` },
        moment: 'givenBack',
        by: 'stripe',
      },
    ],
  ),
];
