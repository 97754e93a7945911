/** Bodies: JSON up to a limit, kept raw too, since hashes and signatures are of the bytes. */
import type { Middleware } from 'koa';
import { Problem } from '../problem.ts';
import type { Ctx } from './context.ts';
import type { AnyEndpoint } from './endpoint.ts';

const limit = 256 * 1024;
/** How the body of a request comes, by its address; undefined: as JSON. */
type ComesAs = (method: string, path: string) => AnyEndpoint['bodyComesAs'];

/** The few endpoints whose body comes otherwise than as JSON, found by the address of a request. */
function comesAs(endpoints: readonly AnyEndpoint[]): ComesAs {
  const others = endpoints.flatMap(({ method, path, bodyComesAs }) =>
    bodyComesAs === undefined
      ? []
      : [
          {
            method: method.toUpperCase(),
            address: new RegExp(`^/api${path.replace(/:\w+/g, '[^/]+')}$`),
            bodyComesAs,
          },
        ],
  );
  return (method, path) =>
    others.find((each) => each.method === method && each.address.test(path))?.bodyComesAs;
}

/** By events and not by `for await`: on the hot path the iterator alone was a tenth of a request. */
function readRaw(ctx: Ctx): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLarge = () =>
      reject(
        new Problem(
          'body_too_large',
          `At most ${Math.floor(limit / 1024)} kB are accepted here. Nothing was changed.`,
        ),
      );
    if (Number(ctx.get('content-length')) > limit) return tooLarge();
    const chunks: Buffer[] = [];
    let size = 0;
    ctx.req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What comes beyond is let pass unread: an answer can only be sent to who is done sending.
      if (size > limit) tooLarge();
      else chunks.push(chunk);
    });
    ctx.req.on('end', () =>
      resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString('utf8')),
    );
    ctx.req.on('error', reject);
  });
}

/**
 * Reads the body of unsafe requests into `ctx.state.rawBody` and, where it is JSON, `ctx.request.body`.
 * @param endpoints say whose body comes otherwise
 */
export function readBody(endpoints: readonly AnyEndpoint[]): Middleware {
  const comes = comesAs(endpoints);
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    ctx.state.rawBody = '';
    if (ctx.method === 'GET' || ctx.method === 'HEAD' || !ctx.path.startsWith('/api')) return next();
    const as = comes(ctx.method, ctx.path);
    if (as === 'stream') return next();
    const raw = await readRaw(ctx);
    ctx.state.rawBody = raw;
    if (raw !== '' && !ctx.path.startsWith('/api/webhooks/')) {
      if (as === 'form' && ctx.get('content-type').startsWith('application/x-www-form-urlencoded')) {
        ctx.request.body = Object.fromEntries(
          [...new URLSearchParams(raw)].filter(([, value]) => value !== ''),
        );
        return next();
      }
      if (!/^application\/([a-z.+-]+\+)?json\b/.test(ctx.get('content-type')))
        throw new Problem(
          'unsupported_media_type',
          'Send JSON, with the header Content-Type: application/json.',
        );
      try {
        ctx.request.body = JSON.parse(raw);
      } catch (error) {
        throw new Problem(
          'malformed_json',
          `The body is not JSON: ${(error as Error).message}. Nothing was changed.`,
        );
      }
    }
    return next();
  };
}
