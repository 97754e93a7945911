/** SQL that labels listings for other rooms' lists. */
import { shortEventName } from './label.ts';

/** SQL rows (id, label) of the listings in $1; `label` holds what `listingLabel` makes a label of. */
export const listingsNamed = `SELECT l.id, jsonb_build_object('eventName', ${shortEventName}, 'section', l.section, 'row', l."row",
    'seats', coalesce(l.seats, '{}'), 'ticketType', coalesce(l.ticket_type, ''), 'quantity', l.quantity) AS label
  FROM listings l JOIN events e ON e.id = l.event_id LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id
  WHERE l.id = ANY ($1::text[])`;

/** SQL rows: the listings of one consignor with their currency. @param consignor a parameter, such as $1 */
export const listingsOf = (consignor: string) =>
  `(SELECT id, currency FROM listings WHERE consignor_id = ${consignor})`;
