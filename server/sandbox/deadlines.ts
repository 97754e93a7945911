import { cancelPayment, settleProcessing } from './bank.ts';
import { decideDispute } from './disputes.ts';
import { causedByTime, type Gateway } from './gateway.ts';
import type { SandboxRecord } from './records.ts';
import { settleRefund } from './refunds.ts';

const lookEveryMs = 100;

/** Changes records when they are due: authorizations expire, refunds arrive, disputes end. */
export interface Deadlines {
  /** Does everything that is due now. */
  run(): Promise<void>;
  clear(): void;
  close(): void;
}

/** Starts the timer for the next due record. */
export async function startDeadlines(gateway: Gateway): Promise<Deadlines> {
  const dues = new Map<string, number>();
  let earliestMs = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;

  function note(id: string, dueAt: number | null): void {
    if (dueAt === null) dues.delete(id);
    else {
      dues.set(id, dueAt);
      earliestMs = Math.min(earliestMs, dueAt);
    }
  }

  function act(record: SandboxRecord, payment: SandboxRecord | undefined): void {
    if (record.kind === 'payment') {
      if (record.status === 'processing') settleProcessing(gateway, record, causedByTime);
      else if (record.status === 'requires_capture')
        cancelPayment(gateway, record, 'automatic', causedByTime);
    }
    if (payment?.kind !== 'payment') return;
    if (record.kind === 'refund') settleRefund(gateway, record, payment, causedByTime);
    if (record.kind === 'dispute' && record.settlesAs !== null) {
      decideDispute(gateway, record, payment, record.settlesAs, causedByTime);
    }
  }

  async function runOnce(): Promise<void> {
    const now = gateway.clock.nowMs();
    for (const [id, dueAt] of dues) {
      if (dueAt > now) continue;
      const [first] = await gateway.store.findAll([id]);
      const [record, payment] = await gateway.store.findAll(first?.parent ? [id, first.parent] : [id]);
      // It may have been captured or rescheduled while it was being read.
      if (record?.dueAt != null && record.dueAt <= now) act(record, payment);
      if (record?.dueAt == null) dues.delete(id);
    }
    earliestMs = Number.POSITIVE_INFINITY;
    for (const dueAt of dues.values()) earliestMs = Math.min(earliestMs, dueAt);
  }

  function run(): Promise<void> {
    running ??= runOnce().finally(() => {
      running = null;
    });
    return running;
  }

  const stored = await gateway.store.query<{ id: string; due_at: string }>(
    'SELECT id, due_at FROM $schema.records WHERE due_at IS NOT NULL',
  );
  for (const { id, due_at } of stored) note(id, Number(due_at));
  gateway.store.onChanged((record) => note(record.id, record.dueAt));
  const timer = setInterval(() => {
    if (gateway.clock.nowMs() < earliestMs) return;
    run().catch((error: unknown) => {
      gateway.log('warn', 'sandbox: what is due could not be done and will be tried again', {
        error: error instanceof Error ? error.message : String(error),
      });
    });
  }, lookEveryMs);

  return {
    run,
    clear() {
      dues.clear();
      earliestMs = Number.POSITIVE_INFINITY;
    },
    close: () => clearInterval(timer),
  };
}
