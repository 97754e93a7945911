/** Two teams that are one: games and seasons of the one move to the other, and the one stays as a pointer. */
import type { MergePreview } from '@holdfast/shared/catalog';
import type { Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { CatalogPerformer } from '../CatalogPerformer.ts';
import { bothOf, leavePointer, mergedIds, mergedNames, mergeRefusal } from '../mergeEntries.ts';
import { refreshEvents } from '../refreshEvents.ts';

/** What a merge would move, or why it can't be done. @throws Problem `not_found` */
export async function previewPerformerMerge(trx: Trx, id: string, intoId: string): Promise<MergePreview> {
  const [from, into] = await bothPerformers(trx, id, intoId);
  const [count] = await queryPrepared<{ ahead: number; past: number; seasons: number }>(
    trx,
    `SELECT (SELECT count(*)::int FROM events WHERE $1 IN (home_id, away_id) AND starts_at > now()) AS ahead,
       (SELECT count(*)::int FROM events WHERE $1 IN (home_id, away_id) AND starts_at <= now()) AS past,
       (SELECT count(*)::int FROM seasons WHERE performer_id = $1) AS seasons`,
    [id],
  );
  return {
    moves: [
      { what: 'Events ahead', count: count?.ahead ?? 0 },
      { what: 'Past events', count: count?.past ?? 0 },
      { what: 'Seasons', count: count?.seasons ?? 0 },
      { what: 'Other names', count: mergedNames(into, from).length - into.aliases.length },
      { what: 'Outside ids', count: mergedIds(into, from).length - into.outsideIds.length },
    ],
    refused: await refusal(trx, from, into),
  };
}

/**
 * Merges a team into another one, which keeps its own facts, takes those that it lacks, and is found by the other's names.
 * @throws Problem `not_found`; `validation_failed` with the reason that the preview names
 */
export async function mergePerformer(
  trx: Trx,
  id: string,
  intoId: string,
  principal: Principal,
): Promise<void> {
  const [from, into] = await bothPerformers(trx, id, intoId);
  const { moves, refused } = await previewPerformerMerge(trx, id, intoId);
  if (refused !== null) throw new Problem('validation_failed', refused);
  await queryPrepared(trx, 'UPDATE events SET home_id = $2 WHERE home_id = $1', [id, intoId]);
  await queryPrepared(trx, 'UPDATE events SET away_id = $2 WHERE away_id = $1', [id, intoId]);
  await queryPrepared(trx, 'UPDATE seasons SET performer_id = $2 WHERE performer_id = $1', [id, intoId]);
  await queryPrepared(trx, 'UPDATE performers SET merged_into = $2 WHERE merged_into = $1', [id, intoId]);
  await into.$query(trx).patch({
    code: into.code ?? from.code,
    city: into.city || from.city,
    primaryColor: into.primaryColor ?? from.primaryColor,
    secondaryColor: into.secondaryColor ?? from.secondaryColor,
    logoId: into.logoId ?? from.logoId,
    homeVenueId: into.homeVenueId ?? from.homeVenueId,
    aliases: mergedNames(into, from),
    outsideIds: mergedIds(into, from),
  });
  await refreshEvents(trx, 'performer', intoId, from.name);
  await leavePointer(trx, 'performer', { from, into, moves }, principal);
}

async function bothPerformers(
  trx: Trx,
  id: string,
  intoId: string,
): Promise<[CatalogPerformer, CatalogPerformer]> {
  const found = await CatalogPerformer.query(trx).findByIds([id, intoId]).orderBy('id').forNoKeyUpdate();
  return bothOf(found, [id, intoId], 'team');
}

async function refusal(trx: Trx, from: CatalogPerformer, into: CatalogPerformer): Promise<string | null> {
  const refused = mergeRefusal(from, into, 'team');
  if (refused !== null) return refused;
  if (from.league !== into.league && from.league !== null)
    return `${from.name} plays in ${from.league}, ${into.name} in ${into.league ?? 'no league'}. Correct that first.`;
  const [against] = await queryPrepared(
    trx,
    'SELECT 1 FROM events WHERE (home_id, away_id) IN (($1, $2), ($2, $1)) LIMIT 1',
    [from.id, into.id],
  );
  if (against) return 'They play against each other, so they aren’t one team.';
  const [both] = await queryPrepared<{ name: string }>(
    trx,
    `SELECT a.name FROM seasons a JOIN seasons b ON b.name = a.name AND b.performer_id = $2 AND b.merged_into IS NULL
     WHERE a.performer_id = $1 AND a.merged_into IS NULL LIMIT 1`,
    [from.id, into.id],
  );
  return both
    ? `Both have a season ${both.name}. Rename one of the two first; afterwards the two can be merged.`
    : null;
}
