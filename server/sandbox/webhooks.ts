import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { SandboxRecord } from './records.ts';
import type { Store } from './store.ts';
import { createWebhookSender } from './webhookSender.ts';

const second = 1000;
const minute = 60 * second;
/** Delays after failed attempts, ms; the last one repeats until the event is too old. */
const backoffMs = [100, second, 5 * second, 30 * second, 2 * minute, 10 * minute, 60 * minute];
/** Stripe retries for up to three days. Source: docs.stripe.com/webhooks#behaviors */
const keepTryingMs = 3 * 24 * 60 * minute;
const reorderWindowMs = 50;

interface Pending {
  eventId: string;
  createdMs: number;
  attempts: number;
  dueMs: number;
  sending: boolean;
  /** Called after the next attempt. */
  waiting: (() => void)[];
}

/** Delivers the webhooks of all events: at least once, with retries after a failure and after a restart. */
export interface Webhooks {
  /** Where webhooks are sent; while it is null they wait. */
  setUrl(url: string | null): void;
  pending(): number;
  /** Attempts everything pending once, now; resolves after those attempts. */
  deliverNow(): Promise<{ attempted: number; pending: number }>;
  /** Checks again what is due, after the clock was advanced. */
  wake(): void;
  clear(): void;
  close(): void;
}

/** How to deliver. */
export interface WebhookOptions {
  store: Store;
  clock: SandboxClock;
  faults: Faults;
  secret: string;
  url: string | null;
  concurrency: number;
}

/** Starts delivering, beginning with what an earlier process left undelivered. */
export async function startWebhooks(options: WebhookOptions): Promise<Webhooks> {
  const { store, clock, faults } = options;
  const sender = createWebhookSender(options.secret, options.concurrency);
  const all = new Map<string, Pending>();
  let ready: Pending[] = [];
  let later: Pending[] = [];
  let url = options.url;
  let sending = 0;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  let timerDueMs = Number.POSITIVE_INFINITY;

  function add(eventId: string, createdMs: number): void {
    if (faults.losesWebhook()) {
      store.settleWebhook(eventId);
      return;
    }
    const { delayWebhooksMs = 0, reorderWebhooks = false } = faults.plan();
    const waitMs = delayWebhooksMs + (reorderWebhooks ? faults.random() * reorderWindowMs : 0);
    const dueMs = clock.nowMs() + waitMs;
    const pending: Pending = { eventId, createdMs, attempts: 0, dueMs, sending: false, waiting: [] };
    all.set(eventId, pending);
    if (waitMs > 0) putOff(pending);
    else ready.push(pending);
  }

  function putOff(pending: Pending): void {
    later.push(pending);
    armTimer(pending.dueMs);
  }

  function armTimer(dueMs: number): void {
    if (closed || dueMs >= timerDueMs) return;
    if (timer !== null) clearTimeout(timer);
    timerDueMs = dueMs;
    timer = setTimeout(wake, Math.min(Math.max(dueMs - clock.nowMs(), 1), minute));
  }

  function wake(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    timerDueMs = Number.POSITIVE_INFINITY;
    const now = clock.nowMs();
    const due = later.filter((pending) => pending.dueMs <= now);
    later = later.filter((pending) => pending.dueMs > now);
    due.sort((a, b) => a.dueMs - b.dueMs);
    for (const pending of due) ready.push(pending);
    let earliest = Number.POSITIVE_INFINITY;
    for (const { dueMs } of later) earliest = Math.min(earliest, dueMs);
    armTimer(earliest);
    pump();
  }

  function pump(): void {
    if (url === null || closed) return;
    const room = options.concurrency - sending;
    if (room <= 0 || ready.length === 0) return;
    for (const pending of ready.splice(0, room)) {
      pending.sending = true;
      sending += 1;
      void attempt(pending, url).finally(() => {
        pending.sending = false;
        sending -= 1;
        for (const tell of pending.waiting.splice(0)) tell();
        pump();
      });
    }
  }

  async function attempt(pending: Pending, to: string): Promise<void> {
    const taken = await sendEvent(pending.eventId, to);
    if (closed || !all.has(pending.eventId)) return;
    if (taken || clock.nowMs() - pending.createdMs > keepTryingMs) {
      all.delete(pending.eventId);
      store.settleWebhook(pending.eventId);
      return;
    }
    pending.dueMs = clock.nowMs() + backoffMs[Math.min(pending.attempts, backoffMs.length - 1)]!;
    pending.attempts += 1;
    putOff(pending);
  }

  async function sendEvent(eventId: string, to: string): Promise<boolean> {
    try {
      const event = await store.find('event', eventId);
      // A reset deleted the event: there is nothing to send.
      if (event === undefined) return true;
      const taken = await sender.send(to, event.text);
      const copies = faults.plan().duplicateWebhooks ?? 0;
      for (let copy = 0; copy < copies; copy += 1) await sender.send(to, event.text);
      return taken;
    } catch {
      // The database is unreachable: the attempt failed and is repeated like any other.
      return false;
    }
  }

  const left = await store.query<{ id: string; created: string }>(
    `SELECT id, created FROM $schema.records
      WHERE kind = 'event' AND NOT EXISTS (SELECT FROM $schema.settled_webhooks WHERE event_id = id)
      ORDER BY seq`,
  );
  for (const { id, created } of left) add(id, Number(created) * 1000);
  pump();

  store.onCommitted((records: SandboxRecord[]) => {
    for (const record of records) if (record.kind === 'event') add(record.id, record.created * 1000);
    pump();
  });

  return {
    setUrl(next) {
      url = next;
      pump();
    },
    pending: () => all.size,
    async deliverNow() {
      await store.committed();
      if (url === null) return { attempted: 0, pending: all.size };
      const attempts = [...all.values()].map(
        (pending) => new Promise<void>((resolve) => pending.waiting.push(resolve)),
      );
      const put = later.splice(0);
      // Reordered webhooks keep the order that the fault gave them.
      put.sort((a, b) => a.dueMs - b.dueMs);
      ready = ready.concat(put);
      pump();
      await Promise.all(attempts);
      return { attempted: attempts.length, pending: all.size };
    },
    wake,
    clear() {
      for (const pending of all.values())
        if (!pending.sending) for (const tell of pending.waiting.splice(0)) tell();
      all.clear();
      ready = [];
      later = [];
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      for (const pending of all.values()) for (const tell of pending.waiting.splice(0)) tell();
      sender.close();
    },
  };
}
