import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { missing } from './http/errors.ts';
import { newId } from './ids.ts';
import {
  type Charge,
  type Dispute,
  type Kind,
  type New,
  type Payment,
  type RecordOf,
  type Refund,
  stripeNames,
} from './records.ts';
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

/** The gateway while it does something, and for whom. */
export interface Work extends Gateway {
  cause: Cause;
}

/** Stores a new record, as of now. */
export function create<K extends Kind>({ store, clock }: Gateway, kind: K, given: New<K>): RecordOf<K> {
  const record = {
    seq: store.nextSeq(),
    created: clock.nowSeconds(),
    parent: null,
    dueAt: null,
    kind,
    ...given,
    id: given.id ?? newId(stripeNames[kind][0]),
  } as RecordOf<K>;
  store.change(record);
  return record;
}

/** A stored record. @throws ApiError 404 which names the parameter that had the id */
export async function get<K extends Kind>(
  { store }: Gateway,
  kind: K,
  id: string,
  parameter: string = stripeNames[kind][2],
): Promise<RecordOf<K>> {
  const record = await store.find(kind, id);
  if (record === undefined) throw missing(stripeNames[kind][1], id, parameter);
  return record;
}

/** A refund or a dispute, and its payment: both in memory at the same moment. @throws ApiError 404 */
export async function getWithPayment<K extends 'refund' | 'dispute'>(gateway: Gateway, kind: K, id: string) {
  const { parent }: Refund | Dispute = await get<'refund' | 'dispute'>(gateway, kind, id);
  const [record, payment] = await gateway.store.findAll([id, parent]);
  return { record: record as RecordOf<K>, payment: payment as Payment };
}

/** The charge that was refunded or disputed. */
export function chargeOf({ id, charge }: Refund | Dispute, payment: Payment): Charge {
  const found = payment.charges.find((each) => each.id === charge);
  if (found === undefined) throw new Error(`${id} is about ${charge}, which is gone`);
  return found;
}
