import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Koa from 'koa';
import send from 'koa-send';

const adminFolder = join(import.meta.dirname, '../../admin/dist');

/** Serves the back office: one page with a client-side router. */
export function serveAdmin(): Koa.Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/admin') return ctx.redirect('/admin/');
    if (!ctx.path.startsWith('/admin/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const file = ctx.path.slice('/admin'.length);
    const isAsset = file.startsWith('/assets/');
    if (isAsset || existsSync(join(adminFolder, file)) === false || file === '/') {
      if (isAsset) {
        await send(ctx, file, { root: adminFolder, maxAge: 365 * 24 * 60 * 60 * 1000, immutable: true });
        return;
      }
      ctx.set('Cache-Control', 'no-cache');
      await send(ctx, '/index.html', { root: adminFolder });
      return;
    }
    await send(ctx, file, { root: adminFolder });
  };
}
