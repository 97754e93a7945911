import { Readable } from 'node:stream';
import type Koa from 'koa';
import compress from 'koa-compress';

const compressible = /json|text|javascript|svg|xml/;

/**
 * Compresses what is text. `koa-compress` pipes a stream without its errors: a file that fails on the way would leave
 * its reader waiting for ever, so the answer is broken off instead.
 */
export function compressed(): Koa.Middleware {
  const middleware = compress({
    threshold: 1024,
    br: false,
    filter: (type) => !/event-stream/.test(type) && compressible.test(type),
  });
  return async (ctx, next) => {
    let source: unknown;
    await middleware(ctx, async () => {
      await next();
      source = ctx.body;
    });
    const sent = ctx.body;
    if (!(source instanceof Readable) || !(sent instanceof Readable) || sent === source) return;
    if (source.errored) sent.destroy(source.errored);
    else source.once('error', (error) => sent.destroy(error));
  };
}
