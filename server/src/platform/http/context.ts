/** What a request carries through the frame. */
import type { Role } from '@holdfast/shared/accounts';
import type { ApiScope } from '@holdfast/shared/apiKeys';
import type { Context } from 'koa';
import type { Principal } from '../principal.ts';

/** The caller: set by the accounts room before any route. */
export interface Caller {
  /** A person's id, or a guest's fan id. Every fan has one from the first hold on. */
  fanId: string | null;
  personId: string | null;
  name: string | null;
  email: string | null;
  roles: readonly Role[];
  consignorId: string | null;
  /** The staff's rules ask for a second factor and this person has none: the back office stays closed. */
  lacksSecondFactor: boolean;
  /** They gave password and second factor, or a passkey, in this browser lately. */
  hasFreshProof: boolean;
  /** The last such proof was by a passkey, which is two factors by itself. */
  hasPasskeyProof: boolean;
  /** A program with an API key calls, and no person. */
  key: CallingKey | null;
}

/** The API key of a request. */
export interface CallingKey {
  id: string;
  scopes: readonly ApiScope[];
}

/** What the middleware knows of a request before its endpoint runs. */
export interface RequestState {
  requestId: string;
  /** As declared, with its `:names`; undefined where no endpoint has the address. */
  route?: string;
  caller: Caller;
  /** Of the Idempotency-Key header, checked for form; null where there is none. */
  idempotencyKey: string | null;
  rawBody: string;
}

/** Koa's context with our state. */
export type Ctx = Context & { state: RequestState; request: { body?: unknown } };

/** The person, guest or API key behind a request, as logs and idempotency keys name them. */
export function principalOf({ state: { caller, requestId } }: Ctx): Principal {
  return { by: caller.key?.id ?? caller.personId ?? caller.fanId ?? 'nobody', requestId };
}
