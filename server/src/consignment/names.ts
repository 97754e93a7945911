/** What ids of this room mean, in words: SQL rows (id, said) of the ids in $1, for one question about several rooms. */
import { shortEventName } from './listings/label.ts';

/** `said` holds what `lotLabel` makes a label of. */
export const listingsNamed = `SELECT l.id, jsonb_build_object('eventName', ${shortEventName}, 'section', l.section, 'row', l."row",
    'seats', coalesce(l.seats, '{}'), 'ticketType', coalesce(l.ticket_type, ''), 'quantity', l.quantity) AS said
  FROM listings l JOIN events e ON e.id = l.event_id LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id
  WHERE l.id = ANY ($1::text[])`;
export const consignorsNamed =
  'SELECT id, to_jsonb(name) AS said FROM consignors WHERE id = ANY ($1::text[])';
export const importsNamed = 'SELECT id, to_jsonb(file_name) AS said FROM imports WHERE id = ANY ($1::text[])';

/** SQL rows: the listings of one consignor with their currency. @param consignor a parameter, such as $1 */
export const listingsOf = (consignor: string) =>
  `(SELECT id, currency FROM listings WHERE consignor_id = ${consignor})`;
