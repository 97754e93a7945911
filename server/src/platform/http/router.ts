/** Mounts declared endpoints: roles, validation, then the declaration's own work. */
import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { Database } from '../db/index.ts';
import type { Ctx } from './context.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { parse, parseBody, parseNoBody, parseParams } from './validate.ts';

/**
 * Mounts endpoints under `/api`.
 * @param db    where commands and queries open their transactions
 * @param guard checks the roles before anything is parsed
 * @param count counts what has a limit, after that
 */
export function mountEndpoints(
  endpoints: AnyEndpoint[],
  {
    db,
    guard,
    count,
  }: {
    db: Database;
    guard: (ctx: Ctx, endpoint: AnyEndpoint) => void;
    count?: (ctx: Ctx, endpoint: AnyEndpoint) => Promise<void>;
  },
): Middleware {
  const router = new Router({ prefix: '/api' });
  // A router tries its routes one by one; an address without parameters is looked up.
  const fixed = new Map<string, Middleware>();
  for (const declared of endpoints) {
    const answer: Middleware = async (plain) => {
      const ctx = plain as unknown as Ctx;
      ctx.state.route = declared.path;
      guard(ctx, declared);
      const params = declared.params ? parseParams(declared.params, ctx.params) : undefined;
      const query = declared.query ? parse(declared.query, ctx.query) : undefined;
      const body = declared.body
        ? parseBody(declared.body, ctx.request.body ?? {})
        : parseNoBody(ctx.request.body ?? {});
      if (declared.reaches) await count?.(ctx, declared);
      const given = await declared.perform(ctx, { params, query, body }, db);
      if (declared.answer && given !== undefined) {
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
