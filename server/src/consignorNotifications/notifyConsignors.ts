/** News for consignors: written in the transaction of what happened, and told a little later in one email that lists it. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';

/** How long news of one consignor is gathered before it is mailed, in milliseconds. */
export const digestWindowMs = 2 * 60 * 1000;

export type Notification =
  | { kind: 'rejected' | 'returned'; facts: { reason: string | null } }
  | { kind: 'withdrawnSold'; facts: SoldThoughWithdrawn };

/** Tickets that a fan held when they were withdrawn, and then paid for. ISO instants. */
export interface SoldThoughWithdrawn {
  /** Empty for general admission. */
  seats: number[];
  quantity: number;
  withdrawnAt: string;
  heldSince: string;
  paidAt: string;
}

export type ListingNotification = Notification & {
  /** What happened: the same cause is told once. */
  cause: string;
  listingId: string;
  /** ISO instant. */
  at: string;
};

/** Keeps news for the consignors of these listings. Their mail goes `digestWindowMs` after the first that is untold. */
export async function notifyConsignors(
  trx: Trx,
  notifications: readonly ListingNotification[],
): Promise<void> {
  if (notifications.length === 0) return;
  const due = await queryPrepared<{ consignor_id: string; due_at: Date }>(
    trx,
    `WITH told AS (
       SELECT n.*, l.consignor_id FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[])
         AS n (cause, listing_id, kind, facts, at) JOIN listings l ON l.id = n.listing_id
     ),
     due AS (
       SELECT t.consignor_id, coalesce(
         (SELECT min(w.due_at) FROM consignor_notifications w WHERE w.consignor_id = t.consignor_id AND w.email_cause IS NULL AND w.due_at > now()),
         min(t.at) + make_interval(secs => $6)) AS due_at
       FROM told t GROUP BY t.consignor_id
     ),
     kept AS (
       INSERT INTO consignor_notifications (cause, consignor_id, listing_id, kind, facts, at, due_at)
       SELECT t.cause, t.consignor_id, t.listing_id, t.kind, t.facts, t.at, d.due_at
       FROM told t JOIN due d ON d.consignor_id = t.consignor_id ON CONFLICT (cause) DO NOTHING
     )
     SELECT consignor_id, due_at FROM due ORDER BY consignor_id`,
    [
      notifications.map(({ cause }) => cause),
      notifications.map(({ listingId }) => listingId),
      notifications.map(({ kind }) => kind),
      notifications.map(({ facts }) => JSON.stringify(facts)),
      notifications.map(({ at }) => at),
      digestWindowMs / 1000,
    ],
  );
  await jobs.add(
    trx,
    due.map(({ consignor_id, due_at }) => {
      const dueAt = due_at.toISOString();
      return {
        task: 'notifications.mailConsignorNews',
        payload: { consignorId: consignor_id, dueAt },
        // One job an email; news that is committed after its job began gets another, which runs at once.
        key: `consignorNews/${consignor_id}/${dueAt}`,
        runAt: dueAt,
      };
    }),
  );
}

/**
 * Tells the consignors of tickets that were sold although they had been withdrawn: a fan held them then.
 * @param orders paid just now: `at` is the ISO instant
 */
export async function notifySoldThoughWithdrawn(
  trx: Trx,
  orders: ReadonlyArray<{ reservationId: string; at: string }>,
): Promise<void> {
  const rows = await queryPrepared<{
    reservation_id: string;
    listing_id: string;
    seats: number[];
    quantity: number;
    withdrawn_at: Date;
    held_since: Date;
    paid_at: string;
  }>(
    trx,
    `SELECT i.reservation_id, i.listing_id, r.created_at AS held_since, o.at AS paid_at,
       CASE WHEN l.state = 'withdrawn' THEN i.seats ELSE back.seats END AS seats,
       CASE WHEN l.state = 'withdrawn' THEN i.quantity ELSE cardinality(back.seats) END AS quantity,
       coalesce((SELECT max(t.at) FROM transitions t WHERE t.actor_type = 'listing' AND t.actor_id = l.id AND t.message = 'withdraw' AND l.state = 'withdrawn'),
         back.at) AS withdrawn_at
     FROM unnest($1::text[], $2::text[]) AS o (id, at) JOIN reservations r ON r.id = o.id
     JOIN reservation_items i ON i.reservation_id = r.id JOIN listings l ON l.id = i.listing_id
     CROSS JOIN LATERAL (SELECT array_agg(t.seat ORDER BY t.seat) AS seats, min(t.taken_back_at) AS at FROM tickets t
       WHERE t.reservation_id = r.id AND t.listing_id = l.id AND t.taken_back_at IS NOT NULL) back
     WHERE l.state = 'withdrawn' OR back.at IS NOT NULL
     ORDER BY i.reservation_id, i.listing_id`,
    [orders.map(({ reservationId }) => reservationId), orders.map(({ at }) => at)],
  );
  await notifyConsignors(
    trx,
    rows.map((row) => ({
      kind: 'withdrawnSold' as const,
      cause: `withdrawnSold/${row.reservation_id}/${row.listing_id}`,
      listingId: row.listing_id,
      at: row.paid_at,
      facts: {
        seats: row.seats,
        quantity: row.quantity,
        withdrawnAt: row.withdrawn_at.toISOString(),
        heldSince: row.held_since.toISOString(),
        paidAt: row.paid_at,
      },
    })),
  );
}
