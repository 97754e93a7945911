import type { SandboxClock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Store } from '../store/store.ts';
import { createWebhookSender, type SendWebhook } from './webhookSender.ts';

const second = 1000;
const minute = 60 * second;
/** Delays after failed attempts, ms; the last one repeats until the event is too old. */
const backoffMs = [100, second, 5 * second, 30 * second, 2 * minute, 10 * minute, 60 * minute];
/** Stripe retries for up to three days. Source: docs.stripe.com/webhooks#behaviors */
const keepTryingMs = 3 * 24 * 60 * minute;
const reorderWindowMs = 50;
const lookEveryMs = 20;

/** How to deliver. */
export interface WebhookOptions {
  store: Store;
  clock: SandboxClock;
  faults: Faults;
  secret: string;
  /** Of the events of connected accounts. */
  connectSecret: string;
  /** Where webhooks are sent; while it is null they wait. */
  url: string | null;
  concurrency: number;
}

interface Pending {
  eventId: string;
  createdMs: number;
  attempts: number;
  dueMs: number;
  isSending: boolean;
  /** Called after the next attempt. */
  waiting: (() => void)[];
}

/** Delivers the webhooks of all events: at least once, with retries after a failure and after a restart. */
export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #all = new Map<string, Pending>();
  readonly #closing = new AbortController();
  readonly #post: SendWebhook;
  /** Runs while something is put off. */
  #timer: NodeJS.Timeout | undefined;
  #ready: Pending[] = [];
  #later: Pending[] = [];
  #sending = 0;

  private constructor(options: WebhookOptions) {
    this.#options = options;
    this.#post = createWebhookSender(options.concurrency, this.#closing.signal);
  }

  /** Starts delivering, beginning with what an earlier process left undelivered. */
  static async start(options: WebhookOptions): Promise<Webhooks> {
    const left = await options.store.query<{ id: string; created: string }>(
      `SELECT id, created FROM $schema.records
        WHERE kind = 'event' AND NOT EXISTS (SELECT FROM $schema.settled_webhooks WHERE event_id = id)
        ORDER BY seq`,
    );
    const webhooks = new Webhooks(options);
    for (const { id, created } of left) webhooks.#add(id, Number(created) * second);
    webhooks.#pump();
    options.store.onCommitted((records) => {
      for (const { kind, id, created } of records) if (kind === 'event') webhooks.#add(id, created * second);
      webhooks.#pump();
    });
    return webhooks;
  }

  setUrl(url: string | null): void {
    this.#options.url = url;
    this.#pump();
  }

  /** Attempts everything pending once, now; resolves after those attempts. */
  async deliverNow(): Promise<{ attempted: number; pending: number }> {
    await this.#options.store.committed();
    if (this.#options.url === null) return { attempted: 0, pending: this.#all.size };
    const attempts = Array.from(
      this.#all.values(),
      (pending) => new Promise<void>((resolve) => pending.waiting.push(resolve)),
    );
    this.#makeReady(Number.POSITIVE_INFINITY);
    await Promise.all(attempts);
    return { attempted: attempts.length, pending: this.#all.size };
  }

  /** Sends what is due by now. */
  wake(): void {
    this.#makeReady(this.#options.clock.nowMs());
  }

  /** Forgets everything that isn't being sent right now. */
  clear(): void {
    for (const { isSending, waiting } of this.#all.values())
      if (!isSending) for (const notify of waiting.splice(0)) notify();
    this.#all.clear();
    this.#ready = [];
    this.#later = [];
  }

  close(): void {
    clearInterval(this.#timer);
    this.#closing.abort();
    for (const { waiting } of this.#all.values()) for (const notify of waiting.splice(0)) notify();
  }

  #add(eventId: string, createdMs: number): void {
    const { faults, store, clock } = this.#options;
    if (faults.losesWebhook()) {
      store.settleWebhook(eventId);
      return;
    }
    const { delayWebhooksMs = 0, reorderWebhooks = false } = faults.plan;
    const waitMs = delayWebhooksMs + (reorderWebhooks ? faults.random() * reorderWindowMs : 0);
    const dueMs = clock.nowMs() + waitMs;
    const pending = { eventId, createdMs, attempts: 0, dueMs, isSending: false, waiting: [] };
    this.#all.set(eventId, pending);
    if (waitMs > 0) this.#putOff(pending);
    else this.#ready.push(pending);
  }

  #putOff(pending: Pending): void {
    this.#later.push(pending);
    if (!this.#closing.signal.aborted) this.#timer ??= setInterval(() => this.wake(), lookEveryMs);
  }

  /** Reordered webhooks keep the order that the fault gave them. */
  #makeReady(untilMs: number): void {
    const due = this.#later.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
    this.#later = this.#later.filter(({ dueMs }) => dueMs > untilMs);
    this.#ready.push(...due);
    if (this.#later.length === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#pump();
  }

  #pump(): void {
    const { url, concurrency } = this.#options;
    if (url === null || this.#closing.signal.aborted) return;
    for (const pending of this.#ready.splice(0, concurrency - this.#sending)) {
      pending.isSending = true;
      this.#sending += 1;
      void this.#attempt(pending, url).finally(() => {
        pending.isSending = false;
        this.#sending -= 1;
        for (const notify of pending.waiting.splice(0)) notify();
        this.#pump();
      });
    }
  }

  async #attempt(pending: Pending, url: string): Promise<void> {
    const { store, clock } = this.#options;
    const isTaken = await this.#send(pending.eventId, url);
    if (this.#closing.signal.aborted || !this.#all.has(pending.eventId)) return;
    if (isTaken || clock.nowMs() - pending.createdMs > keepTryingMs) {
      this.#all.delete(pending.eventId);
      store.settleWebhook(pending.eventId);
      return;
    }
    pending.dueMs = clock.nowMs() + backoffMs[Math.min(pending.attempts, backoffMs.length - 1)]!;
    pending.attempts += 1;
    this.#putOff(pending);
  }

  async #send(eventId: string, url: string): Promise<boolean> {
    const { store, faults, secret, connectSecret } = this.#options;
    try {
      const event = await store.find('event', eventId);
      // A reset deleted the event: there is nothing to send.
      if (event === undefined) return true;
      const signedWith = event.account === undefined ? secret : connectSecret;
      const isTaken = await this.#post(url, event.text, signedWith);
      const copies = faults.plan.duplicateWebhooks ?? 0;
      for (let copy = 0; copy < copies; copy += 1) await this.#post(url, event.text, signedWith);
      return isTaken;
    } catch {
      // The database is unreachable: the attempt failed and is repeated like any other.
      return false;
    }
  }
}
