/** Audit cases of consignors' tax data: who they are to the IRS, and when payouts wait for that. */
import { buildConsignor } from '../factories/consignors.ts';
import { w9 } from '../taxData.ts';
import { type Case, changes } from './case.ts';

/** The cases. */
export const taxDataCases: Case[] = [
  changes({ by: 'finance', route: 'PUT /admin/consignors/:id/tax-data' }, async (bench) => {
    const id = await buildConsignor(bench.app);
    return {
      path: `/admin/consignors/${id}/tax-data`,
      body: w9,
      entries: [
        {
          what: 'consignor.giveTaxData',
          subject: id,
          before: null,
          after: { kind: 'w9', lastFour: '6789', as: 'finance' },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/settings/tax-data' }, async (bench) => {
    const { version } = await bench.app.db('tax_data_settings').first();
    return {
      path: '/admin/settings/tax-data',
      body: { isAsked: false, limit: 50_000, version },
      entries: [
        {
          what: 'marketplace.changeTaxData',
          subject: 'taxData',
          before: { isAsked: false, limit: 60_000 },
          after: { isAsked: false, limit: 50_000 },
        },
      ],
    };
  }),
];
