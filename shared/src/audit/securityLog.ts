/** The security log: refusals that show guessing or forging, gathered per minute, kind, network address and person. */
import { z } from 'zod';
import { afterPlace, instant, listQuery, listWithNext } from '../http/index.ts';

/** Every kind of refusal that is recorded. */
export const securityKinds = [
  'sign_in_failed',
  'password_wrong',
  'code_wrong',
  'link_ended',
  'order_not_found',
  'forbidden',
  'api_key_invalid',
  'scope_missing',
  'forged_request',
  'webhook_signature_invalid',
  'too_many_requests',
] as const;
/** One kind of refusal. */
export type SecurityKind = (typeof securityKinds)[number];

/** Refusals of one kind within one minute, from one address and person. */
export const securityEvent = z
  .object({
    id: z.string(),
    lastAt: instant,
    what: z.string().meta({ description: 'The code of the refusal', example: 'sign_in_failed' }),
    address: z.string().meta({ description: 'Of the network; of IPv6 its first 64 bits' }),
    by: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'null: nobody was signed in' }),
    times: z.int(),
    request: z
      .string()
      .meta({ description: 'Method and path of the last one', example: 'POST /api/session' }),
    account: z.string().nullable().meta({ description: 'The address that the last sign-in was tried with' }),
  })
  .meta({ id: 'SecurityEvent' });
/** Refusals of one kind within one minute, from one address and person. */
export type SecurityEvent = z.infer<typeof securityEvent>;

/** The query of the security log, newest first. */
export const securityQuery = listQuery(
  ['lastAt'],
  { what: z.enum(securityKinds).optional(), address: z.string().max(64).optional(), ...afterPlace },
  { order: 'desc' },
);
/** One page of the security log. */
export const securityList = listWithNext(securityEvent);
/** One page of the security log. */
export type SecurityList = z.infer<typeof securityList>;
