/** Posting to the ledger on a real PostgreSQL: what is refused before and by the database. */
import { expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { test } from '../../test/fixtures.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import { owedTo } from './accounts.ts';
import { atStripe, commissionAccount, type Posting, post, serviceFee } from './index.ts';

let app: TestAppContext;
let count = 0;

test.beforeAll(({ context: opened }) => {
  app = opened;
});

/** A sale of one ticket of $100.00: fee 12.00, commission 10.00, proceeds 90.00. */
function sale(changes: Partial<Posting> = {}): Posting {
  count += 1;
  return {
    kind: 'sale',
    cause: `test ${count}`,
    reservationId: `rsv_${count}`,
    paymentId: `pay_${count}`,
    currency: 'USD',
    at: '2037-11-24T15:00:00.000Z',
    entries: [
      { account: atStripe, amount: 11_200 },
      { account: serviceFee, amount: -1_200 },
      { account: commissionAccount, amount: -1_000 },
      { account: owedTo('con_1'), amount: -9_000 },
    ],
    ...changes,
  };
}

const postAll = (...postings: Posting[]) => inTransaction(app.db, (trx) => post(trx, postings));
const entriesOf = (cause: string) =>
  inTransaction(app.db, (trx) =>
    query<{ line: number; account: string; amount: number; currency: string }>(
      trx,
      `SELECT e.line, e.account, e.amount, e.currency FROM ledger_entries e
       JOIN ledger_transactions t ON t.id = e.transaction_id WHERE t.cause = $1 ORDER BY e.line`,
      [cause],
    ),
  );

test('entries are stored in order, in minor units; an amount of zero makes none', async () => {
  const posting = sale({
    entries: [
      { account: atStripe, amount: 9_000 },
      { account: serviceFee, amount: 0 },
      { account: owedTo('con_1'), amount: -9_000 },
    ],
  });
  await postAll(posting);
  expect(await entriesOf(posting.cause)).toEqual([
    { line: 1, account: 'stripe', amount: 9_000, currency: 'USD' },
    { line: 2, account: 'consignor:con_1', amount: -9_000, currency: 'USD' },
  ]);
});

test('one that doesn’t sum to zero is refused by name, and nothing of its batch is posted', async () => {
  const good = sale();
  const bad = sale({ entries: [{ account: atStripe, amount: 1 }] });
  await expect(postAll(good, bad)).rejects.toThrow(`sale ${bad.cause} sums to 1, not to zero`);
  expect(await entriesOf(good.cause)).toEqual([]);
});

test('the same cause is posted once, also by two transactions at the same time', async () => {
  const posting = sale();
  const results = await Promise.allSettled([postAll(posting), postAll(posting), postAll(posting)]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await entriesOf(posting.cause)).toHaveLength(4);
});

test('the database refuses unbalanced entries, changes and deletions', async () => {
  const posting = sale();
  await postAll(posting);
  const [{ id }] = await app.db('ledger_transactions').select('id').where({ cause: posting.cause });
  const entry = { transaction_id: id, line: 9, account: atStripe, amount: 1, currency: 'USD' };
  await expect(app.db('ledger_entries').insert(entry)).rejects.toThrow('does not sum to zero');
  await expect(
    app.db('ledger_entries').where({ transaction_id: id }).update({ amount: 5 }),
  ).rejects.toThrow();
  await expect(app.db('ledger_transactions').where({ id }).delete()).rejects.toThrow();
  expect((await entriesOf(posting.cause)).map(({ amount }) => amount)).toEqual([
    11_200, -1_200, -1_000, -9_000,
  ]);
});
