/** The decisions that feeds and schedule files ask for, with the listings and orders that each hits. */
import type { EventHits } from '@holdfast/shared/eventChanges';
import type { GameChange, GameChangeDetail, gameChangeQuery } from '@holdfast/shared/feeds';
import type { z } from 'zod';
import { hitsOfEvent, hitsOfEvents } from '../../eventChanges/index.ts';
import { listingLabel } from '../../listings/index.ts';
import { type Columns, listPage, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { FeedGameChange } from './FeedGameChange.ts';

/** Rows of the lists of a decision's page. */
const mostRows = 200;

type Row = Columns<FeedGameChange> & {
  event_name: string;
  status: GameChange['event']['status'];
  event_starts_at: Date;
  event_venue_id: string;
  time_zone: string;
  decider: string | null;
  finder: string | null;
  venue_name: string | null;
  venue_city: string | null;
  venue_zone: string | null;
};

const columns = `g.id, g.feed, g.feed_id, g.event_id, g.run_id, g.season_id, g.found_by, g.kind, g.starts_at, g.venue_id, g.found_at,
  g.decision, g.decided_by, g.decided_at, g.reason, g.change_id, e.short_name AS event_name, e.status, e.starts_at AS event_starts_at, e.venue_id AS event_venue_id,
  e.time_zone, p.name AS decider, f.name AS finder, v.name AS venue_name, v.city AS venue_city, v.time_zone AS venue_zone`;
const tables = `FROM feed_game_changes g JOIN catalog_events_named e ON e.id = g.event_id
  LEFT JOIN accounts_people_named p ON p.id = g.decided_by LEFT JOIN accounts_people_named f ON f.id = g.found_by
  LEFT JOIN catalog_venues_named v ON v.id = g.venue_id`;

async function presentAll(trx: Trx, rows: readonly Row[]): Promise<GameChange[]> {
  const hits = await hitsOfEvents(trx, [...new Set(rows.map(({ event_id }) => event_id))]);
  return rows.map((row) => present(row, hits.get(row.event_id) as EventHits));
}

function present(row: Row, hits: EventHits): GameChange {
  return {
    id: row.id,
    feed: row.feed,
    runId: row.run_id,
    file: row.season_id === null ? null : { seasonId: row.season_id, by: row.finder ?? 'The marketplace' },
    kind: row.kind,
    event: {
      id: row.event_id,
      name: row.event_name,
      status: row.status,
      startsAt: row.event_starts_at.toISOString(),
      timeZone: row.time_zone,
      venueId: row.event_venue_id,
    },
    startsAt: row.starts_at?.toISOString() ?? null,
    venue:
      row.venue_id === null
        ? null
        : {
            id: row.venue_id,
            name: row.venue_name ?? '',
            city: row.venue_city ?? '',
            timeZone: row.venue_zone ?? row.time_zone,
          },
    foundAt: row.found_at.toISOString(),
    hits,
    changeId: row.change_id,
    decided:
      row.decision === null || row.decided_at === null
        ? null
        : {
            decision: row.decision,
            by: row.decider ?? (row.feed === null ? 'A later file' : 'The feed'),
            at: row.decided_at.toISOString(),
            reason: row.reason,
          },
  };
}

export async function listGameChanges(
  trx: Trx,
  listQuery: z.output<typeof gameChangeQuery>,
): Promise<{ data: GameChange[]; total: number; next: string | null }> {
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns,
      from: tables,
      countedFrom: 'FROM feed_game_changes g',
      where: '(g.decision IS NOT NULL) = $1 AND ($2::text IS NULL OR g.season_id = $2)',
      values: [listQuery.decided === 'true', listQuery.seasonId ?? null],
      keys: [
        { by: 'g.found_at', type: 'timestamptz', order: listQuery.order },
        { by: 'g.id', type: 'text', order: 'asc' },
      ],
    },
    listQuery,
  );
  return { data: await presentAll(trx, rows), total, next };
}

/** What waits for a decision, oldest first. @param most how many */
export async function gameChangesWaiting(trx: Trx, most: number): Promise<GameChange[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT ${columns} ${tables} WHERE g.decision IS NULL ORDER BY g.found_at, g.id LIMIT $1`,
    [most],
  );
  return presentAll(trx, rows);
}

/** @throws Problem `not_found` */
export async function showGameChange(trx: Trx, id: string): Promise<GameChangeDetail> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} ${tables} WHERE g.id = $1`, [id]);
  if (!row) throw notFound('decision');
  return { ...present(row, await hitsOfEvent(trx, row.event_id)), ...(await hitBy(trx, row)) };
}

/** The listings of its event that aren't over, and the orders and holds of it. */
async function hitBy(trx: Trx, row: Row): Promise<Pick<GameChangeDetail, 'listings' | 'orders'>> {
  const listings = await queryPrepared<{
    id: string;
    section: string | null;
    row: string | null;
    seats: number[];
    ticket_type: string;
    quantity: number;
    consignor: string;
    state: string;
    available: number;
    held: number;
    sold: number;
  }>(
    trx,
    `SELECT l.id, l.section, l."row", l.seats, l.ticket_type, l.quantity, c.name AS consignor, l.state, l.available, l.held, l.sold
     FROM listings_offered l JOIN consignors_named c ON c.id = l.consignor_id
     WHERE l.event_id = $1 AND (listing_is_open(l.state) OR l.sold > 0) ORDER BY l.section NULLS LAST, l."row", l.id LIMIT ${mostRows}`,
    [row.event_id],
  );
  const orders = await queryPrepared<{
    id: string;
    code: string;
    state: string;
    ticket_count: number;
    total_amount: number;
    currency: string;
    at: Date;
  }>(
    trx,
    `SELECT id, code, state, ticket_count, total_amount, currency, coalesce(paid_at, created_at) AS at FROM reservations_orders
     WHERE event_id = $1 AND (reservation_is_open(state) OR state = 'paid') ORDER BY created_at, id LIMIT ${mostRows}`,
    [row.event_id],
  );
  return {
    listings: listings.map((each) => ({
      id: each.id,
      label: listingLabel({ ...each, ticketType: each.ticket_type, eventName: row.event_name }),
      consignor: each.consignor,
      state: each.state,
      available: each.available,
      held: each.held,
      sold: each.sold,
    })),
    orders: orders.map((each) => ({
      id: each.id,
      code: each.code,
      state: each.state,
      tickets: each.ticket_count,
      total: { amount: each.total_amount, currency: each.currency },
      at: each.at.toISOString(),
    })),
  };
}
