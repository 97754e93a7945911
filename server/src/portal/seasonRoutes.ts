/** A consignor's own season: each seat of each game on one page. */
import { ownSeason, ownSeasonQuery } from '@holdfast/shared/packages';
import { ownSeasonOf, seasonLines, seasonSheet } from '../packages/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { exportedTable } from '../platform/spreadsheets/index.ts';
import { ownConsignor } from './ownConsignor.ts';

const common = {
  tag: 'Selling',
  roles: ['consignor'],
  path: '/selling/season',
  query: ownSeasonQuery,
} as const;

export const seasonRoutes = (): AnyEndpoint[] => [
  query({
    ...common,
    scopes: ['payouts:read'],
    summary:
      'The signed-in consignor’s season: each seat of each game, what it gave, and a forecast for the rest',
    answer: ownSeason,
    problems: ['sign_in_required', 'forbidden', 'not_found'],
    run: (trx, { caller, query: { packageId } }) => ownSeasonOf(trx, ownConsignor(caller), packageId ?? null),
  }),
];

/** A consignor's own season as files. */
export const seasonTable = exportedTable({
  ...common,
  summary: 'That season',
  noun: 'package',
  fileName: () => 'season',
  sheet: () => seasonSheet,
  rows: {
    few: 'One package’s season',
    async whole(db, { packageId }, caller) {
      const own = await inTransaction(db, (trx) => ownSeasonOf(trx, ownConsignor(caller), packageId ?? null));
      if (own.report === null) throw notFound('package');
      return { lines: seasonLines(own.report) };
    },
  },
});
