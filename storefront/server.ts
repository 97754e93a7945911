import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Middleware } from 'koa';
import { readAssets } from './server/assets.ts';
import { type FoundPage, loadEntry } from './server/entry.ts';
import { PageCache } from './server/pageCache.ts';
import { robotsText, siteMap } from './server/siteFiles.ts';
import { pageOfSocialPath, socialPicture } from './server/social/index.ts';
import { type Headers, StoredResponse } from './server/storedResponse.ts';
import type { Loaders } from './src/api/loaders.ts';
import { firstShown } from './src/event/loadGame.ts';

import type { MarketplaceFacts } from './src/shell/marketplace.ts';

export type { Loaders } from './src/api/loaders.ts';

/** The log of the storefront; a pino logger fits. */
export interface StorefrontLog {
  error(fields: object, message: string): void;
}

/** What the storefront needs from its host process. */
export interface StorefrontOptions {
  loaders: Omit<Loaders, 'listingsInPage'>;
  /** Paths of pages of teams, venues and seasons, for the site map. */
  listPages: () => Promise<string[]>;
  log: StorefrontLog;
  /** What every page says of the marketplace, as it is now. */
  marketplace: () => MarketplaceFacts;
  /** The public address without a trailing slash, for canonical links and the site map. */
  publicUrl: string;
  /** Security headers of every response. They are set here because `tryServe` runs before any middleware. */
  headers?: Headers;
  /** Whether an error of a loader means that the database is away for a while: then the answer is 503 with Retry-After. */
  isUnavailable?: (error: unknown) => boolean;
  /** The folder of the two builds. */
  distDir?: string;
  /** Milliseconds since the epoch; tests inject a clock. */
  now?: () => number;
}

/** The storefront's two entry points for requests. */
export interface Storefront {
  /** Koa middleware: answers GET and HEAD outside /api and /admin; passes on everything else. */
  middleware: Middleware;
  /**
   * Answers what is ready at once (a cached page, a file, a 304) on Node's own request, before Koa.
   * @returns whether it answered; when false, the request is untouched
   */
  tryServe(req: IncomingMessage, res: ServerResponse): boolean;
  /** Whether a path with its query shows a page. @throws what a loader throws */
  exists(address: string): Promise<boolean>;
  /** Makes every page anew: what they are made of changed. */
  forget(): void;
}

const htmlType = 'text/html; charset=utf-8';
/** For files whose name changes with their content. */
const immutable = 'public, max-age=31536000, immutable';
const aDay = 'public, max-age=86400';
/** A game that moves has another picture. */
const anHour = 'public, max-age=3600';
/** Browsers store the response and revalidate it each time; an unchanged one is a cheap 304. */
const revalidate = 'no-cache';

/**
 * Creates the storefront: pages rendered on the server, their files and the site map.
 * @throws Error when the builds are missing
 */
export async function createStorefront(options: StorefrontOptions): Promise<Storefront> {
  const { listPages, log, marketplace, publicUrl, headers = {}, now = Date.now } = options;
  const loaders: Loaders = { ...options.loaders, listingsInPage: firstShown };
  const distDir = options.distDir ?? join(import.meta.dirname, 'dist');
  const entry = await loadEntry(distDir);
  const files = readAssets(join(distDir, 'client'));
  const assets = { ...files.links, publicUrl };
  const stored = new Map<string, StoredResponse>();
  for (const file of files.files) {
    const cacheControl = file.path.startsWith('/assets/') ? immutable : aDay;
    stored.set(file.path, new StoredResponse(200, file.type, file.bytes, cacheControl, headers));
  }
  stored.set('/robots.txt', new StoredResponse(200, 'text/plain', robotsText(publicUrl), aDay, headers));

  /** Kept as long as what every page says: a database that is away is asked for nothing. */
  function failuresNow() {
    const page = entry.renderFailure({ assets, marketplace: marketplace(), now: now() });
    return {
      away: new StoredResponse(503, htmlType, page, 'no-store', { ...headers, 'Retry-After': '5' }),
      failure: new StoredResponse(500, htmlType, page, 'no-store', headers),
    };
  }
  let failures = failuresNow();
  const nowhere = async () => {
    const { html } = await entry.render(null, { loaders, assets, marketplace: marketplace(), now: now() });
    return new StoredResponse(404, htmlType, html, revalidate, headers);
  };

  const pictureOf = async (match: FoundPage) => {
    const facts = await entry.socialFacts(match, { loaders, marketplace: marketplace(), now: now() });
    if (!facts) return nowhere();
    return new StoredResponse(
      200,
      'image/png',
      await socialPicture(facts, marketplace().name),
      anHour,
      headers,
    );
  };

  const rendered = async (match: FoundPage, cacheControl: string, own: Headers) => {
    const page = await entry.render(match, { loaders, assets, marketplace: marketplace(), now: now() });
    return new StoredResponse(page.status, htmlType, page.html, cacheControl, own);
  };
  /** Whoever has the address sees it, and nothing stores it. */
  const secret = { ...headers, 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' };

  const cache = new PageCache({
    now,
    async fill(address) {
      if (address === '/sitemap.xml') {
        const imprint = marketplace().hasImprint ? ['/imprint'] : [];
        const paths = [...entry.standingPaths, ...imprint, ...(await listPages())];
        const xml = await siteMap({ loaders, publicUrl, paths });
        const answer = new StoredResponse(200, 'application/xml', xml, revalidate, headers);
        return { answer, live: false };
      }
      const pictured = pageOfSocialPath(address);
      const match = entry.find(new URL(pictured ?? address, publicUrl));
      if (!match) return { answer: await nowhere(), live: false };
      if (pictured !== null) return { answer: await pictureOf(match), live: false };
      return { answer: await rendered(match, revalidate, headers), live: match.route.live === true };
    },
    onError: (error, address) =>
      log.error({ err: error, address }, 'storefront: a page could not be rendered'),
  });

  const ready = (url: string): StoredResponse | undefined => stored.get(url) ?? cache.peek(url);

  return {
    tryServe(req, res) {
      if (req.method !== 'GET' && req.method !== 'HEAD') return false;
      const answer = ready(req.url ?? '');
      if (!answer) return false;
      answer.send(req, res);
      return true;
    },

    async exists(address) {
      const match = findAt(address);
      return match !== null && (await entry.exists(match, { loaders, now: now() }));
    },
    forget() {
      failures = failuresNow();
      cache.clear();
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

  async function pageOf(url: string, path: string): Promise<StoredResponse> {
    if (path.startsWith('/assets/'))
      return new StoredResponse(404, 'text/plain', 'There is no such file.', revalidate, headers);
    const isFile = path === '/sitemap.xml' || pageOfSocialPath(path) !== null;
    const found = isFile ? null : findAt(url);
    const address = isFile ? path : found?.address;
    // All unknown addresses share one 404 page, so that they can't evict other pages from the cache.
    try {
      if (found?.route.secret) return await rendered(found, 'no-store', secret);
      return await cache.get(address ?? '/404');
    } catch (error) {
      return options.isUnavailable?.(error) ? failures.away : failures.failure;
    }
  }

  function findAt(url: string): FoundPage | null {
    const parsed = URL.parse(url, publicUrl);
    return parsed === null ? null : entry.find(parsed);
  }
}
