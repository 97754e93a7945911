/** What a consignor's email lists: their notifications with the listings that they are about. */
import {
  type TakenDigest,
  type TakenNotification,
  takeNotifications,
} from '../consignorNotifications/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

interface ListingFacts {
  eventName: string;
  /** IANA zone of the consignor, by whose clocks deadlines are told; of the event's venue where it isn't known. */
  timeZone: string;
  section: string | null;
  row: string | null;
  seats: number[];
  ticketType: string;
}

export type DigestLine = TakenNotification & ListingFacts;

export interface ConsignorDigest extends Pick<TakenDigest, 'to' | 'name'> {
  /** In the order in which it happened. */
  lines: DigestLine[];
}

/**
 * As `takeNotifications`, with what stands on each listing. One that a move paused and that is on sale again by now is no
 * news.
 */
export async function takeDigest(
  trx: Trx,
  due: { consignorId: string; dueAt: string },
  emailCause: (firstCause: string) => string,
): Promise<ConsignorDigest | null> {
  const taken = await takeNotifications(trx, due, emailCause);
  if (!taken) return null;
  const { to, name, notifications } = taken;
  const rows = await queryPrepared<ListingFacts & { id: string; state: string }>(
    trx,
    `SELECT l.id, l.state, e.name AS "eventName", coalesce(c.time_zone, e.time_zone) AS "timeZone", l.section, l."row", l.seats, l.ticket_type AS "ticketType"
     FROM listings_offered l JOIN catalog_events_named e ON e.id = l.event_id LEFT JOIN consignors_profiles c ON c.id = $2
     WHERE l.id = ANY($1::text[])`,
    [notifications.map(({ listingId }) => listingId), due.consignorId],
  );
  const facts = new Map(rows.map(({ id, state: _, ...row }) => [id, row]));
  const paused = new Set(rows.flatMap(({ id, state }) => (state === 'paused' ? [id] : [])));
  const told = notifications.filter(
    ({ kind, listingId }) => kind !== 'pausedByMove' || paused.has(listingId),
  );
  if (told.length === 0) return null;
  return {
    to,
    name,
    lines: told.map((each) => ({ ...each, ...(facts.get(each.listingId) as ListingFacts) })),
  };
}
