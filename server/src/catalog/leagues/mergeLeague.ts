/** Two leagues that are one: teams, seasons and events of the one move to the other, and the one stays as a pointer. */
import type { MergePreview } from '@holdfast/shared/catalog';
import type { Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { CatalogLeague } from '../CatalogLeague.ts';
import { bothOf, leavePointer, mergeRefusal } from '../mergeEntries.ts';
import { refreshEvents } from '../refreshEvents.ts';

/** What a merge would move, or why it can't be done. @throws Problem `not_found` */
export async function previewLeagueMerge(trx: Trx, id: string, intoId: string): Promise<MergePreview> {
  const [from, into] = await bothLeagues(trx, id, intoId);
  const [count] = await queryPrepared<{
    ahead: number;
    past: number;
    seasons: number;
    teams: number;
    twins: number;
  }>(
    trx,
    `SELECT (SELECT count(*)::int FROM events WHERE league = $1 AND starts_at > now()) AS ahead,
       (SELECT count(*)::int FROM events WHERE league = $1 AND starts_at <= now()) AS past,
       (SELECT count(*)::int FROM seasons WHERE league = $1) AS seasons,
       (SELECT count(*)::int FROM performers WHERE league = $1 AND merged_into IS NULL) AS teams,
       (SELECT count(*)::int FROM performers a JOIN performers b ON lower(b.name) = lower(a.name) AND b.league = $2
          AND b.merged_into IS NULL WHERE a.league = $1 AND a.merged_into IS NULL) AS twins`,
    [id, intoId],
  );
  return {
    moves: [
      { what: 'Events ahead', count: count?.ahead ?? 0 },
      { what: 'Past events', count: count?.past ?? 0 },
      { what: 'Seasons', count: count?.seasons ?? 0 },
      { what: 'Teams and artists', count: count?.teams ?? 0 },
      { what: 'Of these, to be merged next: of the same name', count: count?.twins ?? 0 },
    ],
    refused: mergeRefusal(from, into, 'league'),
  };
}

/**
 * Merges a league into another one, which keeps its own facts and takes those that it lacks.
 * @throws Problem `not_found`; `validation_failed` with the reason that the preview names
 */
export async function mergeLeague(trx: Trx, id: string, intoId: string, principal: Principal): Promise<void> {
  const [from, into] = await bothLeagues(trx, id, intoId);
  const { moves, refused } = await previewLeagueMerge(trx, id, intoId);
  if (refused !== null) throw new Problem('validation_failed', refused);
  await into.$query(trx).patch({ sport: into.sport ?? from.sport, logoId: into.logoId ?? from.logoId });
  for (const table of ['performers', 'seasons', 'events'])
    await queryPrepared(trx, `UPDATE ${table} SET league = $2 WHERE league = $1`, [id, intoId]);
  await refreshEvents(trx, 'league', intoId);
  await queryPrepared(trx, 'UPDATE leagues SET merged_into = $2 WHERE merged_into = $1', [id, intoId]);
  await leavePointer(trx, 'league', { from, into, moves }, principal);
}

/** Both, locked in the order of their codes. @throws Problem `not_found` */
async function bothLeagues(trx: Trx, id: string, intoId: string): Promise<[CatalogLeague, CatalogLeague]> {
  const found = await CatalogLeague.query(trx).findByIds([id, intoId]).orderBy('id').forNoKeyUpdate();
  return bothOf(found, [id, intoId], 'league');
}
