/** What machines ask: whether the process lives, whether all is ready, and its metrics. The latter two need the token. */
import { timingSafeEqual } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

interface Answers {
  readiness: () => Promise<Readiness>;
  metrics: Metrics;
  token: string;
}

export function healthRoutes({ readiness, metrics, token }: Answers): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/health') {
      ctx.body = { status: 'ok' };
      return;
    }
    if (ctx.path !== '/health/ready' && ctx.path !== '/metrics') return next();
    if (!tokenMatches(ctx.get('authorization'), token)) {
      ctx.status = 401;
      ctx.body = { error: 'Send the header Authorization: Bearer with the health token.' };
      return;
    }
    if (ctx.path === '/metrics') {
      const { type, text } = await metrics.read();
      ctx.type = type;
      ctx.body = text;
      return;
    }
    const state = await readiness();
    ctx.status = state.ready ? 200 : 503;
    ctx.body = state;
  };
}

/** @param given the header `Authorization: Bearer …` */
function tokenMatches(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(`Bearer ${token}`);
  return a.length === b.length && timingSafeEqual(a, b);
}
