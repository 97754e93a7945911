/** Runs of payouts as finance reads them. Amounts are minor units. */
import { z } from 'zod';
import { bankHold } from '../bankAccounts/index.ts';
import { paidByHold } from '../connectedAccounts/index.ts';
import { afterPlace, idOf, instant, listQuery, listWithNext } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { taxHold } from '../taxpayers/index.ts';
import { consignorRef, payout, payoutStates } from './contract.ts';

/** Where a run is. */
export const runStates = [
  'making',
  'draft',
  'approving',
  'approved',
  'done',
  'withdrawing',
  'withdrawn',
] as const;
/** A run of payouts; its amount is without payouts that were dropped or canceled, unless all were withdrawn with it. */
export const payoutRun = z
  .object({
    id: idOf('payoutRun'),
    state: z.enum(runStates).meta({
      description:
        '`making`, `approving`, `withdrawing`: a job works on it, as far as `progress` says; `done`: nothing is left to pay',
    }),
    progress: z.object({ done: z.int(), total: z.int() }).nullable().meta({
      description: 'Consignors looked at while it is made, payouts otherwise; null: no job works on it',
    }),
    amount: money,
    minimum: minorUnits,
    note: z.string().nullable(),
    counts: z.partialRecord(z.enum(payoutStates), z.int()),
    madeAt: instant,
    madeBy: z.string(),
    approvedAt: instant.nullable(),
    approvedBy: z.string().nullable(),
    withdrawnAt: instant.nullable(),
    isOwn: z.boolean().meta({ description: 'The caller made it, and somebody else approves it' }),
  })
  .meta({ id: 'PayoutRun' });
/** A run of payouts. */
export type PayoutRun = z.infer<typeof payoutRun>;
/** A consignor whom a run leaves out. */
export const heldBack = z.object({
  consignor: consignorRef,
  amount: minorUnits.meta({ description: 'What may be paid otherwise' }),
  hold: z.string().nullable().meta({ description: 'Why finance holds payouts back' }),
  bankHold: bankHold.nullable(),
  taxHold: taxHold.nullable(),
  paidByHold: paidByHold.nullable(),
});
/** A consignor whom a run leaves out. */
export type HeldBack = z.infer<typeof heldBack>;

/** Payouts and consignors that a run is shown with at once. */
export const mostShown = 200;

const sum = z.object({ payouts: z.int(), amount: minorUnits });
/** A run with its largest payouts, and what is left to do of all of them. */
export const payoutRunShown = payoutRun
  .extend({
    payouts: z
      .array(payout)
      .meta({ description: `The largest first, at most ${mostShown}; all are under /payouts` }),
    toPay: z
      .object({ bank: sum, stripe: sum })
      .meta({ description: 'Approved payouts that aren’t paid yet, by how their consignors are paid now' }),
    atStripe: z.int().meta({ description: 'Payouts that Stripe was asked to pay and hasn’t answered' }),
    steps: z.int().meta({ description: 'Grows with every step of one of its payouts' }),
    heldBack: z.array(heldBack).meta({
      description: `While it waits for its approval: whom it leaves out although something may be paid, the largest first, at most ${mostShown}`,
    }),
    heldBackAll: z.object({ consignors: z.int(), amount: minorUnits }),
    dropped: z
      .int()
      .meta({ description: 'Payouts that changed before the approval and were left to the next run' }),
  })
  .meta({ id: 'PayoutRunShown' });
/** A run with its largest payouts. */
export type PayoutRunShown = z.infer<typeof payoutRunShown>;
/** The query of the runs. */
export const payoutRunQuery = listQuery(['madeAt'], {}, { order: 'desc' });
/** One page of runs. */
export const payoutRunList = listWithNext(payoutRun);

/** The query of a run's payouts. */
export const runPayoutQuery = listQuery(
  ['amount', 'name'],
  {
    state: z.enum(payoutStates).optional(),
    q: z.string().trim().max(100).optional().meta({ description: 'A part of the consignor’s name' }),
    ...afterPlace,
  },
  { order: 'desc' },
);
/** One page of a run's payouts. */
export const runPayoutList = listWithNext(payout);
