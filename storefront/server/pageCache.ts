import type { StoredResponse } from './storedResponse.ts';

interface Entry {
  answer: StoredResponse;
  live: boolean;
  filledAt: number;
}

/** A response, and whether it contains availability. */
export interface Filled {
  answer: StoredResponse;
  live: boolean;
}

interface PageCacheOptions {
  /** Makes the response of an address in normal form. */
  fill(address: string): Promise<Filled>;
  onError(error: unknown, address: string): void;
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
 * parameters find the same page. A page in use is renewed every few seconds, so the page that was made
 * longest ago is evicted first. Concurrent requests for a page share one render.
 */
export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #pages = new Map<string, Entry>();
  readonly #making = new Map<string, Promise<StoredResponse>>();
  #bytes = 0;

  constructor(options: PageCacheOptions) {
    this.#options = options;
  }

  /** The cached page if it is young enough; a stale one is renewed in the background. */
  peek(address: string): StoredResponse | undefined {
    const entry = this.#pages.get(address);
    if (entry === undefined) return undefined;
    const age = this.#options.now() - entry.filledAt;
    if (age > (entry.live ? liveMs : staleMs)) return undefined;
    if (age > freshMs) this.#make(address).catch(() => undefined); // `fill` reported the failure; the next visitor waits for another attempt.
    return entry.answer;
  }

  /** The page, made if necessary. @throws what `fill` throws, already reported */
  async get(address: string): Promise<StoredResponse> {
    return this.peek(address) ?? this.#make(address);
  }

  #make(address: string): Promise<StoredResponse> {
    let making = this.#making.get(address);
    if (!making) {
      making = this.#filled(address).finally(() => this.#making.delete(address));
      this.#making.set(address, making);
    }
    return making;
  }

  async #filled(address: string): Promise<StoredResponse> {
    try {
      const { answer, live } = await this.#options.fill(address);
      this.#keep(address, answer, live);
      return answer;
    } catch (error) {
      this.#options.onError(error, address);
      throw error;
    }
  }

  #keep(address: string, answer: StoredResponse, live: boolean): void {
    this.#drop(address);
    this.#pages.set(address, { answer, live, filledAt: this.#options.now() });
    this.#bytes += answer.bytes;
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= maxPages && this.#bytes <= mostBytes) break;
      this.#drop(oldest);
    }
  }

  #drop(address: string): void {
    const entry = this.#pages.get(address);
    if (!entry) return;
    this.#pages.delete(address);
    this.#bytes -= entry.answer.bytes;
  }
}
