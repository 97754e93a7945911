/** The news of one consignor that is due, taken once, for the mail that lists it. */
import { eventTables } from '../../catalog/index.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import type { News } from './tellConsignors.ts';

export type NewsLine = News & {
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

export interface ConsignorNews {
  to: string;
  name: string;
  /** In the order in which it happened. */
  lines: NewsLine[];
}

/**
 * Takes what is untold and due then; the caller writes the mail in the same transaction.
 * @param mailCause the name of that mail, made from the first line's cause
 * @returns null when all of it was told before
 */
export async function takeNews(
  trx: Trx,
  { consignorId, dueAt }: { consignorId: string; dueAt: string },
  mailCause: (firstCause: string) => string,
): Promise<ConsignorNews | null> {
  const rows = await run<NewsLine & { to: string; name: string; at_time: Date }>(
    trx,
    `SELECT n.cause, n.kind, n.facts, n.at AS at_time, e.name AS "eventName", v.time_zone AS "timeZone", l.section, l."row",
       l.seats, l.ticket_type AS "ticketType", c.email AS "to", c.name
     FROM consignor_news n JOIN consignors c ON c.id = n.consignor_id JOIN listings l ON l.id = n.listing_id
     JOIN (${eventTables}) ON e.id = l.event_id
     WHERE n.consignor_id = $1 AND n.due_at = $2::timestamptz AND n.mail_cause IS NULL
     ORDER BY n.at, n.cause FOR UPDATE OF n`,
    [consignorId, dueAt],
  );
  const [first] = rows;
  if (!first) return null;
  await run(trx, 'UPDATE consignor_news SET mail_cause = $2 WHERE cause = ANY($1::text[])', [
    rows.map(({ cause }) => cause),
    mailCause(first.cause),
  ]);
  return {
    to: first.to,
    name: first.name,
    lines: rows.map(({ to: _, name: __, at_time, ...line }) => ({ ...line, at: at_time.toISOString() })),
  };
}
