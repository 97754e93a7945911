/** Audit cases of the books: months that are closed and opened again, and how journals are written. */
import type { MonthShown } from '@holdfast/shared/closing';
import { runBalance } from '../../src/dailyBalance/index.ts';
import { post } from '../../src/ledger/index.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { dayMs, fromNow } from '../factories/times.ts';
import { sandboxStripe } from '../sandboxStripe.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'Looked at it';

/** The first month of the books, of long ago, in which something was booked and Stripe's balance was read since. */
async function oldMonth(bench: Bench): Promise<MonthShown> {
  const at = fromNow(-100 * dayMs);
  const entries = [
    { account: 'bank', amount: -100 },
    { account: 'adjustments', amount: 100 },
  ];
  const about = { reservationId: null, paymentId: null, currency: 'USD', at, entries };
  await inTransaction(bench.app.db, async (trx) => {
    const isThere = await trx('ledger_transactions').where({ cause: 'long ago' }).first();
    if (!isThere) await post(trx, [{ kind: 'adjustment', cause: 'long ago', ...about }]);
  });
  await runBalance(bench.app, sandboxStripe(bench.running), { grace: 0 });
  await bench.idle();
  return bench.does<MonthShown>('finance', 'GET', `/admin/months/${at.slice(0, 7)}`);
}
const leftOpen = ({ checks }: MonthShown) => checks.filter(({ open }) => open > 0).map(({ id }) => id);

/** The cases. */
export const closingCases: Case[] = [
  changes({ by: 'finance', route: 'PUT /admin/journal-settings' }, async (bench) => {
    const { version } = await bench.does<{ version: number }>('finance', 'GET', '/admin/journal-settings');
    return {
      path: '/admin/journal-settings',
      body: { version, accounts: {}, taxRate: 'No VAT', datev: { accountLength: 4, yearBegins: 1 } },
      entries: [
        {
          what: 'ledger.journals',
          subject: 'journals',
          before: { taxRate: 'Tax Exempt' },
          after: { taxRate: 'No VAT' },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/months/:id/close' }, async (bench) => {
    const month = await oldMonth(bench);
    return {
      path: `/admin/months/${month.id}/close`,
      body: { leftOpen: leftOpen(month), reason },
      entries: [
        {
          what: 'month.closeBooks',
          subject: month.id,
          reason,
          before: { state: 'open' },
          after: { state: 'closed' },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/months/:id/reopen' }, async (bench) => {
    const month = await oldMonth(bench);
    if (!month.closed)
      await bench.does('finance', 'POST', `/admin/months/${month.id}/close`, {
        leftOpen: leftOpen(month),
        reason,
      });
    return {
      path: `/admin/months/${month.id}/reopen`,
      body: { reason },
      entries: [
        {
          what: 'month.openBooks',
          subject: month.id,
          reason,
          before: { state: 'closed' },
          after: { state: 'open' },
        },
      ],
    };
  }),
];
