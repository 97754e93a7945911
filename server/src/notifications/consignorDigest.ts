/** What a consignor's email lists: their notifications with the listings that they are about. */
import {
  noticeKindOf,
  type TakenDigest,
  type TakenNotification,
  takeNotifications,
} from '../consignorNotifications/index.ts';
import { kindsWithoutEmail } from '../notices/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

interface ListingFacts {
  /** Of the listing now. */
  state: string;
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

/** What stands on listings, by their ids, as their consignor reads it. */
export async function listingFacts(
  trx: Trx,
  listingIds: readonly string[],
  consignorId: string,
): Promise<Map<string, ListingFacts>> {
  const rows = await queryPrepared<ListingFacts & { id: string }>(
    trx,
    `SELECT l.id, l.state, e.name AS "eventName", coalesce(c.time_zone, e.time_zone) AS "timeZone", l.section, l."row", l.seats, l.ticket_type AS "ticketType"
     FROM listings_offered l JOIN catalog_events_named e ON e.id = l.event_id LEFT JOIN consignors_profiles c ON c.id = $2
     WHERE l.id = ANY($1::text[])`,
    [listingIds, consignorId],
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/**
 * As `takeNotifications`, with what stands on each listing. One that a move paused and that is on sale again by now is no
 * news, and of what they switched off nothing is said.
 */
export async function takeDigest(
  trx: Trx,
  due: { consignorId: string; dueAt: string },
  emailCause: (firstCause: string) => string,
): Promise<ConsignorDigest | null> {
  const taken = await takeNotifications(trx, due, emailCause);
  if (!taken) return null;
  const { to, name, notifications } = taken;
  const facts = await listingFacts(
    trx,
    notifications.map(({ listingId }) => listingId),
    due.consignorId,
  );
  const off = await kindsWithoutEmail(trx, due.consignorId);
  const told = notifications.filter(
    ({ kind, listingId }) =>
      !off.has(noticeKindOf[kind]) && (kind !== 'pausedByMove' || facts.get(listingId)?.state === 'paused'),
  );
  if (told.length === 0) return null;
  return {
    to,
    name,
    lines: told.map((each) => ({ ...each, ...(facts.get(each.listingId) as ListingFacts) })),
  };
}
