/**
 * The paths that generated actors took: each is walked once by the pure machine, with marks where an actor's own values
 * belong, and then written a million times with the values in their places.
 */
import { listingMachine } from '@holdfast/shared/consignment/machines';
import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import type { AnyStateMachine } from 'xstate';
import { firstStep, keep, nextStep, type Step, stateText } from '../../platform/actors/step.ts';

/** Stand in a path for what each actor has of its own. Numbers that no demo price or sum reaches. */
export const marks = {
  price: 1_987_654_321,
  firstPrice: 1_987_654_322,
  amount: 1_987_654_323,
  endsAt: '2001-02-03T04:05:06.789Z',
  body: '@body@',
} as const;
const beforeTheEnd = '2001-01-01T00:00:00.000Z';

/** Which of an actor's own instants a step belongs to. */
type Moment = 'made' | 'approved' | 'repriced' | 'left' | 'ends' | 'begun' | 'settled' | 'givenBack';

interface PathStep {
  type: string;
  moment: Moment;
  by: 'house' | 'fan' | 'stripe' | 'clock';
  reason?: string;
  [field: string]: unknown;
}

export interface Life {
  machine: 'listing' | 'reservation' | 'payment' | 'refund';
  name: string;
  state: string;
  /** JSON with marks. */
  snapshot: string;
  version: number;
  /** What the clock still has to do, and the version that armed it; it is due at the end of the sale. */
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
function walk(
  machine: Life['machine'],
  definition: AnyStateMachine,
  name: string,
  input: Record<string, unknown>,
  born: Pick<PathStep, 'moment' | 'by'>,
  steps: PathStep[],
): Life {
  const first = firstStep(definition, input);
  let snapshot = first.snapshot;
  const timers = new Map<string, number>();
  const note = (step: Step, version: number) => {
    for (const [id, delay] of step.timers) delay === null ? timers.delete(id) : timers.set(id, version);
  };
  note(first, 1);
  const log: Life['log'] = [
    {
      version: 1,
      message: 'born',
      payload: JSON.stringify(input),
      from: null,
      to: stateText(snapshot.value),
      moment: born.moment,
      by: born.by,
      reason: null,
    },
  ];
  for (const { moment, by, reason = null, ...message } of steps) {
    const from = stateText(snapshot.value);
    // The clock's message has the name of the timer that is armed.
    const type = message.type === 'clock' ? ([...timers.keys()][0] ?? 'clock') : message.type;
    timers.delete(type);
    const told = { ...message, type, ...(reason === null ? {} : { reason }) };
    const at = moment === 'ends' ? marks.endsAt : beforeTheEnd;
    const step = nextStep(definition, snapshot, { ...told, at });
    if (!step.accepted) throw new Error(`a ${machine} in ${from} refuses ${type}: ${name} is no life of it`);
    snapshot = step.snapshot;
    note(step, log.length + 1);
    const { type: _type, ...payload } = told;
    log.push({
      version: log.length + 1,
      message: type,
      payload: JSON.stringify(payload),
      from,
      to: stateText(snapshot.value),
      moment,
      by,
      reason,
    });
  }
  const [timer] = timers;
  return {
    machine,
    name,
    state: stateText(snapshot.value),
    snapshot: JSON.stringify(keep(snapshot)),
    version: log.length,
    timer: timer ? { id: timer[0], armedBy: timer[1] } : null,
    log,
  };
}

const submit: PathStep = { type: 'submit', moment: 'made', by: 'house' };
const approve: PathStep = { type: 'approve', moment: 'approved', by: 'house' };
const reprice: PathStep = { type: 'reprice', priceAmount: marks.price, moment: 'repriced', by: 'house' };
const end: PathStep = { type: 'clock', moment: 'ends', by: 'clock' };
const withdraw: PathStep = {
  type: 'withdraw',
  moment: 'left',
  by: 'house',
  reason: 'Their holder goes after all.',
};

function listingLife(name: string, steps: PathStep[]): Life {
  const firstPrice = steps.includes(reprice) ? marks.firstPrice : marks.price;
  const input = { priceAmount: firstPrice, endsAt: marks.endsAt };
  return walk('listing', listingMachine, name, input, { moment: 'made', by: 'house' }, [submit, ...steps]);
}

export const listingLives = [
  listingLife('submitted', []),
  listingLife('rejected', [
    {
      type: 'reject',
      moment: 'approved',
      by: 'house',
      reason: 'The seats are not in this section’s map.',
    },
  ]),
  listingLife('live', [approve]),
  listingLife('liveRepriced', [approve, reprice]),
  listingLife('paused', [
    approve,
    {
      type: 'pause',
      moment: 'left',
      by: 'house',
      reason: 'The club releases these tickets for transfer later.',
    },
  ]),
  listingLife('withdrawn', [approve, withdraw]),
  listingLife('ended', [approve, end]),
  listingLife('endedRepriced', [approve, reprice, end]),
];

const paymentId = `pay_${marks.body}`;
const stripeId = `pi_generated_${marks.body}`;
const reservationLife = (name: string, steps: PathStep[]) =>
  walk('reservation', reservationMachine, name, { holdMs: 900_000 }, { moment: 'made', by: 'fan' }, steps);
const pay: PathStep = { type: 'pay', paymentId, moment: 'begun', by: 'fan' };
const paid: PathStep = { type: 'paymentCaptured', paymentId, moment: 'settled', by: 'stripe' };
const paymentLife = (name: string, steps: PathStep[]) =>
  walk(
    'payment',
    paymentMachine,
    name,
    { reservationId: `rsv_${marks.body}`, amount: marks.amount, currency: 'USD' },
    { moment: 'begun', by: 'fan' },
    [
      {
        type: 'confirm',
        confirmationTokenId: `ctoken_generated_${marks.body}`,
        moment: 'begun',
        by: 'fan',
      },
      {
        type: 'authorized',
        stripeId,
        card: { brand: 'visa', last4: '4242' },
        moment: 'settled',
        by: 'stripe',
      },
      { type: 'capture', moment: 'settled', by: 'stripe' },
      { type: 'captured', stripeId, moment: 'settled', by: 'stripe' },
      ...steps,
    ],
  );
const why = 'The fan can’t come, and the seats were sold again.';

export const orderLives = [
  reservationLife('expired', [{ type: 'clock', moment: 'ends', by: 'clock' }]),
  reservationLife('paid', [pay, paid]),
  reservationLife('refunded', [
    pay,
    paid,
    { type: 'refunded', paymentId, moment: 'givenBack', by: 'stripe' },
  ]),
  paymentLife('paid', []),
  paymentLife('refunded', [
    { type: 'refund', amount: marks.amount, why, moment: 'givenBack', by: 'house' },
    { type: 'refundDone', amount: marks.amount, moment: 'givenBack', by: 'stripe' },
  ]),
  walk(
    'refund',
    refundMachine,
    'refunded',
    { paymentId, amount: marks.amount, reason: why },
    { moment: 'givenBack', by: 'house' },
    [
      { type: 'send', moment: 'givenBack', by: 'house' },
      { type: 'done', stripeId: `re_generated_${marks.body}`, moment: 'givenBack', by: 'stripe' },
    ],
  ),
];
