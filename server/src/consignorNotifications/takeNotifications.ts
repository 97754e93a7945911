/** Takes one consignor's due notifications, once, for the email that lists them. */
import { type Database, queryPrepared, type Trx } from '../platform/db/index.ts';
import type { Notification } from './notifyConsignors.ts';

export type TakenNotification = Notification & {
  cause: string;
  /** ISO instant. */
  at: string;
  listingId: string;
};

export interface TakenDigest {
  to: string;
  name: string;
  /** In the order in which it happened. */
  notifications: TakenNotification[];
}

/**
 * Takes the unsent notifications that are due; the caller writes the email in the same transaction.
 * @param mailCause the email's unique cause, made from the first line's
 * @returns null when nothing is unsent
 */
export async function takeNotifications(
  trx: Trx,
  { consignorId, dueAt }: { consignorId: string; dueAt: string },
  mailCause: (firstCause: string) => string,
): Promise<TakenDigest | null> {
  const rows = await queryPrepared<TakenNotification & { to: string; name: string; at_time: Date }>(
    trx,
    `SELECT n.cause, n.kind, n.facts, n.at AS at_time, n.listing_id AS "listingId", c.email AS "to", c.name
     FROM consignor_notifications n JOIN consignors_named c ON c.id = n.consignor_id
     WHERE n.consignor_id = $1 AND n.due_at = $2::timestamptz AND n.email_cause IS NULL
     ORDER BY n.at, n.cause FOR UPDATE OF n`,
    [consignorId, dueAt],
  );
  const [first] = rows;
  if (!first) return null;
  await queryPrepared(
    trx,
    'UPDATE consignor_notifications SET email_cause = $2 WHERE cause = ANY($1::text[])',
    [rows.map(({ cause }) => cause), mailCause(first.cause)],
  );
  return {
    to: first.to,
    name: first.name,
    notifications: rows.map(({ to: _, name: __, at_time, ...taken }) => ({
      ...taken,
      at: at_time.toISOString(),
    })),
  };
}

/** The causes of the emails that list what was due then. */
export async function emailsOfDigest(
  db: Database,
  { consignorId, dueAt }: { consignorId: string; dueAt: string },
): Promise<string[]> {
  return db('consignor_notifications')
    .where({ consignor_id: consignorId, due_at: dueAt })
    .whereNotNull('email_cause')
    .distinct()
    .pluck('email_cause');
}
