/** Who belongs to an audience, and who is left out of it and why. */
import type { LeftOutReason, MailingAudience } from '@holdfast/shared/mailings';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** SQL of an audience: `(id, address, reason)`, where a reason is why somebody is left out; with its parameters. */
interface AudienceText {
  text: string;
  values: unknown[];
}

/** Orders that still hold tickets; of those with the same address the newest one. */
const buyersText = `SELECT o.id, CASE WHEN o.address = '' THEN 'noAddress' WHEN o.nth > 1 THEN 'sameAddress' END AS reason
  FROM (SELECT r.id, a.address,
      row_number() OVER (PARTITION BY CASE WHEN a.address = '' THEN r.id ELSE a.address END ORDER BY r.paid_at DESC, r.id DESC) AS nth
    FROM reservations_orders r CROSS JOIN LATERAL (SELECT lower(btrim(coalesce(r.email, ''))) AS address) a
    WHERE r.event_id = $1 AND r.state = 'paid' AND EXISTS (
      SELECT FROM reservations_lines l JOIN listings_offered s ON s.id = l.listing_id
        LEFT JOIN deliveries_made d ON d.reservation_id = l.reservation_id AND d.listing_id = l.listing_id AND delivery_is_tosend(d.state)
      WHERE l.reservation_id = r.id AND (cardinality($2::text[]) = 0 OR s.section = ANY($2))
        AND (cardinality($3::text[]) = 0 OR l.listing_id = ANY($3)) AND (NOT $4::boolean OR d.id IS NOT NULL))) o`;

/** The marketplace writes to others, not to itself; merged consignors are one. */
const consignorsText = `SELECT c.id, CASE WHEN c.deactivated_at IS NOT NULL THEN 'deactivated' WHEN btrim(coalesce(c.email, '')) = '' THEN 'noAddress' END AS reason
  FROM consignors_named c WHERE c.merged_into IS NULL AND NOT c.is_marketplace
    AND ($1::text IS NULL OR EXISTS (SELECT FROM listings_offered l WHERE l.consignor_id = c.id AND l.event_id = $1))`;

function textOf(audience: MailingAudience): AudienceText {
  if (audience.to === 'consignors') return { text: consignorsText, values: [audience.eventId] };
  const { eventId, sections, listingIds, deliveryDue } = audience;
  return { text: buyersText, values: [eventId, sections, listingIds, deliveryDue] };
}

/** Whom an audience reaches, and whom it doesn't. */
export interface Reached {
  count: number;
  leftOut: Array<{ reason: LeftOutReason; count: number }>;
}

export async function countAudience(trx: Trx, audience: MailingAudience): Promise<Reached> {
  const { text, values } = textOf(audience);
  const rows = await queryPrepared<{ reason: LeftOutReason | null; count: number }>(
    trx,
    `SELECT reason, count(*)::int AS count FROM (${text}) asked GROUP BY reason ORDER BY reason`,
    values,
  );
  return {
    count: rows.find(({ reason }) => reason === null)?.count ?? 0,
    leftOut: rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }])),
  };
}

/** Some of those whom it reaches, the newest first: ids of orders, or of consignors. */
export async function someOf(trx: Trx, audience: MailingAudience, most: number): Promise<string[]> {
  const { text, values } = textOf(audience);
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM (${text}) asked WHERE reason IS NULL ORDER BY id DESC LIMIT ${most}`,
    values,
  );
  return rows.map(({ id }) => id);
}

/** Notes everybody whom the audience reaches now. @returns how many they are */
export async function noteRecipients(
  trx: Trx,
  mailingId: string,
  audience: MailingAudience,
): Promise<number> {
  const { text, values } = textOf(audience);
  const rows = await queryPrepared(
    trx,
    `INSERT INTO mailing_recipients (mailing_id, recipient_id, state)
     SELECT $${values.length + 1}, id, 'waiting' FROM (${text}) asked WHERE reason IS NULL RETURNING 1 AS noted`,
    [...values, mailingId],
  );
  return rows.length;
}

/** In which sections an event's buyers have tickets, by name. */
export async function sectionsOf(trx: Trx, eventId: string): Promise<string[]> {
  const rows = await queryPrepared<{ section: string }>(
    trx,
    `SELECT DISTINCT s.section FROM reservations_orders r JOIN reservations_lines l ON l.reservation_id = r.id
     JOIN listings_offered s ON s.id = l.listing_id
     WHERE r.event_id = $1 AND r.state = 'paid' AND s.section IS NOT NULL ORDER BY 1 LIMIT 500`,
    [eventId],
  );
  return rows.map(({ section }) => section);
}
