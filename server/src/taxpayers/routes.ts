import { idParam } from '@holdfast/shared/http';
import { taxData, taxDataSettings, taxDataSettingsInput, taxInput } from '@holdfast/shared/taxpayers';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { giveTaxData } from './giveTaxData.ts';
import { showTaxData } from './readTaxData.ts';
import { changeTaxDataSettings, showTaxDataSettings } from './settings.ts';

/** Consignors' tax data as finance sees and enters it, and when payouts wait for it. */
export function taxpayerRoutes({ secret }: Pick<AppContext, 'secret'>): AnyEndpoint[] {
  const ofConsignor = {
    tag: 'Admin: payouts',
    roles: ['finance'],
    path: '/admin/consignors/:id/tax-data',
    params: idParam('consignor'),
    answer: taxData,
  } as const;
  const ofMarketplace = {
    tag: 'Admin: settings',
    path: '/admin/settings/tax-data',
    answer: taxDataSettings,
  } as const;
  return [
    query({
      ...ofConsignor,
      summary:
        'A consignor’s tax data (Form W-9 or W-8): the last four digits of its number, and what was in use before',
      problems: ['not_found'],
      run: (trx, { params: { id } }) => showTaxData(trx, id),
    }),
    command({
      ...ofConsignor,
      method: 'put',
      idempotent: true,
      freshProof: true,
      summary:
        'Enter a consignor’s W-9, that they are a foreign person, or that a Form W-8 was received; the consignor is told',
      body: taxInput,
      problems: ['not_found', 'validation_failed', 'nothing_to_do'],
      async run(trx, { params: { id }, body, principal }) {
        await giveTaxData(trx, { secret, consignorId: id, details: body, as: 'finance' }, principal);
        return showTaxData(trx, id);
      },
    }),
    query({
      ...ofMarketplace,
      roles: ['finance'],
      summary: 'Whether payouts wait for missing tax data, and above which amount',
      run: (trx) => showTaxDataSettings(trx),
    }),
    command({
      ...ofMarketplace,
      roles: ['admin'],
      method: 'put',
      idempotent: true,
      freshProof: true,
      summary: 'Change that, from the next run of payouts on',
      body: taxDataSettingsInput,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal }) {
        await changeTaxDataSettings(trx, body, principal);
        return showTaxDataSettings(trx);
      },
    }),
  ];
}
