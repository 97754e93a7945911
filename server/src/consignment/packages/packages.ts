/** A consignor's seats for a season, and the games that are consigned from it in one go. */
import {
  allowedQuantities,
  type newPackage,
  type packageQuery,
  type SeasonPackage,
} from '@holdfast/shared/consignment';
import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Doer } from '../../platform/audit.ts';
import { type Database, inTransaction, run, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { fieldsRefused, notFound } from '../../platform/problem.ts';
import { requireConsignor } from '../consignors/consignors.ts';
import { createListings } from '../listings/createListings.ts';

/** No row of neighbours is longer; it also bounds what one request makes: 200 games of these. */
const mostSeats = 50;

interface Row {
  id: string;
  consignor_id: string;
  consignor_name: string;
  season_id: string;
  season_name: string;
  section: string;
  row: string;
  low_seat: number;
  high_seat: number;
  listings: number;
  submitted: number;
  live: number;
  sold: number;
  created_at: Date;
}

const columns = `k.id, k.consignor_id, c.name AS consignor_name, k.season_id, f.name || ', ' || s.name AS season_name, k.section,
  k."row", k.low_seat, k.high_seat, k.created_at, n.*`;
const tables = `packages k JOIN consignors c ON c.id = k.consignor_id JOIN seasons s ON s.id = k.season_id
  JOIN performers f ON f.id = s.performer_id CROSS JOIN LATERAL (
    SELECT count(*)::int AS listings, count(*) FILTER (WHERE l.state = 'submitted')::int AS submitted,
      count(*) FILTER (WHERE l.state = 'live')::int AS live, coalesce(sum(l.sold), 0)::int AS sold
    FROM listings l WHERE l.package_id = k.id) n`;

function present(row: Row): SeasonPackage {
  return {
    id: row.id,
    consignor: { id: row.consignor_id, name: row.consignor_name },
    season: { id: row.season_id, name: row.season_name },
    section: row.section,
    row: row.row,
    lowSeat: row.low_seat,
    highSeat: row.high_seat,
    listings: row.listings,
    counts: { submitted: row.submitted, live: row.live, sold: row.sold },
    createdAt: row.created_at.toISOString(),
  };
}

export async function listPackages(
  db: Database,
  query: z.output<typeof packageQuery>,
): Promise<{ data: SeasonPackage[]; total: number }> {
  const sort = query.sort === 'section' ? 'k.section' : 'k.created_at';
  return inTransaction(db, async (trx) => {
    const rows = await run<Row>(
      trx,
      `SELECT ${columns} FROM ${tables} WHERE $1::text IS NULL OR k.consignor_id = $1
       ORDER BY ${sort} ${query.order === 'desc' ? 'DESC' : 'ASC'}, k.id LIMIT $2 OFFSET $3`,
      [query.consignorId ?? null, query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await run<{ total: number }>(
      trx,
      'SELECT count(*)::int AS total FROM packages k WHERE $1::text IS NULL OR k.consignor_id = $1',
      [query.consignorId ?? null],
    );
    return { data: rows.map(present), total: count?.total ?? 0 };
  });
}

/** @throws Problem `not_found` */
export async function showPackage(trx: Trx, id: string): Promise<SeasonPackage> {
  const [row] = await run<Row>(trx, `SELECT ${columns} FROM ${tables} WHERE k.id = $1`, [id]);
  if (!row) throw notFound('package');
  return present(row);
}

type Input = z.output<typeof newPackage>;

interface Game {
  id: string;
  season_id: string | null;
  open: boolean;
  max_per_type: number;
}

/**
 * Creates the package and a submitted listing for each chosen game, all or nothing.
 * @throws Problem `validation_failed` naming each field, or `same_seats` with the conflicts side by side
 */
export async function createPackage(
  trx: Trx,
  engine: Engine,
  input: Input,
  doer: Doer,
): Promise<SeasonPackage> {
  await requireConsignor(trx, input.consignorId);
  const eventIds = [...new Set(input.eventIds)];
  const errors = await checkPackage(trx, input, eventIds);
  if (errors.length > 0) throw fieldsRefused(errors);
  const id = newId('package');
  const { section, row, lowSeat, highSeat } = input;
  await run(
    trx,
    `INSERT INTO packages (id, consignor_id, season_id, section, "row", low_seat, high_seat, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, input.consignorId, input.seasonId, section, row, lowSeat, highSeat, doer.by],
  );
  const seats = Array.from({ length: highSeat - lowSeat + 1 }, (_, index) => lowSeat + index);
  await createListings(
    trx,
    engine,
    eventIds.map((eventId) => ({
      eventId,
      consignorId: input.consignorId,
      packageId: id,
      lot: { kind: 'seated', section, row, seats, splitRule: input.splitRule },
      priceAmount: input.priceAmount,
      faceValueAmount: input.faceValueAmount,
      delivery: input.delivery,
      drawback: input.drawback,
      source: 'Season package',
    })),
    { by: doer.by },
  );
  await audit(trx, doer, [{ what: 'package.create', subject: id, after: input }]);
  return showPackage(trx, id);
}

async function checkPackage(trx: Trx, input: Input, eventIds: string[]): Promise<FieldProblem[]> {
  const errors: FieldProblem[] = [];
  const seats = input.highSeat - input.lowSeat + 1;
  if (seats < 1)
    errors.push({ field: 'highSeat', code: 'too_small', message: `Give ${input.lowSeat} or higher.` });
  if (seats > mostSeats)
    errors.push({
      field: 'highSeat',
      code: 'too_big',
      message: `These are ${seats} seats. At most ${mostSeats} neighbours make a package.`,
    });
  const [season] = await run(trx, 'SELECT 1 AS found FROM seasons WHERE id = $1', [input.seasonId]);
  if (!season)
    errors.push({ field: 'seasonId', code: 'unknown', message: 'There is no such season. Choose one.' });
  const games = new Map(
    (
      await run<Game>(
        trx,
        `SELECT id, season_id, starts_at > now() AND status <> 'cancelled' AS open, max_per_type FROM events WHERE id = ANY($1::text[])`,
        [eventIds],
      )
    ).map((game) => [game.id, game]),
  );
  for (const [index, id] of input.eventIds.entries()) {
    const game = games.get(id);
    const field = `eventIds.${index}`;
    if (!game || game.season_id !== input.seasonId)
      errors.push({ field, code: 'unknown', message: 'This game is not of the season. Leave it out.' });
    else if (!game.open)
      errors.push({ field, code: 'over', message: 'This game has begun or is cancelled. Leave it out.' });
  }
  const max = Math.min(...[...games.values()].map(({ max_per_type }) => max_per_type));
  if (
    seats >= 1 &&
    seats <= mostSeats &&
    games.size > 0 &&
    allowedQuantities(input.splitRule, [seats], max).length === 0
  )
    errors.push({
      field: 'splitRule',
      code: 'split_not_possible',
      message: `A fan may take ${max} tickets, so ${seats} seats could never be sold under this rule. Choose another one.`,
    });
  return errors;
}
