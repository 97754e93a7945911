import type { StoredAnswer } from './storedAnswer.ts';

interface Entry {
  answer: StoredAnswer;
  filledAt: number;
}

interface PageCacheOptions {
  /** Makes the answer of an address in normal form. */
  fill(address: string): Promise<StoredAnswer>;
  onError(error: unknown, address: string): void;
  now(): number;
}

/** Prices on a page may be this old, milliseconds. */
const freshMs = 2_000;
/** Up to here an older page is still given out while a new one is made, so that nobody waits for it. */
const staleMs = 5_000;
/** A bound on what strangers can make us keep. */
const mostPages = 500;
const mostBytes = 64 * 1024 * 1024;

/**
 * Pages for everybody, for seconds. Addresses are in normal form, so invented parameters find the same page. A page in
 * use is made anew every few seconds, so the one that was made longest ago leaves first. Requests for a page that is
 * being made wait for the same one.
 */
export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #pages = new Map<string, Entry>();
  readonly #making = new Map<string, Promise<StoredAnswer>>();
  #bytes = 0;

  constructor(options: PageCacheOptions) {
    this.#options = options;
  }

  /** The page if it is here and young enough; a page past its freshness is renewed behind the scenes. */
  peek(address: string): StoredAnswer | undefined {
    const entry = this.#pages.get(address);
    if (entry === undefined) return undefined;
    const age = this.#options.now() - entry.filledAt;
    if (age > staleMs) return undefined;
    if (age > freshMs) this.#make(address).catch(() => undefined); // It was reported; the next visitor waits for a new try.
    return entry.answer;
  }

  /** The page, made if it must be. @throws what `fill` throws, reported before */
  async get(address: string): Promise<StoredAnswer> {
    return this.peek(address) ?? this.#make(address);
  }

  #make(address: string): Promise<StoredAnswer> {
    let making = this.#making.get(address);
    if (!making) {
      making = this.#filled(address).finally(() => this.#making.delete(address));
      this.#making.set(address, making);
    }
    return making;
  }

  async #filled(address: string): Promise<StoredAnswer> {
    try {
      const answer = await this.#options.fill(address);
      this.#keep(address, answer);
      return answer;
    } catch (error) {
      this.#options.onError(error, address);
      throw error;
    }
  }

  #keep(address: string, answer: StoredAnswer): void {
    this.#drop(address);
    this.#pages.set(address, { answer, filledAt: this.#options.now() });
    this.#bytes += answer.bytes;
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= mostPages && this.#bytes <= mostBytes) break;
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
