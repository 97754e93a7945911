/** The catalogue's part of merging two seasons. */
import type { MergePreview } from '@holdfast/shared/catalog';
import type { Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { CatalogSeason } from '../CatalogSeason.ts';
import { bothOf, leavePointer, mergeRefusal } from '../mergeEntries.ts';

/** A season of a merge, locked: nobody adds a game or a package to it meanwhile. */
export type MergedSeason = CatalogSeason;

/** Both, locked in the order of their ids. @throws Problem `not_found` */
export async function bothSeasons(
  trx: Trx,
  [id, intoId]: readonly [string, string],
): Promise<[MergedSeason, MergedSeason]> {
  const found = await CatalogSeason.query(trx).findByIds([id, intoId]).orderBy('id').forUpdate();
  return bothOf(found, [id, intoId], 'season');
}

/** Why these two can't be merged; null: they can. */
export function seasonMergeRefusal(from: MergedSeason, into: MergedSeason): string | null {
  const refusal = mergeRefusal(from, into, 'season');
  if (refusal !== null) return refusal;
  return from.performerId === into.performerId
    ? null
    : 'They are seasons of two teams. Merge the teams first, if these are one.';
}

/** Moves the games, gives the one that stays the days that it lacks, and leaves the other as a pointer. */
export async function mergeSeasonEntries(
  trx: Trx,
  { from, into, moves }: { from: MergedSeason; into: MergedSeason; moves: MergePreview['moves'] },
  principal: Principal,
): Promise<void> {
  await queryPrepared(trx, 'UPDATE events SET season_id = $2 WHERE season_id = $1', [from.id, into.id]);
  await queryPrepared(trx, 'UPDATE seasons SET merged_into = $2 WHERE merged_into = $1', [from.id, into.id]);
  for (const part of ['selling', 'regular', 'playoffs'] as const)
    if (into[`${part}From`] === null && from[`${part}From`] !== null)
      await into
        .$query(trx)
        .patch({ [`${part}From`]: from[`${part}From`], [`${part}Until`]: from[`${part}Until`] });
  await leavePointer(trx, 'season', { from, into, moves }, principal);
}
