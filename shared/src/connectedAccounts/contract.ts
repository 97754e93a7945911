/** How a consignor is paid: to bank data, or to an account of their own at Stripe (Stripe Connect). */
import { z } from 'zod';
import { ownFactor } from '../accounts/index.ts';
import { idOf, instant, reason } from '../http/index.ts';
import { connectedStates, paidByKinds } from './states.ts';

/** An account at Stripe as its owner and finance see it. */
export const connectedAccount = z
  .object({
    id: idOf('connectedAccount'),
    state: z.enum(connectedStates),
    why: z.string().nullable().meta({ description: 'Why it isn’t paid to, a sentence; null: it is' }),
    stripeId: z.string().nullable().meta({ description: 'Stripe’s id; null: Stripe made none yet' }),
    startedAt: instant,
    askedAt: instant.nullable().meta({ description: 'When Stripe said so last' }),
    payoutProblem: z
      .object({ text: z.string(), at: instant })
      .nullable()
      .meta({ description: 'Stripe couldn’t pay on to its bank, and the money stays in it' }),
  })
  .meta({ id: 'ConnectedAccount' });
/** An account at Stripe. */
export type ConnectedAccount = z.infer<typeof connectedAccount>;

/** Why the way to be paid holds payouts back. */
export const paidByHolds = ['stripeNotReady', 'paidByChanged'] as const;
/** A hold of the way to be paid. */
export const paidByHold = z.object({
  reason: z.enum(paidByHolds),
  until: instant.nullable().meta({ description: 'When a new way is used; null: until the account is ready' }),
  why: z.string().nullable().meta({ description: 'Why the account isn’t ready, a sentence' }),
});
/** A hold of the way to be paid. */
export type PaidByHold = z.infer<typeof paidByHold>;

/** How a consignor is paid, and how their account at Stripe stands. */
export const payoutChoice = z
  .object({
    isOn: z.boolean().meta({ description: 'Whether the marketplace pays by Stripe' }),
    paidBy: z.enum(paidByKinds),
    account: connectedAccount.nullable().meta({ description: 'The newest; null: none was begun' }),
    hold: paidByHold.nullable(),
    waitingDays: z.int().meta({ description: 'How long a new way waits before it is used' }),
  })
  .meta({ id: 'PayoutChoice' });
/** How a consignor is paid. */
export type PayoutChoice = z.infer<typeof payoutChoice>;
/** How the signed-in consignor is paid. */
export const ownPayoutChoice = payoutChoice
  .extend({ secondFactor: ownFactor })
  .meta({ id: 'OwnPayoutChoice' });
/** How the signed-in consignor is paid. */
export type OwnPayoutChoice = z.infer<typeof ownPayoutChoice>;

/** Where the consignor goes on at Stripe; the address opens once and is kept nowhere. */
export const stripeLink = z.object({ url: z.url() }).meta({ id: 'StripeLink' });
/** Where the consignor goes on at Stripe. */
export type StripeLink = z.infer<typeof stripeLink>;

/** Finance has a consignor paid to bank data again. */
export const payToBank = z.object({ reason });

/** Whether the marketplace pays by Stripe. */
export const connectSettings = z
  .object({
    id: z.literal('connect'),
    isOn: z.boolean(),
    hasWebhookSecret: z.boolean().meta({
      description: 'Whether Stripe’s news of connected accounts can be read; else they are asked about',
    }),
    webhookUrl: z.string(),
    webhookEvents: z.array(z.string()),
    paidByStripe: z.int().meta({ description: 'Consignors who chose it' }),
    connected: z.int().meta({
      description:
        'Consignors’ accounts that are connected to the marketplace’s account of today, chosen or not; another one loses them',
    }),
    version: z.int(),
  })
  .meta({ id: 'ConnectSettings' });
/** Whether the marketplace pays by Stripe. */
export type ConnectSettings = z.infer<typeof connectSettings>;
/** Turns it on or off. */
export const connectSettingsInput = z.object({ isOn: z.boolean(), version: z.int() });
