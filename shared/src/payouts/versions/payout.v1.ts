/** The payout's machine in its first version, which logs written with it replay through. Frozen. */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../../assignOn.ts';

const payoutWays = ['bankTransfer', 'check', 'cash', 'other'] as const;
type PayoutWay = (typeof payoutWays)[number];

/** What a payout's snapshot stores. Days are calendar days, instants ISO 8601 in UTC. */
export const payoutContextV1 = z.object({
  consignorId: z.string(),
  /** Minor units. */
  amount: z.int().positive(),
  currency: z.string(),
  /** How often it was paid. */
  attempts: z.int().nonnegative(),
  /** How it was paid the last time; null: never yet. */
  way: z.enum(payoutWays).nullable(),
  /** What the consignor's bank or the check shows. */
  reference: z.string().nullable(),
  /** The day on which the money left. */
  paidOn: z.string().nullable(),
  /** Why it came back the last time. */
  returnReason: z.string().nullable(),
});
/** A payout's context. */
type PayoutContext = z.infer<typeof payoutContextV1>;

/** What a new payout is made of; the amount in minor units. */
type PayoutInput = Pick<PayoutContext, 'consignorId' | 'amount' | 'currency'>;

/** The messages of a payout. */
type PayoutMessage =
  | { type: 'approve' }
  /** Its run was withdrawn, or its lines changed before it was approved. */
  | { type: 'drop' }
  /** The money left. */
  | { type: 'pay'; way: PayoutWay; reference: string; paidOn: string }
  /** The money came back. */
  | { type: 'return'; why: string }
  /** To be paid once more. */
  | { type: 'retry' }
  /** Not to be paid: its lines wait for a later run. */
  | { type: 'cancel' };

/** A message as the machine gets it. `at` is the transition's instant by the database's clock. */
type TimedMessage = PayoutMessage & { at: string };

const payoutSetup = setup({
  types: {
    context: {} as PayoutContext,
    events: {} as TimedMessage,
    input: {} as PayoutInput,
    /** `holding`: its lines can't be in another payout. `unpaid`: and they are still owed. `topay`: somebody has to pay it. */
    tags: {} as 'holding' | 'unpaid' | 'topay',
  },
  actions: {
    /** In the transaction: the books: what was owed left the marketplace's bank. */
    bookPaid: () => {},
    /** In the transaction: the books: it came back, and is owed again. */
    bookReturned: () => {},
    /** In the transaction: its lines may be paid by another payout. */
    releaseLines: () => {},
    /** Job: the consignor is told. */
    mailPaid: () => {},
  },
});

const assignOn = assignsOf<PayoutContext, TimedMessage>();
const storePaid = assignOn(['pay'], ({ context, event }) => ({
  attempts: context.attempts + 1,
  way: event.way,
  reference: event.reference,
  paidOn: event.paidOn,
  returnReason: null,
}));
const storeReturned = assignOn(['return'], ({ event }) => ({ returnReason: event.why }));
const onCancel = { target: 'canceled', actions: 'releaseLines' } as const;

/** The machine of version 1. */
export const payoutMachineV1 = payoutSetup.createMachine({
  id: 'payout',
  context: ({ input: { consignorId, amount, currency } }) => ({
    consignorId,
    amount,
    currency,
    attempts: 0,
    way: null,
    reference: null,
    paidOn: null,
    returnReason: null,
  }),
  initial: 'draft',
  states: {
    draft: {
      tags: ['holding', 'unpaid'],
      on: { approve: 'approved', drop: { target: 'dropped', actions: 'releaseLines' } },
    },
    approved: {
      tags: ['holding', 'unpaid', 'topay'],
      on: {
        pay: { target: 'paid', actions: [storePaid, 'bookPaid', 'mailPaid'] },
        cancel: onCancel,
      },
    },
    paid: {
      tags: ['holding'],
      on: { return: { target: 'returned', actions: [storeReturned, 'bookReturned'] } },
    },
    returned: { tags: ['holding', 'unpaid'], on: { retry: 'approved', cancel: onCancel } },
    /** Never approved: its lines were left to a later run. */
    dropped: { type: 'final' },
    canceled: { type: 'final' },
  },
});
