/** The trial balance: what each account held before a period, what was booked in it, and what it holds at its end. */
import {
  type AccountId,
  accountIds,
  type TrialBalance,
  type trialBalanceQuery,
} from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { beforeDay, fromDaySums as source } from './sources.ts';
import { accountOf, placeOfTax, type Sums, sumsIn } from './sums.ts';

const sums = sumsIn(source, beforeDay(source, 'booked', '$2'));
const isUntil = `($3::date IS NULL OR ${source.untilDay('booked', '$3')})`;

/** Every account of the chart, in the marketplace's currency. Amounts are minor units. */
export async function trialBalanceOf(
  trx: Trx,
  { from, until }: Pick<z.output<typeof trialBalanceQuery>, 'from' | 'until'>,
): Promise<TrialBalance> {
  const rows = await queryPrepared<Sums & { account: AccountId }>(
    trx,
    `SELECT ${accountOf('p.account')} AS account, ${sums} ${source.from}
     WHERE p.currency = $1 AND ${isUntil} GROUP BY 1`,
    [marketplaceCurrency, from ?? null, until ?? null],
  );
  const found = new Map(rows.map(({ account, ...sums }) => [account, sums]));
  const data = accountIds.map((id) => {
    const { opening = 0, debits = 0, credits = 0 } = found.get(id) ?? {};
    return { id, opening, debits, credits, closing: opening + debits + credits };
  });
  const total = (name: 'opening' | 'debits' | 'credits' | 'closing') =>
    data.reduce((sum, each) => sum + each[name], 0);
  return {
    data,
    taxes: await taxesByPlace(trx, from, until),
    total: data.length,
    currency: marketplaceCurrency,
    totals: {
      opening: total('opening'),
      debits: total('debits'),
      credits: total('credits'),
      closing: total('closing'),
    },
  };
}

/** The account of taxes, place by place. */
async function taxesByPlace(trx: Trx, from?: string, until?: string): Promise<TrialBalance['taxes']> {
  const rows = await queryPrepared<Sums & { jurisdiction: string }>(
    trx,
    `SELECT ${placeOfTax('p.account')} AS jurisdiction, ${sums} ${source.from}
     WHERE p.account LIKE 'tax:%' AND p.currency = $1 AND ${isUntil}
     GROUP BY p.account ORDER BY p.account`,
    [marketplaceCurrency, from ?? null, until ?? null],
  );
  return rows.map((sums) => ({ ...sums, closing: sums.opening + sums.debits + sums.credits }));
}
