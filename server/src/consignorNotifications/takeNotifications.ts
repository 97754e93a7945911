/** The news of one consignor that is due, taken once, for the email that lists it. */
import { eventTables } from '../catalog/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { Notification } from './notifyConsignors.ts';

export type DigestLine = Notification & {
  cause: string;
  /** ISO instant. */
  at: string;
  eventName: string;
  /** IANA zone of its venue. */
  timeZone: string;
  section: string | null;
  row: string | null;
  seats: number[];
  ticketType: string;
};

export interface ConsignorDigest {
  to: string;
  name: string;
  /** In the order in which it happened. */
  lines: DigestLine[];
}

/**
 * Takes what is untold and due then; the caller writes the email in the same transaction.
 * @param mailCause the name of that mail, made from the first line's cause
 * @returns null when all of it was told before
 */
export async function takeNotifications(
  trx: Trx,
  { consignorId, dueAt }: { consignorId: string; dueAt: string },
  mailCause: (firstCause: string) => string,
): Promise<ConsignorDigest | null> {
  const rows = await queryPrepared<DigestLine & { to: string; name: string; at_time: Date }>(
    trx,
    `SELECT n.cause, n.kind, n.facts, n.at AS at_time, e.name AS "eventName", v.time_zone AS "timeZone", l.section, l."row",
       l.seats, l.ticket_type AS "ticketType", c.email AS "to", c.name
     FROM consignor_notifications n JOIN consignors c ON c.id = n.consignor_id JOIN listings l ON l.id = n.listing_id
     JOIN (${eventTables}) ON e.id = l.event_id
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
    lines: rows.map(({ to: _, name: __, at_time, ...line }) => ({ ...line, at: at_time.toISOString() })),
  };
}
