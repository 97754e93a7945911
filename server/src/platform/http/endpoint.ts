/**
 * Declarations of the API. Each address is declared once, as a `command`, a `query` or a raw `endpoint`; validation, the
 * transaction, the Idempotency-Key, the Koa route and the OpenAPI document come from the declaration.
 */
import type { Role } from '@holdfast/shared/accounts';
import type { ApiScope } from '@holdfast/shared/apiKeys';
import type { ProblemCode } from '@holdfast/shared/http';
import { z } from 'zod';
import { type Database, inTransaction, type Trx } from '../db/index.ts';
import type { Principal } from '../principal.ts';
import type { Caller, Ctx } from './context.ts';
import { principalOf } from './context.ts';
import { requireKey, runOnce } from './idempotency.ts';

type Schema = z.ZodType;

/** What every declaration has. */
export interface Declaration<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> {
  /** Under `/api`; each `:name` has a field of that name in `params`. */
  path: string;
  summary: string;
  tag: string;
  /** Whom the endpoint admits; without it anybody. Rows are checked by the policy of the room. */
  roles?: readonly Role[];
  /** For any account, whatever its roles. */
  signedIn?: true;
  /** Money or people hang on it: who calls must have proven lately that it is them, else `fresh_proof_required`. */
  freshProof?: true;
  /**
   * Each request emails somebody at the caller's wish, or asks another company's service, such as Stripe, while the caller waits: how
   * often is limited (`reachLimits.ts`). Who calls is signed in.
   */
  reaches?: 'email' | 'service';
  /**
   * What an API key must have, all of it, to call the endpoint; without it no key does. A key stands in for the roles: one of staff
   * for those of the back office, a consignor's for `consignor`.
   */
  scopes?: readonly ApiScope[];
  /** Path parameters. A value that the contract refuses answers 404, as an unknown id does. */
  params?: P;
  query?: Q;
  body?: B;
  /**
   * How the body comes: JSON unless said. `stream`: the handler reads it itself, as it comes, such as a file. `form`: JSON, or the
   * form of a page as a browser sends it by itself, without JavaScript; its empty fields are left out.
   */
  bodyComesAs?: 'stream' | 'form';
  answer?: A;
  /** Default: 200, or 204 where there is no answer. */
  status?: number;
  problems?: readonly ProblemCode[];
}

/** A validated request. */
export interface Input<P extends Schema, Q extends Schema, B extends Schema> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
}

/** A validated request and its caller. */
export interface CallInput<P extends Schema, Q extends Schema, B extends Schema> extends Input<P, Q, B> {
  principal: Principal;
  caller: Caller;
  /** For what no contract describes: cookies. */
  ctx: Ctx;
}

/** An endpoint that changes something, in a transaction that the frame opens. */
export interface Command<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>
  extends Declaration<P, Q, B, A> {
  method: 'post' | 'put' | 'delete';
  /**
   * The Idempotency-Key header is required, and its first answer is stored with the changes. A function says it per
   * request: a preview changes nothing, so it needs no key and is computed each time.
   */
  idempotent?: true | ((input: Input<P, Q, B>) => boolean);
  /** Runs in one transaction; a thrown Problem rolls it back. It may be run again after a deadlock. */
  run(trx: Trx, input: CallInput<P, Q, B>): Promise<z.input<A>>;
}

/** An endpoint that only reads. */
export type Query<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> = Declaration<
  P,
  Q,
  B,
  A
> & {
  /** `post` for a question that needs a body. Default: get */
  method?: 'get' | 'post';
} & (
    | { run(trx: Trx, input: CallInput<P, Q, B>): Promise<z.input<A>>; read?: never }
    /** For reads that open their own transactions: several at once, or none. */
    | { read(db: Database, input: CallInput<P, Q, B>): Promise<z.input<A>>; run?: never }
  );

/** An endpoint that handles its request itself: streams, files, webhooks, sign-in. */
export interface RawEndpoint<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>
  extends Declaration<P, Q, B, A> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** The Idempotency-Key header is required. `handle` itself stores the answer. */
  idempotent?: true;
  /** May write the response itself; then it returns undefined. */
  handle(ctx: Ctx, input: Input<P, Q, B>): Promise<z.input<A> | undefined>;
}

/** A declaration as the frame mounts and describes it. */
export interface AnyEndpoint extends Declaration<Schema, Schema, Schema, Schema> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** 'sometimes': some requests of it, such as previews, need no key. */
  idempotent: boolean | 'sometimes';
  perform(ctx: Ctx, input: Input<Schema, Schema, Schema>, db: Database): Promise<unknown>;
}

/**
 * A change: one transaction, at most once per Idempotency-Key.
 * @throws Problem `idempotency_key_missing` or `idempotency_key_reused`
 */
export function command<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  declared: Command<P, Q, B, A>,
): AnyEndpoint {
  const { idempotent, run, ...declaration } = erased<Command<Schema, Schema, Schema, Schema>>(declared);
  return checked({
    ...declaration,
    idempotent: typeof idempotent === 'function' ? 'sometimes' : idempotent === true,
    perform(ctx, input, db) {
      const call = { ...input, principal: principalOf(ctx), caller: ctx.state.caller, ctx };
      const once = typeof idempotent === 'function' ? idempotent(input) : idempotent === true;
      if (!once) return inTransaction(db, (trx) => run(trx, call));
      const key = requireKey(ctx);
      return inTransaction(db, (trx) => runOnce(trx, key, () => run(trx, call)));
    },
  });
}

/** A read. It changes nothing and takes no Idempotency-Key. */
export function query<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  declared: Query<P, Q, B, A>,
): AnyEndpoint {
  const { run, read, method, ...declaration } = erased<Query<Schema, Schema, Schema, Schema>>(declared);
  return checked({
    ...declaration,
    method: method ?? 'get',
    idempotent: false,
    perform(ctx, input, db) {
      const call = { ...input, principal: principalOf(ctx), caller: ctx.state.caller, ctx };
      return run ? inTransaction(db, (trx) => run(trx, call)) : read(db, call);
    },
  });
}

/** For what is neither a command nor a query: streams, files, webhooks, sign-in, and batches of requests. */
export function endpoint<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  declared: RawEndpoint<P, Q, B, A>,
): AnyEndpoint {
  const { idempotent, handle, ...declaration } =
    erased<RawEndpoint<Schema, Schema, Schema, Schema>>(declared);
  return checked({
    ...declaration,
    idempotent: idempotent === true,
    async perform(ctx, input) {
      if (idempotent) requireKey(ctx);
      return handle(ctx, input);
    },
  });
}

/** The frame handles declarations of any contract. Each got only what its own contracts let through. */
const erased = <T>(declared: unknown) => declared as T;

/** @throws Error when the placeholders of the path and the fields of `params` differ, a limit has nobody to count, or a key would have to be a person: programming errors */
function checked(declared: AnyEndpoint): AnyEndpoint {
  const placeholders = [...declared.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  const fields = declared.params instanceof z.ZodObject ? Object.keys(declared.params.shape) : [];
  if (placeholders.sort().join() !== fields.sort().join())
    throw new Error(`${declared.method} ${declared.path}: params declares ${fields.join() || 'nothing'}`);
  if (declared.scopes && (declared.freshProof || declared.signedIn))
    throw new Error(`${declared.method} ${declared.path}: no program proves that it is a person`);
  if (!declared.reaches) return declared;
  if (!declared.roles && !declared.signedIn)
    throw new Error(
      `${declared.method} ${declared.path}: its limit counts by person, and anybody may call it`,
    );
  return {
    ...declared,
    problems: [...new Set([...(declared.problems ?? []), 'too_many_requests' as const])],
  };
}
