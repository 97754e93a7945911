/** A season's selling, regular and play-off windows: days at the venue, inclusive. */
import { isDeepStrictEqual } from 'node:util';
import type { SeasonWindows, seasonWindows } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { CatalogSeason } from '../CatalogSeason.ts';

const parts = ['selling', 'regular', 'playoffs'] as const;
/** @throws Problem `not_found` */
export async function setSeasonWindows(
  trx: Trx,
  id: string,
  windows: z.output<typeof seasonWindows>,
  principal: Principal,
): Promise<SeasonWindows> {
  const season = await CatalogSeason.query(trx).findById(id).forNoKeyUpdate();
  if (!season) throw notFound('season');
  await CatalogSeason.query(trx)
    .findById(id)
    .patch(
      Object.fromEntries(
        parts.flatMap((part) => [
          [`${part}From`, windows[part]?.from ?? null],
          [`${part}Until`, windows[part]?.until ?? null],
        ]),
      ),
    );
  const before = Object.fromEntries(parts.map((part) => [part, windowOf(season, part)]));
  if (isDeepStrictEqual(before, { ...windows })) return windows;
  await audit(trx, principal, [{ what: 'season.windows', subject: id, before, after: windows }]);
  return windows;
}

export function windowOf(
  season: CatalogSeason,
  part: (typeof parts)[number],
): { from: string; until: string } | null {
  const [from, until] = [season[`${part}From`], season[`${part}Until`]];
  return from === null || until === null ? null : { from, until };
}
