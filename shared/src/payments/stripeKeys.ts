/** Stripe's keys as an administrator gives them, at the first run or under Settings. They are never shown whole. */
import { z } from 'zod';

const text = z.string().trim().max(300, 'At most 300 characters.');
const secretKey = text.regex(
  /^(sk|rk)_(test|live)_./,
  'Give the secret key: it begins with sk_live_, sk_test_, rk_live_ or rk_test_.',
);
const publishableKey = text.regex(
  /^pk_(test|live)_./,
  'Give the publishable key: it begins with pk_live_ or pk_test_.',
);
const webhookSecret = text.regex(
  /^whsec_./,
  'Give the signing secret of your endpoint: it begins with whsec_.',
);
const kept = { description: 'Left out or empty: the one that is kept stays' };
const orKept = (field: z.ZodString) =>
  z
    .union([z.literal(''), field])
    .nullish()
    .transform((value) => value || null)
    .meta(kept);

/** All three keys. */
export const stripeKeys = z.object({ secretKey, publishableKey, webhookSecret });
/** All three keys. */
export type StripeKeys = z.infer<typeof stripeKeys>;

/** Keys as the first run takes them: the secret of the second endpoint may come later, under Settings. */
export const stripeSetUpKeys = stripeKeys.extend({
  connectWebhookSecret: orKept(webhookSecret).meta({
    description:
      'Of the endpoint for connected accounts, where consignors will be paid by Stripe; left out or empty: none yet',
  }),
});

/** Keys as they are checked: what is left out is taken from those that are kept. */
export const stripeKeysGiven = z.object({
  secretKey: orKept(secretKey),
  publishableKey: orKept(publishableKey),
  webhookSecret: orKept(webhookSecret),
  connectWebhookSecret: orKept(webhookSecret).meta({
    description: 'Of the endpoint for connected accounts, where consignors are paid by Stripe; kept as above',
  }),
});
/** Keys as a client sends them to be checked. */
export type StripeKeysGiven = z.input<typeof stripeKeysGiven>;

/** Changes where payments go: to Stripe with these keys, or back to the sandbox, where there is one. */
export const stripeKeysInput = stripeKeysGiven.extend({
  use: z.enum(['stripe', 'sandbox']),
  version: z.int().meta({ description: 'As it was read; where somebody changed it since, it is refused' }),
});
/** The change as a client sends it. */
export type StripeKeysInput = z.input<typeof stripeKeysInput>;

/** Where payments go, and what may be shown of the keys. */
export const stripeSettings = z
  .object({
    id: z.literal('stripe'),
    source: z.enum(['environment', 'backOffice', 'sandbox']).meta({
      description: 'environment: the keys stand in the server’s environment, which comes first',
    }),
    mode: z.enum(['sandbox', 'test', 'live']),
    secretKey: z.string().nullable().meta({ description: 'Its beginning and its last four characters' }),
    publishableKey: z.string().nullable().meta({ description: 'As above' }),
    accountId: z.string().nullable().meta({ description: 'As Stripe answered when the keys were given' }),
    accountName: z.string().nullable(),
    hasSandbox: z.boolean().meta({ description: 'Whether payments can go to a sandbox without keys' }),
    webhookUrl: z.string().meta({ description: 'Where Stripe’s endpoint must point' }),
    webhookEvents: z.array(z.string()),
    hasConnectWebhookSecret: z
      .boolean()
      .meta({ description: 'Whether the secret of the endpoint for connected accounts is known' }),
    version: z.int().meta({ description: '0: never given here' }),
  })
  .meta({ id: 'StripeSettings' });
/** Where payments go. */
export type StripeSettings = z.infer<typeof stripeSettings>;

/** What Stripe answered when it was asked with the keys, or why it didn’t. */
export const stripeTrial = z
  .object({
    problem: z.string().nullable(),
    mode: z.enum(['test', 'live']).nullable(),
    accountId: z.string().nullable().meta({ description: 'null: the key may not read the account' }),
    accountName: z.string().nullable(),
    country: z.string().nullable(),
    currency: z.string().nullable().meta({ description: 'Of its payouts, ISO 4217' }),
    chargesEnabled: z.boolean().nullable(),
  })
  .meta({ id: 'StripeTrial' });
/** What Stripe answered. */
export type StripeTrial = z.infer<typeof stripeTrial>;
