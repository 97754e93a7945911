/** What machines ask: whether the process lives, whether all is ready, and its metrics. The latter two need the token. */
import type { Middleware } from 'koa';
import { isSameSecret } from '../platform/signedId.ts';
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
    if (!isSameSecret(ctx.get('authorization'), `Bearer ${token}`)) {
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
