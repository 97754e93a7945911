/**
 * What support reads over a million orders and ten million transitions: the one search box by everything that an order is known
 * by, and the question which actors were in a state at a moment.
 */
import { foldStays } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { asker } from './asker.ts';
import { recordResult, whole } from './report.ts';

/** Orders that the words are taken from, in turn. */
const samples = 200;

/** Accounts for some of the fans, and barcodes for some of the tickets: the generated data has neither. */
export async function nameFans({ db }: AppContext): Promise<void> {
  await db.raw(
    `INSERT INTO people (id, name, email, password_hash, roles)
     SELECT 'per_' || substr(r.fan_id, 5), initcap(split_part(r.email, '.', 1)) || ' ' || initcap(regexp_replace(split_part(split_part(r.email, '@', 1), '.', 2), '\\d', '', 'g')),
       r.email, 'none', '{fan}' FROM reservations r WHERE r.email LIKE '%7@%' ON CONFLICT DO NOTHING`,
  );
  await db.raw(
    `UPDATE reservations r SET fan_id = p.id FROM people p WHERE p.id = 'per_' || substr(r.fan_id, 5) AND p.password_hash = 'none'`,
  );
  await db.raw(
    `INSERT INTO delivery_barcodes (event_id, code, delivery_id, ticket_id)
     SELECT t.event_id, 'B' || left(md5(t.id), 15), d.id, t.id FROM tickets t JOIN deliveries d ON d.reservation_id = t.reservation_id AND d.listing_id = t.listing_id
     WHERE t.state = 'sold' LIMIT 500000 ON CONFLICT DO NOTHING`,
  );
  await db.raw('VACUUM (ANALYZE) people, reservations, delivery_barcodes');
}

/** Asks the box, one after the other, by each kind of word in turn. */
export async function readSearch({ db }: AppContext, port: number): Promise<void> {
  const ask = await asker(db, port, 'support');
  const orders = await db.raw(
    `SELECT r.code, r.email, p.id AS payment, p.stripe_id, p.card_last4, t.code AS ticket, l.section, l."row", t.seat, e.name AS fan, b.code AS barcode
     FROM reservations r JOIN payments_charges p ON p.reservation_id = r.id
     JOIN LATERAL (SELECT * FROM tickets t WHERE t.reservation_id = r.id LIMIT 1) t ON true JOIN listings l ON l.id = t.listing_id
     LEFT JOIN people e ON e.id = r.fan_id LEFT JOIN delivery_barcodes b ON b.ticket_id = t.id
     WHERE r.id IN (SELECT id FROM reservations TABLESAMPLE SYSTEM (2)) AND r.state = 'paid' ORDER BY md5(r.id) LIMIT ${samples * 20}`,
  );
  const rows = orders.rows as Array<Record<string, string | null>>;
  const wordsOf = (word: (row: Record<string, string | null>) => string | null | undefined) =>
    rows.flatMap((row) => word(row) ?? []).slice(0, samples);
  const slip = (text: string) => `${text.slice(0, 3)}${text.slice(4)}`;
  const kinds: Array<[what: string, words: string[]]> = [
    ['order code', wordsOf(({ code }) => code)],
    ['the begin of a code', wordsOf(({ code }) => code?.slice(3, 8))],
    ['whole address', wordsOf(({ email }) => email)],
    ['a part of an address', wordsOf(({ email }) => email?.split('@')[0]?.slice(2))],
    ['misspelled address', wordsOf(({ email }) => email && slip(email))],
    ['name', wordsOf(({ fan }) => fan)],
    ['last name', wordsOf(({ fan }) => fan?.split(' ')[1])],
    ['misspelled name', wordsOf(({ fan }) => fan && slip(fan))],
    ['last four of the card', wordsOf(({ card_last4: last }) => last)],
    ['Stripe’s id', wordsOf(({ stripe_id: id }) => id)],
    ['ticket code', wordsOf(({ ticket }) => ticket)],
    ['barcode', wordsOf(({ barcode }) => barcode)],
    ['seat', wordsOf(({ section, row, seat }) => (seat === null ? null : `${section} / ${row} / ${seat}`))],
    ['nothing that is there', ['zzqqxx', 'HF-ZZZZZZZZ', 'nobody.of.this.kind@example.com']],
  ];
  for (const [what, words] of kinds)
    await ask(
      `Search by ${what}`,
      words.map((q) => `/search?q=${encodeURIComponent(q)}`),
      '200 ms',
    );
}

/** Folds the whole log, then asks which actors were in a state at moments of the past year. */
export async function readMoments({ db }: AppContext, port: number): Promise<void> {
  const ask = await asker(db, port, 'support');
  const begun = performance.now();
  await foldStays(db);
  await db.raw('VACUUM (ANALYZE) actor_stays');
  const [{ count }] = (await db.raw('SELECT count(*) FROM transitions')).rows;
  recordResult({
    what: `Folding ${whole(Number(count))} transitions, once`,
    ours: `${((performance.now() - begun) / 1000).toFixed(0)} s`,
    goal: 'reported',
  });
  const moments = (
    await db.raw(
      `SELECT at FROM transitions TABLESAMPLE SYSTEM (0.05) WHERE actor_type = 'payment' ORDER BY md5(actor_id) LIMIT ${samples}`,
    )
  ).rows.map(({ at }: { at: Date }) => at.toISOString());
  for (const [what, type, state, minutes] of [
    ['holds that were paying, at a moment', 'reservation', 'pending.paying', 0],
    ['holds that were paying for over 5 minutes', 'reservation', 'pending.paying', 5],
    ['open holds, by their tag', 'reservation', '#open', 0],
    ['payments that were confirming', 'payment', 'open.confirming', 0],
    ['orders that were paid: more than can be counted', 'reservation', 'paid', 0],
  ] as const)
    await ask(
      `Which ${what}`,
      moments.map(
        (at: string) =>
          `/machines/then?type=${type}&state=${encodeURIComponent(state)}&at=${at}&minutes=${minutes}`,
      ),
      '500 ms',
    );
}
