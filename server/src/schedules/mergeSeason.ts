/** Two seasons of a team that are one: games, packages and what files said of games move to the other; the one stays as a pointer. */
import type { MergePreview } from '@holdfast/shared/catalog';
import { bothSeasons, type MergedSeason, mergeSeasonEntries, seasonMergeRefusal } from '../catalog/index.ts';
import { moveFileMoves } from '../feeds/index.ts';
import { movePackagesOfSeason } from '../packages/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

/** What a merge would move, or why it can't be done. @throws Problem `not_found` */
export async function previewSeasonMerge(trx: Trx, id: string, intoId: string): Promise<MergePreview> {
  return previewOf(trx, await bothSeasons(trx, [id, intoId]));
}

async function previewOf(trx: Trx, [from, into]: [MergedSeason, MergedSeason]): Promise<MergePreview> {
  const [count] = await queryPrepared<{ ahead: number; past: number; twins: number; packages: number }>(
    trx,
    `SELECT (SELECT count(*)::int FROM catalog_calendar WHERE season_id = $1 AND starts_at > now()) AS ahead,
       (SELECT count(*)::int FROM catalog_calendar WHERE season_id = $1 AND starts_at <= now()) AS past,
       (SELECT count(DISTINCT a.id)::int FROM catalog_calendar a JOIN catalog_calendar b ON b.season_id = $2
          AND b.local_date = a.local_date AND b.status <> 'cancelled'
        WHERE a.season_id = $1 AND a.status <> 'cancelled') AS twins,
       (SELECT count(*)::int FROM packages_seats WHERE season_id = $1) AS packages`,
    [from.id, into.id],
  );
  return {
    moves: [
      { what: 'Games ahead', count: count?.ahead ?? 0 },
      { what: 'Past games', count: count?.past ?? 0 },
      { what: 'Of these, on a day that has a game there: both stay', count: count?.twins ?? 0 },
      { what: 'Season packages', count: count?.packages ?? 0 },
    ],
    refused: seasonMergeRefusal(from, into),
  };
}

/**
 * Merges a season into another one of its team, which keeps its own name and days and takes the days that it lacks.
 * @throws Problem `not_found`; `validation_failed` with the reason that the preview names
 */
export async function mergeSeason(trx: Trx, id: string, intoId: string, principal: Principal): Promise<void> {
  const [from, into] = await bothSeasons(trx, [id, intoId]);
  const { moves, refused } = await previewOf(trx, [from, into]);
  if (refused !== null) throw new Problem('validation_failed', refused);
  await movePackagesOfSeason(trx, id, intoId);
  await moveFileMoves(trx, id, intoId);
  await mergeSeasonEntries(trx, { from, into, moves }, principal);
}
