/** Request id, Idempotency-Key, and protection against cross-site requests. */
import type { Middleware } from 'koa';
import { newId } from '../ids.ts';
import type { Logger } from '../logging.ts';
import { tracedFrom } from '../observability/index.ts';
import { Problem } from '../problem.ts';
import type { Ctx } from './context.ts';
import { readIdempotencyKey } from './idempotency.ts';

/** Gives the request its id (a caller's own, where it has the form of one) and logs its end. */
export function identifyRequest(log: Logger): Middleware {
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    const given = ctx.get('x-request-id');
    ctx.state.requestId = /^[\w-]{8,64}$/.test(given) ? given : newId('request');
    ctx.set('X-Request-Id', ctx.state.requestId);
    const startedAt = performance.now();
    try {
      await tracedFrom(ctx.headers, ctx.method, { 'http.request.method': ctx.method }, async (span) => {
        await next();
        if (!span.isRecording()) return;
        // By the declared address: ids would make as many names as rows.
        if (ctx.state.route !== undefined) span.updateName(`${ctx.method} /api${ctx.state.route}`);
        span.setAttributes({
          'http.response.status_code': ctx.status,
          'holdfast.request_id': ctx.state.requestId,
        });
      });
    } finally {
      if (ctx.status >= 500 || log.isLevelEnabled('debug')) logEnd(ctx, startedAt);
    }
  };

  function logEnd(ctx: Ctx, startedAt: number): void {
    const entry = {
      requestId: ctx.state.requestId,
      method: ctx.method,
      path: pathForLogs(ctx),
      status: ctx.status,
      ms: Math.round(performance.now() - startedAt),
    };
    if (ctx.status >= 500) log.warn(entry, 'request');
    else log.debug(entry, 'request');
  }
}

/** The path of a request; where it holds the secret of a link, the declared address: who reads a log may not open what is linked. */
export const pathForLogs = ({ path, state: { route } }: Ctx): string =>
  route !== undefined && /:(signature|code)\b/.test(route) ? `/api${route}` : path;

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an Origin header names our public address; on one machine its other names are the same place. */
function isOurOrigin(origin: string, ours: URL): boolean {
  const given = URL.parse(origin);
  if (given === null) return false;
  if (given.origin === ours.origin) return true;
  const [one, other] = [given.hostname, ours.hostname].map((name) => loopback.has(name));
  return one === true && other === true && given.protocol === ours.protocol && given.port === ours.port;
}

/**
 * Refuses unsafe requests that a browser sends from another site (OWASP: verifying origin with standard headers), and
 * reads the Idempotency-Key. Webhooks come from no browser and are signed. The Host header isn't asked: who points a
 * name of their own at our address would be "same-origin" by it.
 * @param publicUrl the address that fans and staff see
 */
export function guardUnsafe(publicUrl: string): Middleware {
  const ours = new URL(publicUrl);
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    ctx.state.idempotencyKey = null;
    if (ctx.method === 'GET' || ctx.method === 'HEAD') return next();
    const site = ctx.get('sec-fetch-site');
    const origin = ctx.get('origin');
    const foreign =
      (site !== '' && site !== 'same-origin' && site !== 'none') ||
      (origin !== '' && !isOurOrigin(origin, ours));
    if (foreign && !ctx.path.startsWith('/api/webhooks/'))
      throw new Problem(
        'forged_request',
        `The request came from another site than ${ours.origin}. Nothing was done.`,
      );
    ctx.state.idempotencyKey = readIdempotencyKey(ctx.get('idempotency-key'));
    return next();
  };
}
