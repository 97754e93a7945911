/** Leagues, tours and kinds of shows: the codes that teams, seasons and events have. */
import type { League, leagueInput, leagueQuery, newLeague } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import {
  type Columns,
  type Database,
  inTransaction,
  queryPrepared,
  type Trx,
} from '../../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { CatalogLeague } from '../CatalogLeague.ts';
import { likeWords, retiredIs } from '../listFilters.ts';
import { refreshEvents } from '../refreshEvents.ts';
import { retireEntry } from '../retireEntry.ts';

interface Row
  extends Pick<Columns<CatalogLeague>, 'id' | 'name' | 'sport' | 'logo_id' | 'retired_at' | 'merged_into'> {
  into_name: string | null;
  teams: number;
  events: number;
}

const columns = `l.id, l.name, l.sport, l.logo_id, l.retired_at, l.merged_into, m.name AS into_name,
  (SELECT count(*)::int FROM performers p WHERE p.league = l.id AND p.merged_into IS NULL) AS teams,
  (SELECT count(*)::int FROM events e WHERE e.league = l.id AND e.starts_at > now()) AS events`;

const from = 'leagues l LEFT JOIN leagues m ON m.id = l.merged_into';

const present = ({
  id,
  name,
  sport,
  logo_id,
  retired_at,
  merged_into,
  into_name,
  teams,
  events,
}: Row): League => ({
  id,
  name,
  sport,
  logoId: logo_id,
  teams,
  upcomingEvents: events,
  retiredAt: retired_at?.toISOString() ?? null,
  mergedInto: merged_into === null ? null : { id: merged_into, name: into_name ?? '' },
});

/** One page of leagues, by name. */
export async function listLeagues(
  db: Database,
  { q, state, order, page, perPage }: z.output<typeof leagueQuery>,
): Promise<{ data: League[]; total: number }> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<Row & { total: number }>(
      trx,
      `SELECT ${columns}, count(*) OVER ()::int AS total FROM ${from}
       WHERE l.merged_into IS NULL AND ($1::text IS NULL OR lower(l.id || ' ' || l.name || ' ' || coalesce(l.sport, '')) LIKE $1) AND ${retiredIs('l', '$2')}
       ORDER BY l.name ${order === 'desc' ? 'DESC' : 'ASC'}, l.id LIMIT $3 OFFSET $4`,
      [likeWords(q), state, perPage, (page - 1) * perPage],
    ),
  );
  return { data: rows.map(present), total: rows[0]?.total ?? 0 };
}

/** Every league that is current, by code: for files. */
export async function allLeagues(trx: Trx): Promise<CatalogLeague[]> {
  return CatalogLeague.query(trx).whereNull('retired_at').orderBy('id');
}

export interface KnownLeague {
  /** The code of the league that stands. */
  id: string;
  /** Its own code, which is another one where it was merged. */
  code: string;
  name: string;
}

/** Every league that something new can have, by code; one that was merged has the id of the one that stayed. */
export async function listLeagueNames(trx: Trx): Promise<KnownLeague[]> {
  const leagues = await CatalogLeague.query(trx)
    .select('id', 'name', 'merged_into')
    .where((each) => each.whereNull('retired_at').orWhereNotNull('merged_into'))
    .orderBy('id');
  return leagues.map(({ id, name, mergedInto }) => ({ id: mergedInto ?? id, code: id, name }));
}

/** @throws Problem `not_found` */
export async function showLeague(trx: Trx, id: string): Promise<League> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} FROM ${from} WHERE l.id = $1`, [id]);
  if (!row) throw notFound('league');
  return present(row);
}

/** @throws Problem `validation_failed` when the code is taken */
export async function createLeague(
  trx: Trx,
  facts: z.output<typeof newLeague>,
  principal: Principal,
): Promise<League> {
  // Two at once: the second one waits for the first.
  const made = await queryPrepared(
    trx,
    'INSERT INTO leagues (id, name, sport) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
    [facts.id, facts.name, facts.sport],
  );
  if (made.length === 0)
    throw fieldsRefused([
      { field: 'id', code: 'taken', message: `There is a league ${facts.id} already. Use another code.` },
    ]);
  await audit(trx, principal, [{ what: 'league.create', subject: facts.id, after: facts }]);
  return showLeague(trx, facts.id);
}

/** Renames a league; its events are found by the new words. @throws Problem `not_found`, `already_decided` for a merged one */
export async function changeLeague(
  trx: Trx,
  id: string,
  after: z.output<typeof leagueInput>,
  principal: Principal,
): Promise<League> {
  const found = await lockLeague(trx, id);
  const before = { name: found.name, sport: found.sport };
  if (before.name !== after.name || before.sport !== after.sport) {
    await found.$query(trx).patch(after);
    await refreshEvents(trx, 'league', id);
    await audit(trx, principal, [{ what: 'league.change', subject: id, before, after }]);
  }
  return showLeague(trx, id);
}

/** Retires a league, or takes that back. @throws Problem `not_found`, `already_decided` */
export async function retireLeague(
  trx: Trx,
  id: string,
  retired: boolean,
  principal: Principal,
): Promise<League> {
  await retireEntry(trx, await lockLeague(trx, id), 'league', retired, principal);
  return showLeague(trx, id);
}

async function lockLeague(trx: Trx, id: string): Promise<CatalogLeague> {
  const found = await CatalogLeague.query(trx).findById(id).forNoKeyUpdate();
  if (!found) throw notFound('league');
  if (found.mergedInto !== null)
    throw new Problem('already_decided', 'This league was merged into another one. Change that one.');
  return found;
}
