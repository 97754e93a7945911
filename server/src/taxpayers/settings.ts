/** When payouts wait for missing tax data, as administrators set it. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { TaxDataSettings, taxDataSettingsInput } from '@holdfast/shared/taxpayers';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';

interface Row {
  is_asked: boolean;
  limit_amount: number;
  version: number;
}

async function rowOf(trx: Trx, lock: boolean): Promise<Row> {
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT is_asked, limit_amount, version FROM tax_data_settings${lock ? ' FOR UPDATE' : ''}`,
    [],
  );
  if (!row) throw new Error('there are no settings of tax data: the migration writes them');
  return row;
}

export async function showTaxDataSettings(trx: Trx): Promise<TaxDataSettings> {
  const { is_asked, limit_amount, version } = await rowOf(trx, false);
  const isPossible = marketplaceCurrency === 'USD';
  return { id: 'taxData', isAsked: is_asked, limit: limit_amount, isPossible, version };
}

/**
 * Changes them; the next run of payouts follows.
 * @throws Problem `version_conflict`; `validation_failed` where the marketplace doesn't pay in US dollars
 */
export async function changeTaxDataSettings(
  trx: Trx,
  { isAsked, limit, version }: z.output<typeof taxDataSettingsInput>,
  principal: Principal,
): Promise<void> {
  const row = await rowOf(trx, true);
  if (row.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  if (isAsked && marketplaceCurrency !== 'USD')
    throw fieldsRefused([
      {
        field: 'isAsked',
        code: 'not_asked',
        message:
          'Forms W-9 and 1099-K are of US law: they are asked only where the marketplace pays in US dollars.',
      },
    ]);
  if (row.is_asked === isAsked && row.limit_amount === limit) return;
  await queryPrepared(
    trx,
    'UPDATE tax_data_settings SET is_asked = $1, limit_amount = $2, version = version + 1, changed_at = now()',
    [isAsked, limit],
  );
  await audit(trx, principal, [
    {
      what: 'marketplace.changeTaxData',
      subject: 'taxData',
      before: { isAsked: row.is_asked, limitAmount: row.limit_amount },
      after: { isAsked, limitAmount: limit },
    },
  ]);
}
