/** Bodies: JSON up to a limit, kept raw too, since hashes and signatures are of the bytes. */
import type { Middleware } from 'koa';
import { Problem } from '../problem.ts';
import type { Ctx } from './context.ts';

const limit = 256 * 1024;
/** Whose handler reads the body itself, as it comes: a broker's file, a picture, a schedule, venues, files of deliveries. */
const streamed =
  /^\/api\/(admin\/(imports|(events|performers|leagues)\/[^/]+\/(picture|logo)|seasons\/[^/]+\/schedule\/read|(venues|performers|leagues)\/file(\/preview)?)|(admin|selling)\/deliveries\/\w+\/files)$/;

/** Forms that browsers send by themselves, without JavaScript. */
const plainForms = /^\/api\/contact$/;

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

/** Reads the body of unsafe requests into `ctx.state.rawBody` and, where it is JSON, `ctx.request.body`. */
export function readBody(): Middleware {
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    ctx.state.rawBody = '';
    if (ctx.method === 'GET' || ctx.method === 'HEAD' || !ctx.path.startsWith('/api')) return next();
    if (streamed.test(ctx.path)) return next();
    const raw = await readRaw(ctx);
    ctx.state.rawBody = raw;
    if (raw !== '' && !ctx.path.startsWith('/api/webhooks/')) {
      if (
        plainForms.test(ctx.path) &&
        ctx.get('content-type').startsWith('application/x-www-form-urlencoded')
      ) {
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
