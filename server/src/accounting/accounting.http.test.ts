/** The books as finance reads them, over HTTP: a sale, its refund and a payout in the trial balance and the general ledger. */
import { accountIds, type LedgerEntryList, type TrialBalance } from '@holdfast/shared/accounting';
import type { PayableShown, Statement } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { it } from '../../test/fixtures.ts';
import { ofConsignor, type PayoutClient, read, today, usePayouts } from '../../test/payoutClient.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import * as ledger from '../ledger/index.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const sumsOf = ({ data }: TrialBalance, id: string) => {
  const { opening, debits, credits, closing } = data.find((each) => each.id === id)!;
  return [opening, debits, credits, closing];
};

it('the chart names every account that the ledger posts to', () => {
  const own = Object.values(ledger).filter((each) => typeof each === 'string');
  expect([...own, 'consignors', 'taxes'].toSorted()).toEqual(accountIds.toSorted());
});

it('a sale, its payout and the refund after it stand in the balance, in the ledger and in the file', async () => {
  const { consignorId, code, fan, reservationId, paymentId } = await client.sold();
  const sold = today();
  const { maker, approver } = await client.afterTheEvent();
  const run = await client.paidRun(maker, approver);
  const paid = ofConsignor(run, consignorId);
  await client.refund(paymentId, 22_400);
  await client.refunded(fan, reservationId);

  const balance = await read<TrialBalance>(maker, 'ledger-accounts');
  expect(balance.data.map(({ id }) => id)).toEqual(accountIds);
  // Two tickets of 100.00: 12 % on top, 10 % kept. The fan has all of it back, the consignor was paid.
  expect(sumsOf(balance, 'stripe')).toEqual([0, 22_400, -22_400, 0]);
  expect(sumsOf(balance, 'consignors')).toEqual([0, 36_000, -18_000, 18_000]);
  expect(sumsOf(balance, 'commission')).toEqual([0, 2_000, -2_000, 0]);
  expect(sumsOf(balance, 'bank')).toEqual([0, 0, -18_000, -18_000]);
  expect(balance.totals).toMatchObject({ opening: 0, closing: 0 });
  expect(balance.totals.debits).toBe(-balance.totals.credits);

  // What was booked on the day of the sale is what the later days begin with.
  const first = await read<TrialBalance>(maker, `ledger-accounts?until=${sold}`);
  expect(sumsOf(first, 'consignors')).toEqual([0, 0, -18_000, -18_000]);
  const later = await read<TrialBalance>(maker, `ledger-accounts?from=${today()}`);
  expect(sumsOf(later, 'consignors')).toEqual([-18_000, 36_000, 0, 18_000]);

  const { data, sums, total } = await read<LedgerEntryList>(
    maker,
    'ledger-entries?account=consignors&order=asc',
  );
  expect(total).toBe(3);
  expect(data.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['sale', -18_000],
    ['payout', 18_000],
    ['refund', 18_000],
  ]);
  expect(data[0]).toMatchObject({
    order: { id: reservationId, code },
    consignor: { id: consignorId },
    payoutId: null,
  });
  expect(data[1]).toMatchObject({ order: null, consignor: { id: consignorId }, payoutId: paid.id });
  expect(sums).toEqual({ opening: 0, debits: 36_000, credits: -18_000, closing: 18_000 });
  const { owed } = await read<PayableShown>(maker, `payables/${consignorId}`);
  expect(owed).toBe(-sums.closing);

  // Pages follow each other, and any entry of an order leads to all of them.
  const whole = await read<LedgerEntryList>(maker, `ledger-entries?q=${code.toLowerCase()}&perPage=100`);
  const begin = await read<LedgerEntryList>(maker, `ledger-entries?q=${code}&perPage=3`);
  const next = await read<LedgerEntryList>(maker, `ledger-entries?q=${code}&perPage=97&after=${begin.next}`);
  expect([...begin.data, ...next.data]).toEqual(whole.data);
  expect(whole.data.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);

  const file = await maker.file('/admin/ledger-entries.csv?account=bank');
  const [head, line, ...rest] = file.toString().split('\r\n');
  expect(head).toContain('Day,Time (UTC),What,Account,Consignor,Order,Event,Payout,Debit,Credit,Currency');
  expect(line).toContain(`Payout,Bank account,,,,${paid.id},,180,USD`);
  expect(rest).toEqual(['']);
  const log = await app.context.db('audit_entries').where({ what: 'ledger.export' });
  expect(log).toMatchObject([{ after: { account: 'bank' } }]);

  const statement = await read<Statement>(maker, `payables/${consignorId}/statement`);
  expect(statement.lines.find(({ kind }) => kind === 'payout')).toMatchObject({ note: 'Check, Check 1042' });
});

it('a day that doesn’t exist is refused by name', async () => {
  const finance = await signedIn(app, 'finance');
  expect(await finance.ask('GET', '/admin/ledger-entries?from=2037-02-30')).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: [{ field: 'from' }] },
  });
});
