/** What support's and finance's search finds an order by. */
import { phoneDigitsOf } from '@holdfast/shared/http';
import { query, type Trx } from '../platform/db/index.ts';

/** Of a name that more people have, these many are looked at: the orders of thirty thousand Jennifers took seconds. */
const mostNamed = 300;

/** The orders and the open hold of a person `p`, each by its own index. */
const ordersOfFan = `SELECT id FROM reservations_orders WHERE fan_id = p.id AND state IN ('paid', 'refunded')
        UNION ALL SELECT id FROM reservations_orders WHERE fan_id = p.id AND state IN ('pending.holding', 'pending.paying')`;

/** What was typed, as a statement asks for it. */
interface Asked {
  /** For a WITH: the rows `found (id)`, behind others that they need. */
  text: string;
  /** Its parameters, the first ones of the statement. */
  words: readonly (string | number | null)[];
}

/**
 * How a code begins, with or without its prefix; a part of an email address or of the fan's name; the last four digits of the
 * card; five digits and more of their telephone number; a seat; a ticket's code or barcode; an id of the reservation, of a
 * payment, refund or dispute, ours or Stripe's. Each is asked of its own index, where what was typed can be one: over a million
 * orders one condition for all took seconds, and all of them cost more to plan than to run. What is limited is a WITH of its own:
 * with the limit beside the condition PostgreSQL hopes to come across enough soon and reads the table from its beginning, which
 * took seconds for a name whose orders lie far behind. The listings of a place are one array, which takes one walk through the
 * tickets' index: a join took one for each listing, of which a place may have two thousand.
 */
function exactly(q: string, most: number | null): Asked {
  const words: Array<string | number | null> = [];
  const given = (value: string | number | null) => `$${words.push(value)}`;
  const withs: string[] = [];
  const found: string[] = [];
  const limited = (name: string, text: string) => {
    withs.push(`${name} AS MATERIALIZED (${text})`);
    found.push(`(SELECT id FROM ${name}${most === null ? '' : ` LIMIT ${most}`})`);
  };
  const ofPeople = (name: string, text: string) => {
    withs.push(`${name} AS MATERIALIZED (${text})`);
    found.push(`SELECT o.id FROM (SELECT id FROM ${name} LIMIT ${mostNamed}) p, LATERAL (${ordersOfFan}) o`);
  };
  const escaped = q.replaceAll(/[\\%_]/g, '\\$&');
  const whole = given(q);
  found.push(
    `SELECT t.reservation_id AS id FROM tickets_admissions t WHERE t.code = upper(${whole}) AND t.reservation_id IS NOT NULL`,
    `SELECT t.reservation_id FROM tickets_former_codes f JOIN tickets_admissions t ON t.id = f.ticket_id WHERE f.code = upper(${whole})`,
    `SELECT d.reservation_id FROM deliveries_barcodes b JOIN deliveries_made d ON d.id = b.delivery_id WHERE b.code = ${whole}`,
  );
  // Neither codes nor addresses have blanks.
  if (!/\s/.test(q)) {
    const begin = given(escaped.toUpperCase());
    for (const prefix of ['', `'HF-' || `])
      found.push(`SELECT id FROM reservations_orders WHERE code LIKE ${prefix}${begin} || '%'`);
    const mailbox = /^[^@]{3,}@/.test(q) ? (escaped.split('@')[0] ?? null) : null;
    // A whole address is asked by what stands before its @: what follows is in most addresses.
    if (mailbox === null)
      limited(
        'mailed',
        `SELECT id FROM reservations_orders WHERE email ILIKE '%' || ${given(escaped)} || '%'`,
      );
    else
      found.push(`SELECT id FROM reservations_orders WHERE email IS NOT NULL AND split_part(email, '@', 1) ILIKE '%' || ${given(mailbox)}
        AND strpos(lower(email), lower(${whole})) > 0`);
  }
  // Every id has its kind before an underscore.
  if (q.includes('_')) {
    found.push(`SELECT id FROM reservations_orders WHERE id = ${whole}`);
    for (const view of ['payments_charges', 'payments_refunds', 'payments_disputes'])
      found.push(`SELECT reservation_id FROM ${view} WHERE id = ${whole} OR stripe_id = ${whole}`);
  }
  const lastFour = /^(?:[·*•.…\s]*)(\d{4})$/.exec(q)?.[1];
  if (lastFour)
    limited(
      'carded',
      `SELECT reservation_id AS id FROM payments_charges WHERE card_last4 = ${given(lastFour)}`,
    );
  if (isName(q))
    ofPeople(
      'named',
      `SELECT p.id FROM accounts_people_named p WHERE p.name ILIKE '%' || ${given(escaped)} || '%'`,
    );
  const phone = phoneDigitsOf(q);
  if (phone !== null)
    ofPeople(
      'called',
      `SELECT id FROM accounts_phones WHERE phone_digits LIKE '%' || ${given(phone)} || '%'`,
    );
  const place = placeOf(q);
  if (place) {
    const isSeat = place.seat === null ? '' : `AND t.seat = ${given(place.seat)}`;
    limited(
      'placed',
      `SELECT DISTINCT t.reservation_id AS id FROM tickets_admissions t
       WHERE t.listing_id = ANY(ARRAY(SELECT l.id FROM listings_offered l WHERE l.section IS NOT NULL
           AND place_key(l.section) = place_key(${given(place.section)}) AND place_key(l."row") = place_key(${given(place.row)})))
         ${isSeat} AND t.state <> 'refunded' AND t.reservation_id IS NOT NULL`,
    );
  }
  withs.push(`found AS MATERIALIZED (${found.join('\n UNION ')})`);
  return { text: withs.join(',\n'), words };
}

/** The most alike by $1, what stands before the @ of an address, and $2, a name. */
const similarText = `found AS MATERIALIZED (
    (SELECT o.id FROM (SELECT p.id FROM accounts_people_named p WHERE $2::text <% p.name
        ORDER BY word_similarity($2, p.name) DESC, p.id LIMIT 20) p,
      LATERAL (${ordersOfFan}) o LIMIT 50)
    UNION (SELECT r.id FROM reservations_orders r WHERE r.email IS NOT NULL AND $1::text % split_part(r.email, '@', 1)
      ORDER BY similarity($1, split_part(r.email, '@', 1)) DESC, r.id DESC LIMIT 50))`;

/** How a search is asked of a statement. */
export interface Found extends Asked {
  /** Nothing is exactly what was typed: these are like it. */
  isSimilar: boolean;
}

/**
 * How alike what stands before the @ must be: the longer it is, the less of it a slip changes. By a lower bound a common name is
 * like tens of thousands of addresses, which took a second. Two neighbors that changed places in sixteen letters leave 0.62.
 */
const likenessOf = ({ length }: string) => (length >= 16 ? 0.6 : length >= 8 ? 0.5 : length >= 6 ? 0.4 : 0.3);

/** What was typed, exactly where there is such an order, else the most alike: all of them, as rows of a statement. */
export async function find(trx: Trx, q: string): Promise<Found> {
  const asked = exactly(q, null);
  const alike = alikeTo(q);
  if (alike === null || (await anyOf(trx, exactly(q, 1)))) return { ...asked, isSimilar: false };
  await setLikeness(trx, q);
  return { ...alike, isSimilar: true };
}

/**
 * The orders that `find` finds, by id: few enough are found once, and not again by each statement that counts or shows them.
 * @param most of an address, a card or a place so many orders are looked at
 */
export async function findIds(
  trx: Trx,
  q: string,
  most: number,
): Promise<{ ids: string[]; isSimilar: boolean }> {
  const ids = await idsOf(trx, exactly(q, most));
  const alike = alikeTo(q);
  if (ids.length > 0 || alike === null) return { ids, isSimilar: false };
  await setLikeness(trx, q);
  return { ids: await idsOf(trx, alike), isSimilar: true };
}

/** A name has no digits, and one letter is in every name. */
const isName = (q: string) => /^[^\d@]{2,}$/.test(q) && /\p{L}{2}/u.test(q);

/** What stands before the @. */
const mailboxOf = (q: string) => q.split('@')[0] ?? '';

/** What is like it; null where everything is like a few letters. */
function alikeTo(q: string): Asked | null {
  const mailbox = mailboxOf(q);
  const name = isName(q) && /\p{L}{4,}/u.test(q) ? q : null;
  const isMailbox = /^[^\s/%_\\]{4,}$/.test(mailbox) && /\p{L}{3,}/u.test(mailbox);
  if (name === null && !isMailbox) return null;
  return { text: similarText, words: [isMailbox ? mailbox : null, name] };
}

async function setLikeness(trx: Trx, q: string): Promise<void> {
  await query(trx, `SELECT set_config('pg_trgm.similarity_threshold', $1, true)`, [
    String(likenessOf(mailboxOf(q))),
  ]);
}

async function anyOf(trx: Trx, { text, words }: Asked): Promise<boolean> {
  const [row] = await query<{ any: boolean }>(
    trx,
    `WITH ${text} SELECT EXISTS (SELECT 1 FROM found) AS any`,
    [...words],
  );
  return row?.any ?? false;
}

async function idsOf(trx: Trx, { text, words }: Asked): Promise<string[]> {
  const rows = await query<{ id: string }>(trx, `WITH ${text} SELECT id FROM found`, [...words]);
  return rows.map(({ id }) => id);
}

/**
 * `101 / A / 5`, `101/A/5`, `101 A 5`, `Section 101 row A seat 5`: a place as tickets name it; the seat may be left out. With
 * blanks alone between them there is a number, so that a name isn't a place.
 */
function placeOf(q: string): { section: string; row: string; seat: number | null } | null {
  const named = /^(?:section|sec)\.?\s+(.+?),?\s+row\s+(\S+?)(?:,?\s+seats?\s+(\d{1,5}))?$/i.exec(q);
  const spaced = /^(?=.*\d)([^\s/@]+)\s+([^\s/@]+)(?:\s+(\d{1,5}))?$/.exec(q);
  const parts = (named ?? spaced)?.slice(1) ?? q.split('/').map((part) => part.trim());
  const [section, row, seat] = parts;
  if (!section || !row || parts.length > 3) return null;
  if (seat !== undefined && seat !== '' && !/^\d{1,5}$/.test(seat)) return null;
  return { section, row, seat: seat ? Number(seat) : null };
}
