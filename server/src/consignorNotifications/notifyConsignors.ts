/** Consignor notifications: stored in the transaction of what happened and emailed a little later, many in one email. */
import type { DeliveryWay } from '@holdfast/shared/deliveries';
import type { Money } from '@holdfast/shared/money';
import type { SellingKind } from '@holdfast/shared/notices';
import { giveNotices } from '../notices/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';

/** How long notifications of one consignor are collected before the email, in milliseconds. */
export const digestWindowMs = 2 * 60 * 1000;

export type Notification =
  | { kind: 'rejected' | 'returned' | 'delistDeclined'; facts: { reason: string | null } }
  | { kind: 'approved'; facts: { price: Money } }
  | { kind: 'repriced'; facts: { from: Money; to: Money } }
  | { kind: 'withdrawn' | 'seatsWithdrawn'; facts: LeftSale }
  | { kind: 'withdrawnSold'; facts: SoldThoughWithdrawn }
  | { kind: 'pausedByMove'; facts: { venue: string } }
  | {
      kind:
        | 'toDeliver'
        | 'deliveryLate'
        | 'deliveryRefused'
        | 'deliveryWay'
        | 'deliveryReplaced'
        | 'deliveryRefunded';
      facts: SoldTickets;
    };

/** Tickets that left the sale: all that was unsold of a listing, or some seats of it. */
export interface LeftSale {
  reason: string | null;
  /** Its consignor had asked for it. */
  asked: boolean;
  /** The seats that left; empty for general admission, and where a whole listing left. */
  seats: number[];
  /** Tickets that left at once. */
  left: number;
  /** Tickets that fans hold: they leave when their hold ends unsold. */
  held: number;
  /** Tickets that had been sold before, and stay sold. */
  sold: number;
  /** The event was canceled: what had been sold is refunded instead. */
  soldAreRefunded?: boolean;
}

/** Tickets that a fan held when they were withdrawn, and then paid for. ISO instants. */
export interface SoldThoughWithdrawn {
  /** Empty for general admission. */
  seats: number[];
  quantity: number;
  withdrawnAt: string;
  heldSince: string;
  paidAt: string;
}

/** Sold tickets that their consignor has to send. */
export interface SoldTickets {
  /** Empty for general admission. */
  seats: number[];
  quantity: number;
  way: DeliveryWay;
  /** Until when, ISO instant; null while the event has no date. */
  dueBy: string | null;
}

export type ListingNotification = Notification & {
  /** The cause; a cause is notified once. */
  cause: string;
  listingId: string;
  /** Whose listing it is. */
  consignorId: string;
  /** ISO instant. */
  at: string;
};

/** Which notice each is in the consignor's inbox, and by which switch its email goes. */
export const noticeKindOf: Record<Notification['kind'], SellingKind> = {
  toDeliver: 'sold',
  withdrawnSold: 'sold',
  approved: 'listed',
  rejected: 'rejected',
  returned: 'rejected',
  repriced: 'priceChanged',
  withdrawn: 'withdrawn',
  seatsWithdrawn: 'withdrawn',
  delistDeclined: 'withdrawn',
  pausedByMove: 'withdrawn',
  deliveryLate: 'deliveryDue',
  deliveryRefused: 'deliveryDue',
  deliveryWay: 'deliveryDue',
  deliveryReplaced: 'deliveryDue',
  deliveryRefunded: 'deliveryDue',
};

/** Whether a person did it: what a consignor's own file or the clock does is no news to the consignor. */
export const isByStaff = (by: string): boolean => by.startsWith('per_');

/**
 * Stores notifications for the consignors of these listings, who have them in their inbox at once. Their email goes out `digestWindowMs` after the first unsent one.
 * The marketplace isn't notified of its own events.
 */
export async function notifyConsignors(
  trx: Trx,
  notifications: readonly ListingNotification[],
): Promise<void> {
  if (notifications.length === 0) return;
  const { from, value } = records(notifications, {
    cause: 'text',
    listingId: 'text',
    kind: 'text',
    facts: 'jsonb',
    at: 'timestamptz',
    consignorId: 'text',
  });
  const due = await queryPrepared<{ consignor_id: string; due_at: Date }>(
    trx,
    `WITH notified AS (
       SELECT n.* FROM ${from} JOIN consignors_named c ON c.id = n.consignor_id WHERE NOT c.is_marketplace
     ),
     due AS (
       SELECT t.consignor_id, coalesce(
         (SELECT min(w.due_at) FROM consignor_notifications w WHERE w.consignor_id = t.consignor_id AND w.email_cause IS NULL AND w.due_at > now()),
         min(t.at) + make_interval(secs => $2)) AS due_at
       FROM notified t GROUP BY t.consignor_id
     ),
     kept AS (
       INSERT INTO consignor_notifications (cause, consignor_id, listing_id, kind, facts, at, due_at)
       SELECT t.cause, t.consignor_id, t.listing_id, t.kind, t.facts, t.at, d.due_at
       FROM notified t JOIN due d ON d.consignor_id = t.consignor_id ON CONFLICT (cause) DO NOTHING
     )
     SELECT consignor_id, due_at FROM due ORDER BY consignor_id`,
    [value, digestWindowMs / 1000],
  );
  const notified = new Set(due.map(({ consignor_id }) => consignor_id));
  await giveNotices(
    trx,
    notifications
      .filter(({ consignorId }) => notified.has(consignorId))
      .map(({ kind, facts, cause, consignorId, listingId, at }) => ({
        kind: noticeKindOf[kind],
        cause,
        recipientIds: [consignorId],
        subjectId: listingId,
        facts: { kind, facts },
        at,
      })),
  );
  await jobs.add(
    trx,
    due.map(({ consignor_id, due_at }) => newsJob(consignor_id, due_at.toISOString())),
  );
}

/** One job per email. A notification committed after its job began gets another job, which runs at once. */
export const newsJob = (consignorId: string, dueAt: string) => ({
  task: 'notifications.mailConsignorNews' as const,
  payload: { consignorId, dueAt },
  key: `consignorNews/${consignorId}/${dueAt}`,
  runAt: dueAt,
});
