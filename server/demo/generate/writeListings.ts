/** Writes the planned events, consignors and listings. */
import { queryPrepared, type Trx } from '../../src/platform/db/index.ts';
import { marks } from './histories.ts';
import type { PlannedEvent } from './plan.ts';

/** The `source` of generated events. */
export const generatedSource = 'generated';

/** Writes the events. */
export async function writeEvents(trx: Trx, events: readonly PlannedEvent[]): Promise<void> {
  await queryPrepared(
    trx,
    `WITH made AS (
       INSERT INTO events (id, source, source_id, slug, name, kind, league, home_id, away_id, venue_id, starts_at, local_date, currency, search)
       SELECT generated.id('evt', 'a', n.n), '${generatedSource}', n.n::text,
         trim(BOTH '-' FROM regexp_replace(lower(n.name), '[^a-z0-9]+', '-', 'g')) || '-generated-' || n.n, n.name, 'game', n.league, n.home, n.away, n.venue,
         n.starts_at, (n.starts_at AT TIME ZONE v.time_zone)::date, 'USD',
         lower(n.name || ' ' || v.name || ' ' || v.city || ' ' || n.league || ' ' || (n.starts_at AT TIME ZONE v.time_zone)::date)
       FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
         AS n (n, name, league, home, away, venue, starts_at) JOIN venues v ON v.id = n.venue
       RETURNING source_id, id, starts_at
     )
     INSERT INTO generated.events SELECT source_id::int, id, starts_at FROM made`,
    [
      events.map(({ n }) => n),
      events.map(({ home, away }) => `${away.name} at ${home.name}`),
      events.map(({ home }) => home.league),
      events.map(({ home }) => home.id),
      events.map(({ away }) => away.id),
      events.map(({ home }) => home.venueId),
      events.map(({ startsAt }) => new Date(startsAt).toISOString()),
    ],
  );
}

const firstNames = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Hazel',
  'Juniper',
  'Laurel',
  'Maple',
];
const lastNames = ['Street', 'Hill', 'Square', 'Court', 'Lane', 'Row', 'Park', 'Bridge'];
const trades = ['Seats', 'Season Tickets', 'Family', 'Ticket Exchange', 'Partners'];

/** Writes the consignors. */
export async function writeConsignors(trx: Trx, count: number, madeAt: string): Promise<void> {
  const names = Array.from({ length: count }, (_, n) => {
    const words = [firstNames[n % 10], lastNames[Math.floor(n / 10) % 8], trades[Math.floor(n / 80) % 5]];
    return n < 400 ? words.join(' ') : `${words.join(' ')} ${Math.floor(n / 400) + 1}`;
  });
  await queryPrepared(
    trx,
    `INSERT INTO consignors (id, name, email, created_at)
     SELECT generated.id('con', 'b', n.n::int - 1), n.name, 'generated-' || n.n || '@example.com', $2::timestamptz
     FROM unnest($1::text[]) WITH ORDINALITY AS n (name, n)`,
    [names, madeAt],
  );
}

/** SQL that fills a listing's own values into a history. */
const ownPrices = (text: string) => `replace(replace(replace(${text}, '${marks.price}', g.price::text),
  '${marks.firstPrice}', (g.price + g.price / 8)::text), '${marks.endsAt}', to_char(g.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
const momentOf = `CASE s.moment WHEN 'made' THEN g.made_at WHEN 'approved' THEN g.made_at + interval '15 minutes'
  WHEN 'repriced' THEN g.made_at + interval '1 hour' WHEN 'left' THEN g.left_at ELSE g.ends_at END`;
/** SQL: whether the unsold tickets are off sale. */
const isOff = `g.history IN ('ended', 'endedRepriced', 'withdrawn')`;
const range = 'g.n >= $1 AND g.n < $2';

/** Writes a range of listings with their logs, prices and timers, and their unsold tickets. */
export async function writeListings(trx: Trx, from: number, to: number): Promise<void> {
  const within = [from, to];
  await queryPrepared(
    trx,
    `INSERT INTO listings (id, event_id, consignor_id, kind, ticket_type, section, "row", seats, split_rule, price_amount, currency, delivery,
       quantity, available, sold, withdrawn, source, submitted_at, created_at, state, snapshot, machine_version, version)
     SELECT g.id, e.id, g.consignor_id, g.kind, g.ticket_type, g.section, g."row",
       CASE WHEN g.kind = 'seated' THEN ARRAY(SELECT generate_series(g.first_seat, g.first_seat + g.quantity - 1)) ELSE '{}' END, 'any', g.price, 'USD',
       'Tickets ready now', g.quantity, CASE WHEN ${isOff} THEN 0 ELSE g.quantity - g.sold END, g.sold, CASE WHEN ${isOff} THEN g.quantity - g.sold ELSE 0 END,
       'Generated', g.made_at, g.made_at, history.state, ${ownPrices('history.snapshot')}::jsonb, history.machine_version, history.version
     FROM generated.listings g JOIN generated.events e ON e.n = g.event_n JOIN generated.histories history ON history.machine = 'listing' AND history.history = g.history
     WHERE ${range} ORDER BY g.n`,
    within,
  );
  await queryPrepared(
    trx,
    `INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by, reason)
     SELECT g.id, s.version, 'listing', s.message, ${ownPrices('s.payload')}::jsonb, s.from_state, s.to_state, history.machine_version, ${momentOf}, s.by, s.reason
     FROM generated.listings g JOIN generated.histories history ON history.machine = 'listing' AND history.history = g.history
     JOIN generated.steps s ON s.machine = history.machine AND s.history = history.history WHERE ${range} ORDER BY g.n, s.version`,
    within,
  );
  await queryPrepared(
    trx,
    `INSERT INTO timers (actor_id, timer_id, actor_type, armed_by, fire_at)
     SELECT g.id, history.timer_id, 'listing', history.armed_by, g.ends_at
     FROM generated.listings g JOIN generated.histories history ON history.machine = 'listing' AND history.history = g.history AND history.timer_id IS NOT NULL WHERE ${range}`,
    within,
  );
  await queryPrepared(
    trx,
    `INSERT INTO listing_prices (listing_id, version, price_amount, at, by)
     SELECT g.id, s.version, (${ownPrices('s.payload')}::jsonb ->> 'priceAmount')::int, ${momentOf}, s.by
     FROM generated.listings g JOIN generated.steps s ON s.machine = 'listing' AND s.history = g.history AND s.message IN ('created', 'reprice') WHERE ${range}`,
    within,
  );
  await queryPrepared(
    trx,
    `INSERT INTO tickets (id, listing_id, event_id, section, "row", seat, state)
     SELECT generated.id('tkt', 'd', g.n * 8 + seat.nth), g.id, e.id, g.section, g."row", g.first_seat + seat.nth, CASE WHEN ${isOff} THEN 'withdrawn' ELSE 'free' END
     FROM generated.listings g JOIN generated.events e ON e.n = g.event_n CROSS JOIN LATERAL generate_series(g.sold, g.quantity - 1) AS seat (nth)
     WHERE g.kind = 'seated' AND ${range} ORDER BY g.n, seat.nth`,
    within,
  );
}
