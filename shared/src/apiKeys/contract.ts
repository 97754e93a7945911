/** API keys: other programs call the API with one, within its scopes, for staff or for one consignor. */
import { z } from 'zod';
import { idOf, instant, listOf } from '../http/index.ts';
import { apiScopes, consignorScopes } from './scopes.ts';

/** How many requests a minute a key may make. */
export const keyRates = [60, 300, 1_200] as const;

const scopes = z
  .array(z.enum(apiScopes))
  .min(1, 'Choose what the key may do.')
  .max(apiScopes.length)
  .refine((each) => new Set(each).size === each.length, 'Name each scope once.');

/** Asks for a new key. */
export const newApiKey = z
  .object({
    name: z.string().trim().min(1, 'Say what uses the key.').max(80).meta({ example: 'Accounting' }),
    scopes,
    consignorId: idOf('consignor').nullable().default(null).meta({
      description: 'The key reads and changes what is of this consignor alone; null: it is for staff',
    }),
    requestsPerMinute: z.union(keyRates.map((rate) => z.literal(rate))).default(60),
    expiresAt: instant
      .nullable()
      .default(null)
      .meta({ description: 'From then on it opens nothing; null: until it is revoked' }),
  })
  .superRefine(({ scopes: asked, consignorId }, ctx) => {
    const refused = consignorId === null ? [] : asked.filter((scope) => !consignorScopes.includes(scope));
    if (refused.length > 0)
      ctx.addIssue({
        code: 'custom',
        path: ['scopes'],
        message: `A consignor’s key can’t have ${refused.join(', ')}. Leave it out, or make a key for staff.`,
      });
  });
/** Asks for a new key. */
export type NewApiKey = z.output<typeof newApiKey>;

/** A key, without what opens it. */
export const apiKey = z
  .object({
    id: idOf('apiKey'),
    name: z.string(),
    prefix: z.string().meta({ description: 'How it begins, to know it by', example: 'hk_live_4k2m9x' }),
    scopes: z.array(z.enum(apiScopes)),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }).nullable(),
    requestsPerMinute: z.int(),
    state: z.enum(['active', 'expired', 'revoked', 'closed']).meta({
      description: 'closed: its consignor was deactivated, or merged into another one',
    }),
    createdAt: instant,
    createdBy: z.object({ id: z.string(), name: z.string() }),
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: 'To within a minute; null: it wasn’t used yet' }),
  })
  .meta({ id: 'ApiKey' });
/** A key, without what opens it. */
export type ApiKey = z.infer<typeof apiKey>;

/** All keys: those that open something first, the newest first. */
export const apiKeyList = listOf(apiKey);
/** All keys. */
export type ApiKeyList = z.infer<typeof apiKeyList>;

/** A new key, with what opens it. */
export const madeApiKey = apiKey
  .extend({
    token: z.string().meta({
      description:
        'What opens the API, in `Authorization: Bearer …`. It is answered once and kept as a hash alone',
      example: 'hk_live_4k2m9xq0v7b3n5p8r1t6w2y4z9a3c5e7',
    }),
  })
  .meta({ id: 'MadeApiKey' });
/** A new key, with what opens it. */
export type MadeApiKey = z.infer<typeof madeApiKey>;
