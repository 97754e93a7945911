import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Store } from './store/store.ts';
import type { Log } from './store/writer.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** The shared state of all operations of the sandbox. */
export interface Gateway {
  store: Store;
  clock: SandboxClock;
  webhooks: Webhooks;
  faults: Faults;
  log: Log;
  /** The address of this gateway for browsers, for the bank's page. */
  publicUrl: string;
  merchantName: string;
  apiVersion: string;
}

/** The request that caused a change, for its events; both null when a timer did. */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
}

/** The cause of changes that a timer makes. */
export const causedByTime: Cause = { requestId: null, idempotencyKey: null };

/** The fields that every new record starts with. */
export const newRecord = ({ store, clock }: Gateway) => ({
  seq: store.nextSeq(),
  created: clock.nowSeconds(),
  parent: null,
  dueAt: null,
});
