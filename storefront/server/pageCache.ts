import { LRUCache } from 'lru-cache';
import type { StoredResponse } from './storedResponse.ts';

/** A response, and whether it contains availability. */
export interface Filled {
  answer: StoredResponse;
  live: boolean;
}

interface PageCacheOptions {
  /** Makes the response of an address in normal form. */
  fill(address: string): Promise<Filled>;
  onError(error: unknown, address: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Milliseconds. A younger page is served without renewing it, so prices on a page are at most this old plus
 * one render.
 */
const freshMs = 2_000;
/** Milliseconds. Up to this age an older page is served while a new one is made, so that nobody waits. */
const staleMs = 5_000;
/**
 * Milliseconds. A page with availability is shared for this long, so that a rush on one game costs one render a second, and
 * then made anew while its visitor waits: seats that are gone are never shown from an older copy.
 */
const liveMs = 1_000;
/** Bounds the memory that requests from anybody can fill. */
const maxPages = 500;
const mostBytes = 64 * 1024 * 1024;

/**
 * Caches the pages, which are the same for everybody, for seconds. Addresses are in normal form, so made-up
 * parameters find the same page. A page in use is renewed every few seconds, and reading doesn't count as use,
 * so the page that was made longest ago is evicted first. Concurrent requests for a page share one render.
 */
export class PageCache {
  readonly #pages: LRUCache<string, Filled>;

  constructor({ fill, onError, now }: PageCacheOptions) {
    this.#pages = new LRUCache({
      max: maxPages,
      maxSize: mostBytes,
      sizeCalculation: ({ answer }) => Math.max(1, answer.bytes),
      ttl: freshMs,
      // Each look reads the clock: cached, it could be a page's age wrong.
      ttlResolution: 0,
      perf: { now },
      // A page that is evicted while it is made is still the answer to those who wait for it.
      ignoreFetchAbort: true,
      // A renewal that failed leaves the old page, for as long as it may be served.
      noDeleteOnFetchRejection: true,
      async fetchMethod(address) {
        try {
          return await fill(address);
        } catch (error) {
          onError(error, address);
          throw error;
        }
      },
    });
  }

  /** The cached page if it is young enough; a stale one is renewed in the background. */
  peek(address: string): StoredResponse | undefined {
    const page = this.#pages.peek(address, { allowStale: true });
    if (page === undefined) return undefined;
    const age = freshMs - this.#pages.getRemainingTTL(address);
    if (age > (page.live ? liveMs : staleMs)) return undefined;
    // `fill` reported a failure; the next visitor waits for another attempt.
    if (age > freshMs) this.#pages.fetch(address, { allowStale: true }).catch(() => undefined);
    return page.answer;
  }

  /** Every page is made anew. One that is being made is still the answer to those who wait for it, and isn't kept. */
  clear(): void {
    this.#pages.clear();
  }

  /** The page, made if necessary. @throws what `fill` throws, already reported */
  async get(address: string): Promise<StoredResponse> {
    return this.peek(address) ?? (await this.#pages.forceFetch(address, { forceRefresh: true })).answer;
  }
}
