/**
 * A filter of the staff as SQL: only the conditions that are asked for, and only the tables that they need, since over
 * 100,000 listings a join that nothing needs is most of the time.
 */
import type { ListingFilter, ListingQueue } from '@holdfast/shared/listings';
import { capOfListing, marketAmount, marketTables } from './market.ts';

export interface ListingWhere {
  /** `listings l` with what the conditions need beside it. */
  from: string;

  all: string;
  /** For $1, $2, … of the conditions. */
  values: unknown[];
}

/** Tables beside `listings l`, in the order in which they are joined. */
const tables = {
  event: 'JOIN catalog_calendar e ON e.id = l.event_id',
  consignor: 'JOIN consignors_named c ON c.id = l.consignor_id',
  market: marketTables,
  venue: 'JOIN catalog_venues_named v ON v.id = e.venue_id',
  cap: capOfListing({ country: 'v.country', region: 'v.region' }),
};
type Table = keyof typeof tables;

/** Tolerance of the queue "to price", in basis points. */
const marketTolerance = 1_500;

/** SQL conditions of the staff queues; events that have begun are left out. */
export const queueConditions: Record<ListingQueue, { needs: Table[]; text: string }> = {
  toApprove: { needs: [], text: `listing_is_waiting(l.state)` },
  toPrice: {
    needs: ['event', 'market', 'venue', 'cap'],
    text: `listing_is_sellable(l.state) AND l.available > 0 AND e.starts_at > now() AND (
      l.price_amount::bigint * 10000 NOT BETWEEN ${marketAmount}::bigint * ${10_000 - marketTolerance} AND ${marketAmount}::bigint * ${10_000 + marketTolerance}
      OR l.price_amount < l.floor_amount OR l.price_amount > l.ceiling_amount OR l.price_amount > cap.cap_amount)`,
  },
  delistRequested: {
    needs: [],
    text: `l.delist_requested_at IS NOT NULL AND listing_is_open(l.state)`,
  },
  inHandPassed: {
    needs: ['event'],
    text: `l.in_hand_on < now() AND listing_is_offered(l.state) AND e.starts_at > now()`,
  },
  eventSoonUnsold: {
    needs: ['event'],
    text: `listing_is_selling(l.state) AND l.available > 0 AND e.starts_at > now() AND e.starts_at < now() + interval '48 hours'`,
  },
};

const standing = {
  floor: 'l.price_amount <= l.floor_amount',
  ceiling: 'l.price_amount >= l.ceiling_amount',
  cap: 'l.price_amount >= cap.cap_amount',
} as const;

/** @param me who asks, for `owner=me` */
export function listingWhere(filter: ListingFilter, me: string | null, also: Table[] = []): ListingWhere {
  const needs = new Set<Table>(also);
  const values: unknown[] = [];
  const conditions: string[] = [];
  const when = (asked: unknown, text: (parameter: string) => string, ...needed: Table[]) => {
    if (asked === undefined || asked === null) return;
    values.push(asked);
    conditions.push(text(`$${values.length}`));
    for (const table of needed) needs.add(table);
  };
  when(
    wordsOf(filter.q),
    (p) => `(e.search || ' ' || lower(c.name || ' ' || coalesce(l.section, '') || ' ' || l.ticket_type || ' '
      || coalesce(l.external_id, '') || ' ' || l.id)) LIKE ALL (${p}::text[])`,
    'event',
    'consignor',
  );
  if (filter.queue) {
    const { text, needs: needed } = queueConditions[filter.queue];
    conditions.push(`(${text})`);
    for (const table of needed) needs.add(table);
  }
  if (filter.owner === 'none') conditions.push('l.owner_id IS NULL');
  else when(filter.owner === 'me' ? me : filter.owner, (p) => `l.owner_id = ${p}`);
  when(filter.eventId, (p) => `l.event_id = ${p}`);
  when(filter.consignorId, (p) => `l.consignor_id = ${p}`);
  when(filter.packageId, (p) => `l.package_id = ${p}`);
  when(filter.importId, (p) => `l.import_id = ${p}`);
  when(
    filter.runId,
    (p) => `l.id IN (SELECT r.listing_id FROM bulk_run_rows r WHERE r.run_id = ${p} AND r.outcome = 'done')`,
  );
  if (filter.league === 'own') {
    conditions.push(`e.kind = 'own'`);
    needs.add('event');
  } else when(filter.league, (p) => `e.league = (SELECT catalog_league_of(${p}))`, 'event');
  when(filter.startsFrom, (p) => `e.starts_at >= ${p}::timestamptz`, 'event');
  when(filter.startsUntil, (p) => `e.starts_at < ${p}::timestamptz`, 'event');
  when(filter.submittedBefore, (p) => `l.submitted_at < ${p}::timestamptz`);
  if (filter.atLimit) {
    conditions.push(standing[filter.atLimit]);
    if (filter.atLimit === 'cap') for (const table of ['venue', 'cap'] as const) needs.add(table);
  }
  when(filter.priceFrom, (p) => `l.price_amount >= ${p}::int`);
  when(filter.priceUntil, (p) => `l.price_amount <= ${p}::int`);
  const overMarket = (sign: string) => (p: string) =>
    `l.price_amount::bigint * 10000 ${sign} ${marketAmount}::bigint * (10000 + ${p}::int)`;
  when(filter.marketFrom, overMarket('>='), 'market');
  when(filter.marketUntil, overMarket('<='), 'market');
  when(namesOf(filter.state), (p) => `l.state = ANY (${p}::text[])`);
  when(namesOf(filter.except), (p) => `l.id <> ALL (${p}::text[])`);
  if (needs.has('venue')) needs.add('event');
  const joined = (Object.keys(tables) as Table[]).filter((table) => needs.has(table));
  return {
    from: ['listings l', ...joined.map((table) => tables[table])].join(' '),
    all: conditions.join(' AND ') || 'true',
    values,
  };
}

/** What commas separate, without blanks; undefined when nothing is asked for. */
export function namesOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function wordsOf(q: string | undefined): string[] | undefined {
  const words = q
    ?.toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return words?.length ? words : undefined;
}
