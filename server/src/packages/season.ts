/** The season of a package on one page: each seat of each game, with what it was asked, sold for and gave, and a forecast. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import {
  forecastRest,
  type OwnSeason,
  type PackageSeasonReport,
  packageSeats,
  type SeasonGame,
  type SeasonSeat,
  type SeasonSeatState,
  sharesOf,
  sumSeason,
} from '@holdfast/shared/packages';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { showPackage } from './packageRows.ts';

interface Row {
  event_id: string;
  name: string;
  starts_at: Date;
  time_zone: string;
  status: SeasonGame['status'];
  over: boolean;
  seat: number;
  ticket_state: 'free' | 'held' | 'sold' | 'withdrawn' | 'refunded' | null;
  listing_state: string | null;
  taken_back: boolean;
  asked: number | null;
  code: string | null;
  price_amount: number | null;
  commission_amount: number | null;
  fee_amount: number | null;
  proceeds_amount: number | null;
}

/** @throws Problem `not_found` */
export async function packageSeason(trx: Trx, id: string): Promise<PackageSeasonReport> {
  const found = await showPackage(trx, id);
  const { consignor, season, section, row } = found;
  const seats = packageSeats(found);
  const [{ cost } = { cost: null }] = await queryPrepared<{ cost: number | null }>(
    trx,
    'SELECT cost_amount AS cost FROM packages WHERE id = $1',
    [id],
  );
  // A seat that was sold, refunded and sold again has a ticket for each: the sold one counts, else the newest.
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT e.id AS event_id, e.name, e.starts_at, v.time_zone, e.status, e.starts_at <= now() AS over, s.seat,
       t.state AS ticket_state, t.listing_state, t.taken_back_at IS NOT NULL AS taken_back, t.price_amount AS asked, r.code,
       n.price_amount, n.commission_amount, n.fee_amount, n.proceeds_amount
     FROM catalog_calendar e JOIN catalog_venues_named v ON v.id = e.venue_id CROSS JOIN unnest($5::int[]) AS s (seat)
     LEFT JOIN LATERAL (
       SELECT a.state, a.taken_back_at, a.reservation_id, a.listing_id, l.state AS listing_state, l.price_amount
       FROM listings_offered l JOIN tickets_admissions a ON a.listing_id = l.id AND a.seat = s.seat
       WHERE l.event_id = e.id AND l.consignor_id = $2 AND place_key(l.section) = place_key($3) AND place_key(l."row") = place_key($4)
       ORDER BY a.state = 'sold' DESC, a.state = 'held' DESC, l.created_at DESC, a.state = 'refunded', a.id DESC LIMIT 1
     ) t ON true
     LEFT JOIN reservations_current_lines n ON t.state = 'sold' AND n.reservation_id = t.reservation_id AND n.listing_id = t.listing_id
     LEFT JOIN reservations_orders r ON t.state = 'sold' AND r.id = t.reservation_id
     WHERE e.season_id = $1 ORDER BY e.starts_at, e.id, s.seat`,
    [season.id, consignor.id, section, row, seats],
  );
  const games = gamesOf(rows, cost);
  const rest = games
    .filter(isAhead)
    .flatMap((game) => game.seats.filter(({ state }) => isLeft(state))).length;
  return {
    package: { id, consignor, season: season.name, section, row, seats },
    currency: marketplaceCurrency,
    cost,
    games,
    totals: sumSeason(games, cost),
    forecast: forecastRest(await comparableYields(trx, season.id, section), rest),
  };
}

const isAhead = ({ isOver, status }: SeasonGame) =>
  !isOver && status !== 'cancelled' && status !== 'postponed';
const isLeft = (state: SeasonSeatState) => state === 'onSale' || state === 'held' || state === 'waiting';

function gamesOf(rows: readonly Row[], cost: number | null): SeasonGame[] {
  const shares = cost === null ? null : sharesOf(cost, rows.length);
  const games = new Map<string, SeasonGame>();
  for (const [at, row] of rows.entries()) {
    const game = games.get(row.event_id) ?? {
      eventId: row.event_id,
      name: row.name,
      startsAt: row.starts_at.toISOString(),
      timeZone: row.time_zone,
      status: row.status,
      isOver: row.over,
      seats: [],
    };
    game.seats.push(seatOf(row, shares?.[at] ?? null));
    games.set(row.event_id, game);
  }
  return [...games.values()];
}

const seatOf = (row: Row, cost: number | null): SeasonSeat => ({
  seat: row.seat,
  state: stateOf(row),
  asked: row.price_amount ?? row.asked,
  price: row.price_amount,
  commission: row.commission_amount,
  fees: row.fee_amount,
  net: row.proceeds_amount,
  cost,
  order: row.code,
});

function stateOf({ ticket_state, listing_state, taken_back, over }: Row): SeasonSeatState {
  switch (ticket_state) {
    case null:
      return 'free';
    case 'sold':
      return 'sold';
    case 'held':
      return 'held';
    // The end of a sale withdraws what nobody bought.
    case 'withdrawn':
      return listing_state === 'ended' && !taken_back ? 'unsold' : 'off';
    default:
      if (listing_state === 'withdrawn' || listing_state === 'rejected') return 'off';
      if (over || listing_state === 'ended') return 'unsold';
      return listing_state === 'live' ? 'onSale' : 'waiting';
  }
}

/**
 * What a seat on sale in this section gave its consignor at each game of the season that is over, minor units, rounded down. A seat
 * that stayed unsold to the end gave nothing, and one that was taken off sale wasn't on sale.
 */
async function comparableYields(trx: Trx, seasonId: string, section: string): Promise<number[]> {
  const rows = await queryPrepared<{ amount: number }>(
    trx,
    `SELECT (sum(coalesce(n.proceeds_amount, 0)) / count(*))::bigint AS amount
     FROM catalog_calendar e JOIN listings_offered l ON l.event_id = e.id AND place_key(l.section) = place_key($2) AND l.currency = $3
     JOIN tickets_admissions t ON t.listing_id = l.id
     LEFT JOIN reservations_current_lines n ON t.state = 'sold' AND n.reservation_id = t.reservation_id AND n.listing_id = t.listing_id
     WHERE e.season_id = $1 AND e.starts_at <= now() AND e.status NOT IN ('cancelled', 'postponed')
       AND (t.state = 'sold' OR t.state = 'free' AND l.state = 'live' OR t.state IN ('free', 'withdrawn') AND t.taken_back_at IS NULL AND l.state = 'ended')
     GROUP BY e.id ORDER BY e.id`,
    [seasonId, section, marketplaceCurrency],
  );
  return rows.map(({ amount }) => amount);
}

/** Packages that a page offers. */
const mostPackages = 50;

/**
 * A consignor's own packages, and the season of one of them; drafts are staff's alone.
 * @param packageId null: the newest
 * @throws Problem `not_found` for a package that isn't theirs, or doesn't exist, alike
 */
export async function ownSeasonOf(
  trx: Trx,
  consignorId: string,
  packageId: string | null,
): Promise<OwnSeason> {
  const own = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM packages WHERE consignor_id = $1 AND confirmed_at IS NOT NULL ORDER BY id DESC LIMIT ${mostPackages}`,
    [consignorId],
  );
  if (packageId !== null && !own.some(({ id }) => id === packageId)) throw notFound('package');
  const packages: OwnSeason['packages'] = [];
  for (const { id } of own) {
    const found = await showPackage(trx, id);
    const { season, section, row } = found;
    packages.push({ id, season: season.name, section, row, seats: packageSeats(found) });
  }
  const asked = packageId ?? own[0]?.id ?? null;
  return { packages, report: asked === null ? null : await packageSeason(trx, asked) };
}
