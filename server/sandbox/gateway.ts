import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Store } from './store.ts';
import type { Totals } from './totals.ts';
import type { Webhooks } from './webhooks.ts';
import type { Log } from './writer.ts';

/** What every operation of the sandbox works with. */
export interface Gateway {
  store: Store;
  clock: SandboxClock;
  webhooks: Webhooks;
  faults: Faults;
  totals: Totals;
  log: Log;
  /** Where browsers reach this gateway, for the bank's page. */
  publicUrl: string;
  merchantName: string;
  apiVersion: string;
}

/** The request that caused a change, as events name it; both null when time did. */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
}

export const causedByTime: Cause = { requestId: null, idempotencyKey: null };

/** What every new record begins with. */
export function newRecord(gateway: Gateway): { seq: number; created: number; parent: null; dueAt: null } {
  return { seq: gateway.store.nextSeq(), created: gateway.clock.nowSeconds(), parent: null, dueAt: null };
}
