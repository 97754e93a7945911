import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Middleware } from 'koa';
import { readAssets } from './server/assets.ts';
import { loadEntry } from './server/entry.ts';
import { PageCache } from './server/pageCache.ts';
import { robotsText, siteMap } from './server/siteFiles.ts';
import { type Headers, StoredAnswer } from './server/storedAnswer.ts';
import type { Loaders } from './src/api/loaders.ts';

export type { Loaders } from './src/api/loaders.ts';

/** What the storefront says to the log; pino fits. */
export interface StorefrontLog {
  error(fields: object, message: string): void;
}

export interface StorefrontOptions {
  loaders: Loaders;
  log: StorefrontLog;
  /** Address that fans see, without a slash at its end: for canonical links and the site map. */
  publicUrl: string;
  /** Headers of every answer, since the fast path runs before any middleware: security headers. */
  headers?: Headers;
  /** Where the two builds are. */
  distDir?: string;
  /** Milliseconds; only tests have another clock. */
  now?: () => number;
}

export interface Storefront {
  /** Koa: answers GET and HEAD outside of /api and /admin; everything else goes on to the next one. */
  middleware: Middleware;
  /**
   * Answers what is ready at once (a cached page, a file, a 304) on node's own request, before Koa.
   * @returns whether it answered; if not, the request is untouched
   */
  tryServe(req: IncomingMessage, res: ServerResponse): boolean;
}

const htmlType = 'text/html; charset=utf-8';
/** Files whose name changes with their content. */
const forever = 'public, max-age=31536000, immutable';
const aDay = 'public, max-age=86400';
/** Kept by browsers, but asked about each time: the answer to that is a quick 304. */
const asked = 'no-cache';

/**
 * The storefront: pages rendered on the server, their files, the site map.
 * @throws Error when the builds are missing
 */
export async function createStorefront(options: StorefrontOptions): Promise<Storefront> {
  const { loaders, log, publicUrl, headers = {}, now = Date.now } = options;
  const distDir = options.distDir ?? join(import.meta.dirname, 'dist');
  const entry = await loadEntry(distDir);
  const files = readAssets(join(distDir, 'client'));
  const assets = { ...files.links, publicUrl };
  const stored = new Map<string, StoredAnswer>();
  for (const file of files.files) {
    const cacheControl = file.path.startsWith('/assets/') ? forever : aDay;
    stored.set(file.path, new StoredAnswer(200, file.type, file.bytes, cacheControl, headers));
  }
  stored.set('/robots.txt', new StoredAnswer(200, 'text/plain', robotsText(publicUrl), aDay, headers));

  const failure = new StoredAnswer(500, htmlType, entry.renderFailure(assets, now()), 'no-store', headers);
  const nowhere = async () => {
    const { html } = await entry.render(null, { loaders, assets, now: now() });
    return new StoredAnswer(404, htmlType, html, asked, headers);
  };

  const cache = new PageCache({
    now,
    async fill(address) {
      if (address === '/sitemap.xml') {
        const xml = await siteMap({ loaders, publicUrl, standingPaths: entry.standingPaths });
        return new StoredAnswer(200, 'application/xml', xml, asked, headers);
      }
      const match = entry.find(new URL(address, publicUrl));
      if (!match) return nowhere();
      const page = await entry.render(match, { loaders, assets, now: now() });
      return new StoredAnswer(page.status, htmlType, page.html, asked, headers);
    },
    onError: (error, address) =>
      log.error({ err: error, address }, 'storefront: a page could not be rendered'),
  });

  const ready = (url: string): StoredAnswer | undefined => stored.get(url) ?? cache.peek(url);

  return {
    tryServe(req, res) {
      if (req.method !== 'GET' && req.method !== 'HEAD') return false;
      const answer = ready(req.url ?? '');
      if (!answer) return false;
      answer.send(req, res);
      return true;
    },

    async middleware(ctx, next) {
      const isOurs = !/^\/(api|admin)(\/|$)/.test(ctx.path);
      if (!isOurs || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
      const file = stored.get(ctx.path);
      const answer = file ?? (await pageOf(ctx.url, ctx.path));
      ctx.respond = false;
      answer.send(ctx.req, ctx.res);
    },
  };

  async function pageOf(url: string, path: string): Promise<StoredAnswer> {
    if (path.startsWith('/assets/'))
      return new StoredAnswer(404, 'text/plain', 'There is no such file.', asked, headers);
    const address = path === '/sitemap.xml' ? path : addressOf(url);
    // All the addresses that name nothing share one page, so that they can't push the others out of the cache.
    try {
      return await cache.get(address ?? '/404');
    } catch {
      return failure;
    }
  }

  function addressOf(url: string): string | null {
    const parsed = URL.parse(url, publicUrl);
    return parsed === null ? null : (entry.find(parsed)?.address ?? null);
  }
}
