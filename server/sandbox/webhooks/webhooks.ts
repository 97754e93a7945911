import type { SandboxClock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Store } from '../store/store.ts';
import { createWebhookSender } from './webhookSender.ts';

const second = 1000;
const minute = 60 * second;
/** Delays after failed attempts, ms; the last one repeats until the event is too old. */
const backoffMs = [100, second, 5 * second, 30 * second, 2 * minute, 10 * minute, 60 * minute];
/** Stripe retries for up to three days. Source: docs.stripe.com/webhooks#behaviors */
const keepTryingMs = 3 * 24 * 60 * minute;
const reorderWindowMs = 50;

/** How to deliver. */
export interface WebhookOptions {
  store: Store;
  clock: SandboxClock;
  faults: Faults;
  secret: string;
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
  readonly #sender: ReturnType<typeof createWebhookSender>;
  readonly #all = new Map<string, Pending>();
  #ready: Pending[] = [];
  #later: Pending[] = [];
  #sending = 0;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #timerDueMs = Number.POSITIVE_INFINITY;

  private constructor(options: WebhookOptions) {
    this.#options = options;
    this.#sender = createWebhookSender(options.secret, options.concurrency);
  }

  /** Starts delivering, beginning with what an earlier process left undelivered. */
  static async start(options: WebhookOptions): Promise<Webhooks> {
    const webhooks = new Webhooks(options);
    const left = await options.store.query<{ id: string; created: string }>(
      `SELECT id, created FROM $schema.records
        WHERE kind = 'event' AND NOT EXISTS (SELECT FROM $schema.settled_webhooks WHERE event_id = id)
        ORDER BY seq`,
    );
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
    // Reordered webhooks keep the order that the fault gave them.
    this.#ready.push(...this.#later.splice(0).sort((a, b) => a.dueMs - b.dueMs));
    this.#pump();
    await Promise.all(attempts);
    return { attempted: attempts.length, pending: this.#all.size };
  }

  /** Checks what is due, also after the clock was advanced. */
  wake(): void {
    clearTimeout(this.#timer);
    this.#timerDueMs = Number.POSITIVE_INFINITY;
    const now = this.#options.clock.nowMs();
    const { due = [], later = [] } = Object.groupBy(this.#later, ({ dueMs }) =>
      dueMs <= now ? 'due' : 'later',
    );
    this.#ready.push(...due.sort((a, b) => a.dueMs - b.dueMs));
    this.#later = [];
    for (const pending of later) this.#putOff(pending);
    this.#pump();
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
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const { waiting } of this.#all.values()) for (const notify of waiting.splice(0)) notify();
    this.#sender.close();
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
    if (this.#isClosed || pending.dueMs >= this.#timerDueMs) return;
    clearTimeout(this.#timer);
    this.#timerDueMs = pending.dueMs;
    const waitMs = Math.min(Math.max(pending.dueMs - this.#options.clock.nowMs(), 1), minute);
    this.#timer = setTimeout(() => this.wake(), waitMs);
  }

  #pump(): void {
    const { url, concurrency } = this.#options;
    if (url === null || this.#isClosed) return;
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
    if (this.#isClosed || !this.#all.has(pending.eventId)) return;
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
    const { store, faults } = this.#options;
    try {
      const event = await store.find('event', eventId);
      // A reset deleted the event: there is nothing to send.
      if (event === undefined) return true;
      const isTaken = await this.#sender.send(url, event.text);
      const copies = faults.plan.duplicateWebhooks ?? 0;
      for (let copy = 0; copy < copies; copy += 1) await this.#sender.send(url, event.text);
      return isTaken;
    } catch {
      // The database is unreachable: the attempt failed and is repeated like any other.
      return false;
    }
  }
}
