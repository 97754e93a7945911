/** What support's and finance's search finds an order by. */
import { phoneDigitsOf } from '@holdfast/shared/http';
import { query, type Trx } from '../platform/db/index.ts';

/** Of a name that more people have, these many are looked at: the orders of thirty thousand Jennifers took seconds. */
const mostNamed = 300;

/** The orders and the open hold of a person `p`, each by its own index. */
const ordersOfFan = `SELECT id FROM reservations_orders WHERE fan_id = p.id AND state IN ('paid', 'refunded')
        UNION ALL SELECT id FROM reservations_orders WHERE fan_id = p.id AND state IN ('pending.holding', 'pending.paying')`;

/**
 * How a code begins, with or without its prefix; a part of an email address or of the fan's name; the last four digits of the
 * card; five digits and more of their telephone number; a seat; a ticket's code or barcode; an id of the reservation, of a payment, refund or dispute, ours or Stripe's. Each
 * is asked of its own index: over a million orders one condition for all took seconds. What is limited is a WITH of its own: with
 * the limit beside the condition PostgreSQL hopes to come across enough soon and reads the table from its beginning, which took
 * seconds for a name whose orders lie far behind.
 */
const foundText = (most: number | null) => `mailed AS MATERIALIZED (
    SELECT id FROM reservations_orders WHERE $9::text IS NULL AND email ILIKE '%' || $2 || '%'),
  carded AS MATERIALIZED (SELECT reservation_id FROM payments_charges WHERE card_last4 = $4),
  named AS MATERIALIZED (SELECT p.id FROM accounts_people_named p WHERE $5::text IS NOT NULL AND p.name ILIKE '%' || $5 || '%'),
  called AS MATERIALIZED (SELECT id FROM accounts_phones WHERE $10::text IS NOT NULL AND phone_digits LIKE '%' || $10 || '%'),
  found AS MATERIALIZED (
    SELECT id FROM reservations_orders WHERE code LIKE $1 || '%'
    UNION SELECT id FROM reservations_orders WHERE code LIKE 'HF-' || $1 || '%'
    UNION (SELECT id FROM mailed ${most === null ? '' : `LIMIT ${most}`})
    UNION SELECT id FROM reservations_orders WHERE email IS NOT NULL AND split_part(email, '@', 1) ILIKE '%' || $9
      AND strpos(lower(email), lower($3)) > 0
    UNION SELECT id FROM reservations_orders WHERE id = $3
    UNION SELECT reservation_id FROM payments_charges WHERE id = $3 OR stripe_id = $3
    UNION SELECT reservation_id FROM payments_refunds WHERE id = $3 OR stripe_id = $3
    UNION SELECT reservation_id FROM payments_disputes WHERE id = $3 OR stripe_id = $3
    UNION (SELECT reservation_id FROM carded ${most === null ? '' : `LIMIT ${most}`})
    UNION SELECT t.reservation_id FROM tickets_admissions t WHERE t.code = upper($3) AND t.reservation_id IS NOT NULL
    UNION SELECT d.reservation_id FROM deliveries_barcodes b JOIN deliveries_made d ON d.id = b.delivery_id WHERE b.code = $3
    UNION SELECT o.id FROM (SELECT id FROM named LIMIT ${mostNamed}) p,
      LATERAL (${ordersOfFan}) o
    UNION SELECT o.id FROM (SELECT id FROM called LIMIT ${mostNamed}) p, LATERAL (${ordersOfFan}) o
    UNION SELECT t.reservation_id FROM listings_offered l JOIN tickets_admissions t ON t.listing_id = l.id
      WHERE l.section IS NOT NULL AND place_key(l.section) = place_key($6) AND place_key(l."row") = place_key($7)
        AND ($8::int IS NULL OR t.seat = $8) AND t.state <> 'refunded' AND t.reservation_id IS NOT NULL)`;

/** The most alike by $1, what stands before the @ of an address, and $2, a name. */
const similarText = `found AS MATERIALIZED (
    (SELECT o.id FROM (SELECT p.id FROM accounts_people_named p WHERE $2::text <% p.name
        ORDER BY word_similarity($2, p.name) DESC, p.id LIMIT 20) p,
      LATERAL (${ordersOfFan}) o LIMIT 50)
    UNION (SELECT r.id FROM reservations_orders r WHERE r.email IS NOT NULL AND $1::text % split_part(r.email, '@', 1)
      ORDER BY similarity($1, split_part(r.email, '@', 1)) DESC, r.id DESC LIMIT 50))`;

type Words = [
  code: string,
  email: string,
  id: string,
  lastFour: string | null,
  name: string | null,
  section: string | null,
  row: string | null,
  seat: number | null,
  mailbox: string | null,
  phone: string | null,
];

/** How a search is asked of a statement. */
export interface Found {
  /** For a WITH: the rows `found (id)`, behind others that they need. */
  text: string;
  /** Its parameters, the first ones of the statement. */
  words: readonly (string | number | null | string[])[];
  /** Nothing is exactly what was typed: these are like it. */
  isSimilar: boolean;
}

/**
 * How alike what stands before the @ must be: the longer it is, the less of it a slip changes. By a lower bound a common name is
 * like tens of thousands of addresses, which took a second.
 */
const likenessOf = (mailbox: string) => (mailbox.length >= 8 ? 0.5 : mailbox.length >= 6 ? 0.4 : 0.3);

/**
 * What was typed, exactly where there is such an order, else the most alike.
 * @param most of an address or a card so many orders are looked at; null: all
 */
export async function find(trx: Trx, q: string, most: number | null = null): Promise<Found> {
  const words = wordsOf(q);
  const exactly = { text: foundText(most), words, isSimilar: false };
  const ids = most === null ? null : await idsOf(trx, exactly);
  if (ids !== null && ids.length > 0) return givenIds(ids, false);
  const [mailbox = ''] = q.split('@');
  const isName = words[4] !== null && /\p{L}{4,}/u.test(q);
  const isMailbox = /^[^\s/%_\\]{4,}$/.test(mailbox) && /\p{L}{3,}/u.test(mailbox);
  // Everything is like a few letters.
  if (!isName && !isMailbox) return ids === null ? exactly : givenIds(ids, false);
  if (ids === null) {
    const [any] = await query<{ any: boolean }>(
      trx,
      `WITH ${foundText(1)} SELECT EXISTS (SELECT 1 FROM found) AS any`,
      words,
    );
    if (any?.any) return exactly;
  }
  await query(trx, `SELECT set_config('pg_trgm.similarity_threshold', $1, true)`, [
    String(likenessOf(mailbox)),
  ]);
  const alike = {
    text: similarText,
    words: [isMailbox ? mailbox : null, isName ? q : null],
    isSimilar: true,
  };
  return ids === null ? alike : givenIds(await idsOf(trx, alike), true);
}

/** Few enough are found once, and not again by each statement that counts or shows them. */
const givenIds = (ids: string[], isSimilar: boolean): Found => ({
  text: 'found AS MATERIALIZED (SELECT unnest($1::text[]) AS id)',
  words: [ids],
  isSimilar,
});

async function idsOf(trx: Trx, { text, words }: Found): Promise<string[]> {
  const rows = await query<{ id: string }>(trx, `WITH ${text} SELECT id FROM found`, [...words]);
  return rows.map(({ id }) => id);
}

/** For $1 to $10 of what was typed. An address is asked by what stands before its @: what follows is in most addresses. */
function wordsOf(q: string): Words {
  const escaped = q.replaceAll(/[\\%_]/g, '\\$&');
  const lastFour = /^(?:[·*•.…\s]*)(\d{4})$/.exec(q)?.[1] ?? null;
  // A name has no digits, and one letter is in every name.
  const name = /^[^\d@]{2,}$/.test(q) && /\p{L}{2}/u.test(q) ? escaped : null;
  const mailbox = /^[^@]{3,}@/.test(q) ? (escaped.split('@')[0] ?? null) : null;
  return [escaped.toUpperCase(), escaped, q, lastFour, name, ...placeOf(q), mailbox, phoneDigitsOf(q)];
}

/**
 * `101 / A / 5`, `101/A/5`, `101 A 5`, `Section 101 row A seat 5`: a place as tickets name it; the seat may be left out. With
 * blanks alone between them there is a number, so that a name isn't a place.
 */
function placeOf(q: string): [section: string | null, row: string | null, seat: number | null] {
  const named = /^(?:section|sec)\.?\s+(.+?),?\s+row\s+(\S+?)(?:,?\s+seats?\s+(\d{1,5}))?$/i.exec(q);
  const spaced = /^(?=.*\d)([^\s/@]+)\s+([^\s/@]+)(?:\s+(\d{1,5}))?$/.exec(q);
  const parts = (named ?? spaced)?.slice(1) ?? q.split('/').map((part) => part.trim());
  const [section, row, seat] = parts;
  if (!section || !row || parts.length > 3) return [null, null, null];
  if (seat !== undefined && seat !== '' && !/^\d{1,5}$/.test(seat)) return [null, null, null];
  return [section, row, seat ? Number(seat) : null];
}
