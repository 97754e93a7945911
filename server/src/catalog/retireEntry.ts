import { DateTime } from 'luxon';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import type { CatalogLeague } from './CatalogLeague.ts';
import type { CatalogPerformer } from './CatalogPerformer.ts';
import type { CatalogSeason } from './CatalogSeason.ts';
import type { CatalogVenue } from './CatalogVenue.ts';

/**
 * Retires an entry of the catalogue, so that nothing new can have it, or takes that back.
 * @param entry locked
 * @param kind begins the names of its log entries
 */
export async function retireEntry(
  trx: Trx,
  entry: CatalogVenue | CatalogPerformer | CatalogLeague | CatalogSeason,
  kind: 'venue' | 'performer' | 'league' | 'season',
  retired: boolean,
  principal: Principal,
): Promise<void> {
  if ((entry.retiredAt !== null) === retired) return;
  await entry.$query(trx).patch({ retiredAt: retired ? DateTime.utc().toJSDate() : null });
  const what = retired ? `${kind}.retire` : `${kind}.restore`;
  await audit(trx, principal, [
    { what, subject: entry.id, before: { retired: !retired }, after: { retired } },
  ]);
}
