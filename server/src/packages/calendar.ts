/** A package's games: each free, consigned, listed, held, sold, withdrawn or past. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import {
  type GameState,
  gameStates,
  type PackageCalendar,
  type PackageGame,
  packageSeats,
  type SeasonPackage,
} from '@holdfast/shared/packages';
import type { CatalogCalendar } from '../catalog/index.ts';
import type { ListingsOffered } from '../listings/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { showPackage } from './packageRows.ts';

interface GameRow
  extends Pick<
      CatalogCalendar,
      'id' | 'name' | 'away_id' | 'starts_at' | 'local_date' | 'time_tbd' | 'currency'
    >,
    Pick<
      ListingsOffered,
      'price_amount' | 'quantity' | 'available' | 'held' | 'sold' | 'withdrawn' | 'state_reason'
    > {
  away_name: string | null;
  time_zone: string;
  status: PackageGame['status'];
  over: boolean;
  listing_id: string | null;
  of_package: boolean;
  listing_state: NonNullable<PackageGame['listing']>['state'];
}

/** @throws Problem `not_found` */
export async function packageCalendar(trx: Trx, id: string): Promise<PackageCalendar> {
  const found = await showPackage(trx, id);
  // Prefers the newest listing of these seats that isn't withdrawn.
  const rows = await queryPrepared<GameRow>(
    trx,
    `SELECT e.id, e.name, e.away_id, a.short_name AS away_name, e.starts_at, e.local_date::text, v.time_zone, e.time_tbd, e.status,
       e.currency, e.starts_at <= now() AS over, l.id AS listing_id, l.package_id IS NOT DISTINCT FROM $2 AS of_package,
       l.state AS listing_state, l.price_amount, l.quantity, l.available, l.held, l.sold, l.withdrawn, l.state_reason
     FROM catalog_calendar e JOIN catalog_venues_named v ON v.id = e.venue_id LEFT JOIN catalog_performers_named a ON a.id = e.away_id
     LEFT JOIN LATERAL (
       SELECT * FROM listings_offered l WHERE l.event_id = e.id AND place_key(l.section) = place_key($3)
         AND place_key(l."row") = place_key($4)
         AND l.seats && $5::int[]
       ORDER BY (l.state = 'withdrawn' AND l.held + l.sold = 0), l.created_at DESC, l.id DESC LIMIT 1) l ON true
     WHERE e.season_id = $1 ORDER BY e.starts_at, e.id`,
    [found.season.id, id, found.section, found.row, packageSeats(found)],
  );
  const games = rows.map((row) => present(row, found));
  const counts = Object.fromEntries(gameStates.map((state) => [state, 0])) as Record<GameState, number>;
  for (const { state } of games) counts[state] += 1;
  return { package: found, games, counts, currency: rows[0]?.currency ?? marketplaceCurrency };
}

function present(row: GameRow, { season }: SeasonPackage): PackageGame {
  return {
    eventId: row.id,
    name: row.name,
    opponent: row.away_id === null ? null : { id: row.away_id, name: row.away_name ?? row.name },
    startsAt: row.starts_at.toISOString(),
    localDate: row.local_date,
    timeZone: row.time_zone,
    timeTbd: row.time_tbd,
    status: row.status,
    part: partOf(row.local_date, season),
    state: stateOf(row),
    listing:
      row.listing_id === null
        ? null
        : {
            id: row.listing_id,
            state: row.listing_state,
            ofPackage: row.of_package,
            priceAmount: row.price_amount,
            quantity: row.quantity,
            available: row.available,
            held: row.held,
            sold: row.sold,
            withdrawn: row.withdrawn,
            reason: row.state_reason,
          },
  };
}

/** By the season's windows; days are those of the venue. */
function partOf(day: string, { selling, regular, playoffs }: SeasonPackage['season']): PackageGame['part'] {
  const within = (window: { from: string; until: string } | null) =>
    window !== null && window.from <= day && day <= window.until;
  if (within(regular)) return 'regular';
  if (within(playoffs)) return 'playoffs';
  return within(selling) ? 'selling' : null;
}

function stateOf(row: GameRow): GameState {
  if (row.over) return 'past';
  if (row.listing_id === null) return 'free';
  if (row.held > 0) return 'held';
  switch (row.listing_state) {
    case 'draft':
    case 'submitted':
    case 'rejected':
      return 'consigned';
    case 'live':
    case 'paused':
      return row.available > 0 ? 'listed' : row.sold > 0 ? 'sold' : 'withdrawn';
    default:
      return row.sold > 0 ? 'sold' : 'withdrawn';
  }
}
