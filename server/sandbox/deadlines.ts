import { cancelPayment, settleProcessing } from './bank.ts';
import type { Gateway, Work } from './gateway.ts';
import { decideDispute } from './operations/disputes.ts';
import { settleRefund } from './operations/refunds.ts';
import type { SandboxRecord } from './records.ts';

const lookEveryMs = 100;

/** Changes records when they are due: authorizations expire, refunds arrive, disputes end. */
export interface Deadlines {
  /** Does everything that is due now. */
  run(): Promise<void>;
  clear(): void;
  close(): void;
}

function act(work: Work, record: SandboxRecord, payment: SandboxRecord | undefined): void {
  if (record.kind === 'payment') {
    if (record.status === 'processing') settleProcessing(work, record);
    else if (record.status === 'requires_capture') cancelPayment(work, record, 'automatic');
  }
  if (payment?.kind !== 'payment') return;
  if (record.kind === 'refund') settleRefund(work, record, payment);
  if (record.kind === 'dispute' && record.settlesAs !== null)
    decideDispute(work, record, payment, record.settlesAs);
}

/** Starts looking for what is due, with what an earlier process left. */
export async function startDeadlines(gateway: Gateway): Promise<Deadlines> {
  const { store, clock } = gateway;
  const dues = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  let isIdle = true;

  async function runOnce(): Promise<void> {
    const now = clock.nowMs();
    for (const [id, dueAt] of dues) {
      if (dueAt > now) continue;
      const [first] = await store.findAll([id]);
      const [record, payment] = await store.findAll(first?.parent ? [id, first.parent] : [id]);
      // It may have been captured or rescheduled while it was being read.
      if (record?.dueAt != null && record.dueAt <= now)
        act({ ...gateway, cause: { requestId: null, idempotencyKey: null } }, record, payment);
      if (record?.dueAt == null) dues.delete(id);
    }
  }
  /** After a run that began earlier, so that it sees the clock as it is now. */
  const run = () => {
    isIdle = false;
    const next = last.then(runOnce).finally(() => {
      isIdle = last === settled;
    });
    const settled = next.catch(() => {});
    last = settled;
    return next;
  };

  const stored = await store.query<{ id: string; due_at: string }>(
    'SELECT id, due_at FROM $schema.records WHERE due_at IS NOT NULL',
  );
  for (const { id, due_at } of stored) dues.set(id, Number(due_at));
  store.onChanged(({ id, dueAt }) => {
    if (dueAt === null) dues.delete(id);
    else dues.set(id, dueAt);
  });
  const timer = setInterval(() => {
    if (!isIdle) return;
    run().catch((error: unknown) =>
      gateway.log('warn', 'sandbox: what is due could not be done and will be tried again', {
        error: String(error),
      }),
    );
  }, lookEveryMs);
  return { run, clear: () => dues.clear(), close: () => clearInterval(timer) };
}
