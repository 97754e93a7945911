/** The books as finance reads them, over HTTP: a sale, its refund and a payout in the trial balance and the general ledger. */
import {
  accountIds,
  filterOfRow,
  groupsOf,
  type JournalSettings,
  type LedgerEntryList,
  type Report,
  type ReportDay,
  type ReportFilter,
  type ReportGroup,
  type ReportId,
  type ReportRow,
  reportDays,
  reportIds,
  reportOf,
  type TrialBalance,
} from '@holdfast/shared/accounting';
import type { PayableShown, Statement } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { it } from '../../test/fixtures.ts';
import { ofConsignor, type PayoutClient, read, send, today, usePayouts } from '../../test/payoutClient.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import * as ledger from '../ledger/index.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const key = () => ({ 'idempotency-key': crypto.randomUUID() });
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
  const searched = (words: string) =>
    read<LedgerEntryList>(maker, `ledger-entries?q=${encodeURIComponent(words)}&perPage=100`);
  expect(await searched(code.replace(/^HF-/, ''))).toEqual(whole);
  const { data: named } = await searched(data[0]?.consignor?.name ?? '');
  expect(named.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(data);
  expect(await searched('no such name')).toMatchObject({
    data: [],
    total: 0,
    sums: { opening: 0, closing: 0 },
  });

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

it('each figure of each report, by whatever it is read, is the sum of the entries that it opens', async () => {
  const first = await client.sold();
  await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  await client.paidRun(maker, approver);
  await client.refund(first.paymentId, 22_400);
  await client.refunded(first.fan, first.reservationId);
  await send(maker, `payables/${first.consignorId}/adjust`, {
    kind: 'goodwill',
    amount: 500,
    reason: 'Late',
  });
  const reportOn = (asked: object) => read<Report>(maker, `reports?${new URLSearchParams({ ...asked })}`);
  const opened = async (report: ReportId, column: string, filter: ReportFilter) => {
    const asked = new URLSearchParams({ ...filter, report, column });
    const { sums } = await read<LedgerEntryList>(maker, `ledger-entries?${asked}`);
    const sum = sums.debits + sums.credits;
    return reportOf(report).columns[column]?.credit ? -sum || 0 : sum;
  };
  const check = async (report: ReportId, by: ReportGroup, on: ReportDay) => {
    const { data, totals } = await reportOn({ report, by, on });
    for (const column of Object.keys(reportOf(report).columns)) {
      const sumOf = (rows: ReportRow[]) => rows.reduce((sum, { figures }) => sum + (figures[column] ?? 0), 0);
      expect([report, by, on, column, sumOf(data)]).toEqual([report, by, on, column, totals.figures[column]]);
      for (const row of data.filter(({ figures }) => figures[column] !== 0))
        expect([report, by, on, column, row.id, row.figures[column]]).toEqual([
          report,
          by,
          on,
          column,
          row.id,
          await opened(report, column, filterOfRow({ on }, row, by)),
        ]);
    }
  };
  for (const report of reportIds) await check(report, 'event', 'booked');
  for (const by of groupsOf('earned')) await check('earned', by, 'booked');
  for (const on of Object.keys(reportDays) as ReportDay[]) await check('revenue', 'month', on);

  for (const by of ['day', 'consignor'] as const) await check('earned', by, 'paidOut');
  await check('sales', 'month', 'paidOut');
  // What payouts paid on a day is that day's; the refund and the goodwill that no payout has settled are nobody's day yet.
  const { rows: payouts } = await app.context.db.raw(
    `SELECT paid_on::text AS id, sum(amount)::int AS paid FROM payouts_made WHERE state = 'paid' GROUP BY 1 ORDER BY 1 DESC`,
  );
  const paidOut = await reportOn({ report: 'earned', by: 'day', on: 'paidOut' });
  expect(paidOut.data.map(({ id, name, figures }) => [id, name, figures.net])).toEqual([
    ...payouts.map(({ id, paid }: { id: string; paid: number }) => [id, id, paid]),
    ['none', 'Not paid out', expect.any(Number)],
  ]);
  // A period has what was paid out in it alone.
  const [{ id: day, paid }] = payouts;
  const period = { report: 'earned', by: 'consignor', on: 'paidOut', from: day, until: day };
  expect((await reportOn(period)).totals.figures.net).toBe(paid);
  expect((await reportOn({ report: 'earned', by: 'day' })).totals).toEqual(paidOut.totals);

  // What the marketplace has earned is what its accounts hold.
  const { data } = await read<TrialBalance>(maker, 'ledger-accounts');
  const own = ['commission', 'fees', 'stripeFees', 'replacements', 'adjustments'];
  const held = data.filter(({ id }) => own.includes(id)).reduce((sum, { closing }) => sum + closing, 0);
  expect((await reportOn({ report: 'revenue' })).totals.figures.net).toBe(-held);
  // Two were sold here, and one was before: whatever the rows are, an order counts once.
  for (const by of ['month', 'event', 'league'])
    expect((await reportOn({ report: 'sales', by })).totals.count).toBe(3);
  expect((await reportOn({ report: 'earned', by: 'consignor' })).totals.count).toBe(3);
  expect((await reportOn({ report: 'refunds' })).totals.count).toBe(2);
  const file = await maker.file('/admin/reports.csv?report=sales&by=event');
  expect(file.toString()).toMatch(/^.?Event,Event on,Orders,Fans paid,Consignors,.*\r\n(.+\r\n)+Total,,\d/);
  expect((await maker.ask('GET', '/admin/reports?report=sales&by=consignor')).body).toMatchObject({
    code: 'validation_failed',
    errors: [{ field: 'by' }],
  });
});

it('a journal is written as each program imports it, each day even, and names what it needs', async () => {
  await client.sold();
  const { maker } = await client.afterTheEvent();
  const until = today();
  const file = async (format: string) => {
    const answer = await maker.file(`/admin/journals.csv?format=${format}&from=2037-01-01&until=${until}`);
    return answer.toString('latin1').replace('ï»¿', '').trimEnd().split('\r\n');
  };
  const refused = (format: string) =>
    maker.ask<{ detail: string }>(
      'GET',
      `/admin/journals.csv?format=${format}&from=2037-01-01&until=${until}`,
    );
  for (const [format, detail] of [
    ['xero', 'has no number'],
    ['quickBooks', 'has no name'],
    ['datev', 'DATEV needs the numbers'],
  ] as const)
    expect((await refused(format)).body.detail).toContain(detail);
  const accounts = Object.fromEntries(
    accountIds.map((id, i) => [id, { number: String(1200 + i), name: `Holdfast:${id}` }]),
  );
  const { version } = await read<JournalSettings>(maker, 'journal-settings');
  const change = {
    version,
    accounts,
    taxRate: 'Tax Exempt',
    datev: { consultant: 1001, client: 456, clearing: '1590', accountLength: 4, yearBegins: 1 },
  };
  expect((await maker.ask('PUT', '/admin/journal-settings', change, key())).status).toBe(200);
  expect((await maker.ask('PUT', '/admin/journal-settings', change, key())).body).toMatchObject({
    code: 'version_conflict',
  });

  const [heads, ...neutral] = await file('neutral');
  expect(heads).toBe('Journal,Day,What,Account,Number,Name,Debit,Credit,Currency');
  const sums = new Map<string, number>();
  for (const line of neutral) {
    const [, day = '', , , , , debit, credit] = line.split(',');
    sums.set(day, (sums.get(day) ?? 0) + Math.round((Number(debit) - Number(credit)) * 100));
  }
  expect(
    [...sums.values()].every((sum) => sum === 0),
    [...sums].join(' '),
  ).toBe(true);

  const [xeroHeads, ...xero] = await file('xero');
  expect(xeroHeads).toBe('*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount');
  expect(xero[0]).toMatch(
    /^Holdfast 2037-\d\d-\d\d,\d+ [A-Z][a-z]{2} 2037,[^,]+,12\d\d,Tax Exempt,-?\d+(\.\d+)?$/,
  );
  const [bookHeads, ...books] = await file('quickBooks');
  expect(bookHeads).toBe('JournalNo,JournalDate,AccountName,Debits,Credits,Description');
  expect(books[0]).toMatch(/^HF-2037-\d\d-\d\d,\d\d\/\d\d\/2037,Holdfast:\w+,/);

  const [header = '', datevHeads = '', ...datev] = await file('datev');
  expect(header.split(';').slice(0, 5)).toEqual(['"EXTF"', '510', '21', '"Buchungsstapel"', '7']);
  expect([header, datevHeads, ...datev].map((line) => line.split(';').length)).toEqual([
    31,
    116,
    ...datev.map(() => 116),
  ]);
  expect(datev).toHaveLength(neutral.length);
  // All that is booked against the clearing account is even.
  const cleared = datev.reduce((sum, line) => {
    const [amount = '', side] = line.split(';');
    return sum + (side === '"S"' ? 1 : -1) * Math.round(Number(amount.replace(',', '.')) * 100);
  }, 0);
  expect(cleared).toBe(0);
});

it('a day that doesn’t exist is refused by name', async () => {
  const finance = await signedIn(app, 'finance');
  expect(await finance.ask('GET', '/admin/ledger-entries?from=2037-02-30')).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: [{ field: 'from' }] },
  });
});
