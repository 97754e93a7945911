import { bankData, bankSettings, bankSettingsInput, newBankAccount } from '@holdfast/shared/bankAccounts';
import { idParam } from '@holdfast/shared/http';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { giveBankAccount } from './giveAccount.ts';
import { showBankData } from './readAccounts.ts';
import { changeBankSettings, showBankSettings } from './settings.ts';

const params = idParam('consignor');

/** Consignors' bank data as finance sees and enters it, and the marketplace's own. */
export function bankAccountRoutes({ secret }: Pick<AppContext, 'secret'>): AnyEndpoint[] {
  const ofConsignor = {
    tag: 'Admin: payouts',
    roles: ['finance'],
    path: '/admin/consignors/:id/bank-data',
    params,
    answer: bankData,
  } as const;
  const ofMarketplace = {
    tag: 'Admin: settings',
    path: '/admin/settings/bank',
    answer: bankSettings,
  } as const;
  return [
    query({
      ...ofConsignor,
      summary: 'A consignor’s bank data: the last four characters of its number, and what was in use before',
      problems: ['not_found'],
      run: (trx, { params: { id } }) => showBankData(trx, id),
    }),
    command({
      ...ofConsignor,
      method: 'put',
      idempotent: true,
      freshProof: true,
      summary: 'Enter a consignor’s bank data; it is used after the waiting time, and the consignor is told',
      body: newBankAccount,
      problems: ['not_found', 'validation_failed', 'nothing_to_do'],
      async run(trx, { params: { id }, body, principal }) {
        await giveBankAccount(trx, { secret, consignorId: id, details: body, as: 'finance' }, principal);
        return showBankData(trx, id);
      },
    }),
    query({
      ...ofMarketplace,
      roles: ['finance'],
      summary: 'How the marketplace pays by bank file; no number is shown whole',
      run: (trx) => showBankSettings(trx, secret),
    }),
    command({
      ...ofMarketplace,
      roles: ['admin'],
      method: 'put',
      idempotent: true,
      freshProof: true,
      summary: 'Change that: the marketplace’s own accounts, and how consignors’ bank data is treated',
      body: bankSettingsInput,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal }) {
        await changeBankSettings(trx, secret, body, principal);
        return showBankSettings(trx, secret);
      },
    }),
  ];
}
