/** The sums of the books by day, on a real PostgreSQL: no figure changes when they are kept, and a wrong one is seen. */
import type {
  LedgerEntryList,
  Report,
  ReportDay,
  ReportGroup,
  TrialBalance,
} from '@holdfast/shared/accounting';
import { groupsOf, reportDays, reportIds } from '@holdfast/shared/accounting';
import { expect } from 'vitest';
import { it } from '../../test/fixtures.ts';
import { ofConsignor, type PayoutClient, read, send, today, usePayouts } from '../../test/payoutClient.ts';
import { signedIn } from '../../test/people.ts';
import { whileHeld } from '../../test/rowLocks.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { inTransaction } from '../platform/db/index.ts';
import { addToSums, compareSums, sumAgain } from './keepSums.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const unsummed = async () => Number((await app.context.db('accounting_unsummed').count())[0]?.count);
/** Lets nothing be in the sums, until the transaction that it returns ends: the minute's job waits for that. */
async function nothingSummed() {
  for (;;) {
    await inTransaction(app.context.db, sumAgain);
    const holder = await app.context.db.transaction();
    await holder.raw('LOCK TABLE accounting_event_sums IN SHARE ROW EXCLUSIVE MODE');
    const [summed] = await holder('accounting_event_sums').limit(1);
    if (!summed) return holder;
    await holder.rollback(); // The job was in between.
  }
}
const differences = () => inTransaction(app.context.db, compareSums);

it('every figure of the books is the same before and after its entries are added to the sums', async () => {
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

  const reportOf = (asked: Record<string, string>) =>
    read<Report>(maker, `reports?${new URLSearchParams(asked)}`);
  const figures = async () => {
    const found: unknown[] = [await read<TrialBalance>(maker, 'ledger-accounts')];
    for (const report of reportIds)
      for (const by of groupsOf(report)) found.push([report, by, await reportOf({ report, by })]);
    for (const on of Object.keys(reportDays) as ReportDay[])
      for (const by of ['month', 'consignor'] as ReportGroup[])
        found.push(['earned', by, await reportOf({ report: 'earned', by, on })]);
    // Months from their sums, the days beside them from theirs.
    const today = new Date().toISOString().slice(0, 10);
    const year = Number(today.slice(0, 4));
    const periods = [
      { from: `${year - 1}-03-15` },
      { until: today },
      { from: `${year - 1}-03-15`, until: `${year + 1}-03-15` },
      { from: today, until: today },
    ];
    for (const on of Object.keys(reportDays) as ReportDay[])
      for (const period of [{}, ...periods])
        for (const by of ['event', 'team'] as ReportGroup[])
          found.push([on, period, by, await reportOf({ report: 'earned', by, on, ...period })]);
    for (const by of ['month', 'day'] as ReportGroup[])
      found.push(await reportOf({ report: 'earned', by, event: first.eventId }));
    // By consignor and event.
    for (const period of [{}, ...periods])
      for (const by of ['consignor', 'event', 'month'] as ReportGroup[]) {
        found.push(
          await reportOf({ report: 'earned', by, on: 'event', consignor: first.consignorId, ...period }),
        );
        found.push(await reportOf({ report: 'earned', by, on: 'event', ...period }));
      }
    for (const by of ['consignor', 'event', 'month'] as ReportGroup[])
      found.push(
        await reportOf({ report: 'earned', by, event: first.eventId, consignor: first.consignorId }),
      );
    const of = { consignor: first.consignorId };
    found.push(await reportOf({ report: 'earned', by: 'month', ...of }));
    found.push(await reportOf({ report: 'earned', by: 'event', ...of }));
    for (const filter of [
      '',
      'account=consignors',
      `consignor=${first.consignorId}`,
      'kind=sale&on=paid',
      `consignor=${first.consignorId}&event=${first.eventId}`,
    ]) {
      const { sums, total } = await read<LedgerEntryList>(maker, `ledger-entries?${filter}`);
      found.push([filter, sums, total]);
    }
    return found;
  };

  const jobWaits = await nothingSummed();
  const fromEntries = await figures().finally(() => jobWaits.rollback());
  await addToSums(app.context.db);
  expect(await unsummed()).toBe(0);
  expect(await differences()).toEqual([]);
  expect(await figures()).toEqual(fromEntries);

  // What comes afterwards is in the figures at once, and added to what is there.
  const corrections = async () =>
    (await reportOf({ report: 'earned', by: 'consignor' })).totals.figures.adjustments ?? 0;
  const before = await corrections();
  await send(maker, `payables/${first.consignorId}/adjust`, {
    kind: 'goodwill',
    amount: 700,
    reason: 'Late again',
  });
  expect(await corrections()).toBe(before + 700);
  await addToSums(app.context.db);
  expect(await unsummed()).toBe(0);
  expect(await corrections()).toBe(before + 700);
  expect(await differences()).toEqual([]);
});

it('a payout that comes back leaves its day at once, and nothing of it stays there', async () => {
  const { consignorId, eventId } = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  const run = await client.paidRun(maker, approver);
  const payout = ofConsignor(run, consignorId);
  const theirs = async () => {
    const of = `on=paidOut&consignor=${consignorId}`;
    const [byDay, byEvent] = await Promise.all([
      read<Report>(maker, `reports?report=earned&by=day&${of}`),
      read<Report>(maker, `reports?report=sales&by=day&on=paidOut&event=${eventId}`),
    ]);
    return {
      proceeds: byDay.data.map(({ id, figures }) => [id, figures.net]),
      fans: byEvent.data.map(({ id, count, figures }) => [id, count, figures.fans]),
    };
  };
  const paid = { proceeds: [[today(), 18_000]], fans: [[today(), 1, 22_400]] };
  const open = { proceeds: [['none', 18_000]], fans: [['none', 1, 22_400]] };
  expect(await theirs()).toEqual(paid);
  await addToSums(app.context.db);
  expect(await theirs()).toEqual(paid);
  const back = await send(maker, `payouts/${payout.id}/return`, {
    reason: 'The account was closed',
    version: payout.version,
  });
  expect(back.status, JSON.stringify(back.body)).toBe(200);
  expect(await theirs()).toEqual(open);
  await addToSums(app.context.db);
  expect(await theirs()).toEqual(open);
  expect(await differences()).toEqual([]);
  const [left] = await app.context
    .db('accounting_payout_consignor_sums')
    .where({ account: `consignor:${consignorId}` });
  expect(left).toBeUndefined();
});

it('each entry that a filter picks is on one page, from the newest on and from the oldest', async () => {
  const finance = await signedIn(app, 'finance');
  const soonest = today();
  const filters = [
    '',
    'account=consignors',
    'kind=sale',
    'report=earned&column=net',
    'team=none',
    `until=${soonest}`,
    `on=event&from=2000-01-01`,
    `on=event&until=2000-01-01`,
    `on=paidOut&from=2000-01-01`,
    `on=paidOut&from=2000-01-01&until=${soonest}&account=consignors`,
    'payout=none',
  ];
  for (const filter of filters)
    for (const order of ['asc', 'desc']) {
      const ids: string[] = [];
      let after = '';
      let total = 0;
      do {
        const page = await read<LedgerEntryList>(
          finance,
          `ledger-entries?${filter}&order=${order}&perPage=7${after}`,
        );
        ids.push(...page.data.map(({ id }) => id));
        after = page.next === null ? '' : `&after=${page.next}`;
        total = page.total;
      } while (after !== '');
      const whole = await read<LedgerEntryList>(
        finance,
        `ledger-entries?${filter}&order=${order}&perPage=100`,
      );
      const beginning = whole.data.map(({ id }) => id);
      expect([filter, order, ids.length, new Set(ids).size]).toEqual([filter, order, total, total]);
      expect([filter, order, ids.slice(0, 100)]).toEqual([filter, order, beginning]);
    }
});

it('adding up anew waits for the job that adds up, and never each for the other', async () => {
  await client.sold();
  await whileHeld(
    app,
    (job) => job.raw('LOCK TABLE accounting_event_sums IN SHARE ROW EXCLUSIVE MODE'),
    // Not `inTransaction`, which would try again after a deadlock.
    () => [app.context.db.transaction(sumAgain)],
    (job) => job('accounting_unsummed').delete(),
  );
  await addToSums(app.context.db);
  expect(await differences()).toEqual([]);
});

it('a report by consignor has no row of nobody, whose bookings the others are', async () => {
  const { consignorId } = await client.sold();
  const { maker } = await client.afterTheEvent();
  const { data } = await read<Report>(maker, 'reports?report=earned&by=consignor');
  expect(data.map(({ id }) => id)).toContain(consignorId);
  expect(data.map(({ id }) => id)).not.toContain('none');
});

it('a wrong sum is named by its day and account', async () => {
  await client.sold();
  await addToSums(app.context.db);
  const { db } = app.context;
  const [row] = await db('accounting_event_sums').where({ account: 'commission', kind: 'sale' }).limit(1);
  const wrong = { ...row };
  await db('accounting_event_sums').where(wrong).update({ credits: -1 });
  // Those by event are compared with the entries, and those by day with those by event.
  const found = await differences();
  expect(found).toHaveLength(2);
  for (const { subject } of found) expect(subject).toMatch(/^\d{4}-\d\d-\d\d commission sale$/);
  await expect(app.verify({ sandbox: false })).rejects.toThrow('2.day-sums');
  await db('accounting_event_sums')
    .where({ ...wrong, credits: -1 })
    .update({ credits: wrong.credits });
  expect(await differences()).toEqual([]);

  const [{ ...sale }] = await db('accounting_consignor_events').where({ kind: 'sale' }).limit(1);
  await db('accounting_consignor_events').where(sale).update({ transactions: 9 });
  expect(await differences()).toMatchObject([{ subject: `${sale.event_id} ${sale.account} sale` }]);
  await db('accounting_consignor_events')
    .where({ ...sale, transactions: 9 })
    .update({ transactions: sale.transactions });
});
