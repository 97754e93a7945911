/** What of a run goes to accounts at Stripe. */
import { z } from 'zod';
import type { PaidByHold } from '../connectedAccounts/index.ts';
import { idOf } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { consignorRef } from './contract.ts';

/** What of a run is sent by Stripe, and what not. */
export const transferPlan = z
  .object({
    payouts: z.int(),
    amount: money,
    leftOut: z.array(
      z.object({
        payoutId: idOf('payout'),
        consignor: consignorRef,
        amount: minorUnits,
        why: z.string(),
      }),
    ),
  })
  .meta({ id: 'TransferPlan' });
/** What of a run is sent by Stripe, and what not. */
export type TransferPlan = z.infer<typeof transferPlan>;
/** Why a hold keeps a payout from being sent, a sentence. */
export const whyNotSent = ({ why, until }: PaidByHold): string =>
  why === null
    ? `The way to be paid is new: it is used from ${until?.slice(0, 10)} on.`
    : `The Stripe account isn’t ready: ${why}`;
