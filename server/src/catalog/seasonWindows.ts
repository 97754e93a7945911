/** A season's selling, regular and play-off windows: days at the venue, inclusive. */
import type { SeasonWindows, seasonWindows } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';

const parts = ['selling', 'regular', 'playoffs'] as const;
type Days = Record<`${(typeof parts)[number]}_${'from' | 'until'}`, string | null>;

/** @throws Problem `not_found` */
export async function setSeasonWindows(
  trx: Trx,
  id: string,
  windows: z.output<typeof seasonWindows>,
  principal: Principal,
): Promise<SeasonWindows> {
  const [row] = await queryPrepared<Days>(
    trx,
    `SELECT selling_from::text, selling_until::text, regular_from::text, regular_until::text, playoffs_from::text, playoffs_until::text
     FROM seasons WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!row) throw notFound('season');
  await queryPrepared(
    trx,
    `UPDATE seasons SET selling_from = $2, selling_until = $3, regular_from = $4, regular_until = $5, playoffs_from = $6,
       playoffs_until = $7 WHERE id = $1`,
    [id, ...parts.flatMap((part) => [windows[part]?.from ?? null, windows[part]?.until ?? null])],
  );
  const before = Object.fromEntries(parts.map((part) => [part, windowOf(row, part)]));
  await audit(trx, principal, [{ what: 'season.windows', subject: id, before, after: windows }]);
  return windows;
}

function windowOf(row: Days, part: (typeof parts)[number]): { from: string; until: string } | null {
  const [from, until] = [row[`${part}_from`], row[`${part}_until`]];
  return from === null || until === null ? null : { from, until };
}
