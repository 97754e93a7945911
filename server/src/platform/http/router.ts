/**
 * Routes with their contracts: each endpoint is declared once, and validation, the OpenAPI document and the Koa route
 * come from that declaration.
 */

import type { Role } from '@holdfast/shared/accounts';
import type { ProblemCode } from '@holdfast/shared/http';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { notFound } from '../problem.ts';
import { canBeKept, parse } from './validate.ts';

/** Who asks: set by the accounts room before any route. */
export interface Caller {
  /** A person's id, or a guest's fan id. Every fan has one from the first hold on. */
  fanId: string | null;
  personId: string | null;
  name: string | null;
  email: string | null;
  roles: readonly Role[];
  consignorId: string | null;
}

export interface RequestState {
  requestId: string;
  caller: Caller;
  /** Of the Idempotency-Key header, checked for form; null where there is none. */
  idempotencyKey: string | null;
  rawBody: string;
}

export type Ctx = Context & { state: RequestState; request: { body?: unknown } };

export interface Endpoint<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  tag: string;
  /** Who may; without it anybody. Rows are checked by the policy of the room. */
  roles?: readonly Role[];
  /** Unsafe requests that must carry an Idempotency-Key. */
  idempotent?: boolean;
  query?: Q;
  body?: B;
  answer?: A;
  status?: number;
  problems?: readonly ProblemCode[];
  handle(ctx: Ctx, input: { query: z.output<Q>; body: z.output<B> }): Promise<z.input<A> | undefined>;
}

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType>;

/** Declares an endpoint; the types of query, body and answer follow from their contracts. */
export function endpoint<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  declared: Endpoint<Q, B, A>,
): AnyEndpoint {
  return declared as unknown as AnyEndpoint;
}

/**
 * Mounts endpoints under `/api`.
 * @param guard checks the roles before anything is parsed
 */
export function mountEndpoints(
  endpoints: AnyEndpoint[],
  guard: (ctx: Ctx, endpoint: AnyEndpoint) => void,
): Middleware {
  const router = new Router({ prefix: '/api' });
  // A router tries its routes one by one; an address without parameters is looked up.
  const fixed = new Map<string, Middleware>();
  for (const declared of endpoints) {
    const answer: Middleware = async (plain) => {
      const ctx = plain as unknown as Ctx;
      guard(ctx, declared);
      if (!Object.values<string>(ctx.params ?? {}).every(canBeKept)) throw notFound('thing');
      const query = declared.query ? parse(declared.query, ctx.query) : undefined;
      const body = declared.body ? parse(declared.body, ctx.request.body ?? {}) : undefined;
      const given = await declared.handle(ctx, { query, body });
      if (given !== undefined) {
        ctx.status = declared.status ?? 200;
        ctx.body = given;
      } else if (ctx.respond !== false && ctx.body === undefined) {
        ctx.status = 204;
      }
    };
    if (declared.path.includes(':')) router[declared.method](declared.path, answer as never);
    else fixed.set(`${declared.method.toUpperCase()} /api${declared.path}`, answer);
  }
  const byParameters = router.routes() as unknown as Middleware;
  return (ctx, next) => {
    const method = ctx.method === 'HEAD' ? 'GET' : ctx.method;
    return (fixed.get(`${method} ${ctx.path}`) ?? byParameters)(ctx, next);
  };
}
