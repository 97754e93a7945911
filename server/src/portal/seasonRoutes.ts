/** A consignor's own season: each seat of each game on one page. */
import { ownSeason, ownSeasonQuery } from '@holdfast/shared/packages';
import { ownSeasonOf, seasonCsv, seasonXlsx } from '../packages/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, type Caller, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { exportFiles } from '../platform/spreadsheets/index.ts';
import { ownConsignor } from './ownConsignor.ts';

const common = {
  tag: 'Selling',
  roles: ['consignor'],
  path: '/selling/season',
  query: ownSeasonQuery,
} as const;

export function seasonRoutes({ db }: AppContext): AnyEndpoint[] {
  const report = async (packageId: string | undefined, caller: Caller) => {
    const own = await inTransaction(db, (trx) => ownSeasonOf(trx, ownConsignor(caller), packageId ?? null));
    if (own.report === null) throw notFound('package');
    return own.report;
  };
  return [
    query({
      ...common,
      summary:
        'The signed-in consignor’s season: each seat of each game, what it gave, and a forecast for the rest',
      answer: ownSeason,
      problems: ['sign_in_required', 'forbidden', 'not_found'],
      run: (trx, { caller, query: { packageId } }) =>
        ownSeasonOf(trx, ownConsignor(caller), packageId ?? null),
    }),
    ...exportFiles(db, {
      ...common,
      summary: 'That season',
      noun: 'package',
      fileName: () => 'season',
      csv: async ({ packageId }, caller) => seasonCsv(await report(packageId, caller)),
      xlsx: async ({ packageId }, caller) => seasonXlsx(await report(packageId, caller)),
    }),
  ];
}
