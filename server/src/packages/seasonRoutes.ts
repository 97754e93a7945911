import { idParam } from '@holdfast/shared/http';
import { packageCost, packageSeasonReport, seasonPackage } from '@holdfast/shared/packages';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { sendDownload } from '../platform/downloads.ts';
import { type AnyEndpoint, command, endpoint, query } from '../platform/http/index.ts';
import { csvType } from '../platform/spreadsheets/index.ts';
import { changeCost } from './changeCost.ts';
import { showPackage } from './packageRows.ts';
import { packageSeason } from './season.ts';
import { seasonCsv } from './seasonFile.ts';

const common = { tag: 'Admin: packages', params: idParam('package') } as const;

/** The season of a package on one page, for staff and finance. */
export function seasonRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/packages/:id/season',
      roles: ['staff', 'finance'],
      summary: 'The season of a package: each seat of each game, what it gave, and a forecast for the rest',
      answer: packageSeasonReport,
      problems: ['not_found'],
      run: (trx, { params }) => packageSeason(trx, params.id),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/packages/:id/season.csv',
      roles: ['staff', 'finance'],
      summary: 'The same, as CSV',
      problems: ['not_found'],
      async handle(ctx, { params }) {
        const report = await inTransaction(db, (trx) => packageSeason(trx, params.id));
        return sendDownload(db, ctx, {
          noun: 'package',
          file: 'season.csv',
          filter: { packageId: params.id },
          type: csvType,
          body: seasonCsv(report),
        });
      },
    }),
    command({
      ...common,
      method: 'put',
      path: '/admin/packages/:id/cost',
      roles: ['staff'],
      summary: 'Say what the consignor paid for the package',
      idempotent: true,
      body: packageCost,
      answer: seasonPackage,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await changeCost(trx, params.id, body, principal);
        return showPackage(trx, params.id);
      },
    }),
  ];
}
