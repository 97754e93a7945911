/** What a delivery stores, is made of and is told. */
import { z } from 'zod';
import { deliveryWay, failureFault, refusalCause } from './schemas.ts';
import type { ConsignedWay } from './ways.ts';

/** What a delivery's snapshot stores. Instants are ISO 8601 in UTC. */
export const deliveryContext = z.object({
  way: deliveryWay,
  /** Since when its consignor has had to send it: the order's payment, the replacement, or the last change of its way. */
  paidAt: z.string(),
  /** When the delivery was made. */
  madeAt: z.string(),
  /** The event's start; `notScheduled` while it has none. */
  startsAt: z.string(),
  /** When the consignor has the tickets; null: already. */
  inHandAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  receivedAt: z.string().nullable(),
  /** Who said that the fan has them: `silence` is a fan who didn't object until a day after the start. */
  receivedBy: z.enum(['fan', 'staff', 'silence', 'atOnce', 'before']).nullable(),
  /** Why the fan can't accept them. */
  refusal: refusalCause.nullable(),
  /** Whose fault it is that it failed. */
  fault: failureFault.nullable(),
  /** Whether the last call before the start went out. */
  lastCalled: z.boolean(),
});
/** A delivery's context. */
export type DeliveryContext = z.infer<typeof deliveryContext>;

/** What a new delivery is made of. Instants are ISO 8601 in UTC. */
export interface DeliveryInput {
  way: DeliveryContext['way'];
  paidAt: string;
  startsAt: string;
  inHandAt: string | null;
  /** When it is made. */
  at: string;
  /** Of an order from before there were deliveries, whose event is over. */
  isOver?: boolean;
}

/** The messages of a delivery. */
export type DeliveryMessage =
  /** The event's start or the in-hand date changed. */
  | { type: 'reschedule'; startsAt: string; inHandAt: string | null }
  | { type: 'send' }
  | { type: 'receive'; by: 'fan' | 'staff' }
  | { type: 'refuse'; cause: z.infer<typeof refusalCause> }
  | { type: 'fail'; fault: z.infer<typeof failureFault> }
  /** It comes in another way than it was sold. */
  | { type: 'changeWay'; way: ConsignedWay }
  /** The fan gets other tickets, which are a delivery of their own. */
  | { type: 'replace'; fault: z.infer<typeof failureFault> }
  | { type: 'orderRefunded' };
