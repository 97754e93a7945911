/** What support's and finance's search finds an order by. */

/**
 * How a code begins, with or without its prefix; a part of an email address or of the fan's name; the last four digits of the
 * card; a seat; an id of the reservation or of a payment, ours or Stripe's. Each is asked of its own index: over a million
 * orders one condition for all took seconds.
 */
export const foundText = `found AS MATERIALIZED (
    SELECT id FROM reservations_orders WHERE code LIKE $1 || '%'
    UNION SELECT id FROM reservations_orders WHERE code LIKE 'HF-' || $1 || '%'
    UNION SELECT id FROM reservations_orders WHERE email ILIKE '%' || $2 || '%'
    UNION SELECT id FROM reservations_orders WHERE id = $3
    UNION SELECT reservation_id FROM payments_charges WHERE id = $3 OR stripe_id = $3
    UNION SELECT reservation_id FROM payments_charges WHERE card_last4 = $4
    UNION SELECT r.id FROM accounts_people_named p JOIN reservations_orders r ON r.fan_id = p.id
      WHERE $5::text IS NOT NULL AND p.name ILIKE '%' || $5 || '%' AND (r.state IN ('paid', 'refunded') OR reservation_is_open(r.state))
    UNION SELECT t.reservation_id FROM listings_offered l JOIN tickets_admissions t ON t.listing_id = l.id
      WHERE $6::text IS NOT NULL AND place_key(l.section) = place_key($6) AND place_key(l."row") = place_key($7)
        AND ($8::int IS NULL OR t.seat = $8) AND t.state <> 'refunded' AND t.reservation_id IS NOT NULL)`;

type Words = [
  code: string,
  email: string,
  id: string,
  lastFour: string | null,
  name: string | null,
  section: string | null,
  row: string | null,
  seat: number | null,
];

/** For $1 to $8 of what was typed. */
export function wordsOf(q: string): Words {
  const escaped = q.replaceAll(/[\\%_]/g, '\\$&');
  const lastFour = /^(?:[·*•.…\s]*)(\d{4})$/.exec(q)?.[1] ?? null;
  // A name has no digits, and one letter is in every name.
  const name = /^[^\d@]{2,}$/.test(q) && /\p{L}{2}/u.test(q) ? escaped : null;
  return [escaped.toUpperCase(), escaped, q, lastFour, name, ...placeOf(q)];
}

/** `101 / A / 5`, `101/A/5`, `Section 101 row A seat 5`: a place as tickets name it; the seat may be left out. */
function placeOf(q: string): [section: string | null, row: string | null, seat: number | null] {
  const named = /^(?:section|sec)\.?\s+(.+?),?\s+row\s+(\S+?)(?:,?\s+seats?\s+(\d{1,5}))?$/i.exec(q);
  const parts = named ? named.slice(1) : q.split('/').map((part) => part.trim());
  const [section, row, seat] = parts;
  if (!section || !row || parts.length > 3) return [null, null, null];
  if (seat !== undefined && seat !== '' && !/^\d{1,5}$/.test(seat)) return [null, null, null];
  return [section, row, seat ? Number(seat) : null];
}
