/**
 * The sums of the books by day. A posting notes its transaction in `accounting_unsummed` (a trigger of the schema), and the
 * views `accounting_by_day`, `accounting_by_event` and `accounting_by_consignor` read what is noted from its entries. Adding it to the sums
 * later changes no figure, only what a figure costs. Triggers add the sums by event and by consignor up by month.
 */
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { adding, oneForAll, sums } from './addingUp.ts';
import { payoutSumsAgain, placeAgain, placePayouts } from './placePayouts.ts';

/**
 * Transactions added up at a time: bounds the database's transaction. Many together are fewer days and months to add to: half a million
 * transactions took four times as long by 5,000.
 */
const atOnce = 20_000;

const days = 'currency, booked, reserved, paid';
const allConsignors = `${oneForAll('account')} AS account`;
/** SQL: entries by day, those `from` of `accounting_entries`. */
const daySums = (from: string) =>
  `SELECT ${days}, ${allConsignors}, kind, ${sums('firsts')} ${from} GROUP BY 1, 2, 3, 4, 5, 6`;
/** SQL: the same by event. */
const eventSums = (from: string) =>
  `SELECT ${days}, event_id, ${allConsignors}, kind, ${sums('firsts')} ${from} GROUP BY 1, 2, 3, 4, 5, 6, 7`;
/** SQL: the same of each consignor's account. */
const consignorSums = (from: string) =>
  `SELECT ${days}, account, kind, ${sums('transactions')} ${from} WHERE account LIKE 'consignor:%' GROUP BY 1, 2, 3, 4, 5, 6`;

/** SQL: the same by event. */
const consignorEventSums = (from: string) =>
  `SELECT currency, event_id, account, kind, ${sums('transactions')} ${from} WHERE account LIKE 'consignor:%' GROUP BY 1, 2, 3, 4`;

/** SQL: the sums by event and day, added up by day: they are compared with the entries themselves. */
const daysOfEvents = `SELECT ${days}, account, kind, sum(debits)::bigint AS debits, sum(credits)::bigint AS credits, sum(entries)::int AS entries,
    sum(firsts)::int AS firsts FROM accounting_event_sums GROUP BY 1, 2, 3, 4, 5, 6`;

/** SQL: the sums by event and day, added up by month in each of the ways of `accounting_event_months`. */
const monthSums = `SELECT currency, b.basis, b.month, event_id, account, kind, sum(debits)::bigint AS debits, sum(credits)::bigint AS credits,
    sum(entries)::int AS entries, sum(firsts)::int AS firsts
  FROM accounting_event_sums x CROSS JOIN LATERAL (VALUES ('booked', date_trunc('month', x.booked)::date),
    ('reserved', date_trunc('month', x.reserved)::date), ('paid', date_trunc('month', x.paid)::date), ('ever', date '-infinity')) AS b (basis, month)
  GROUP BY 1, 2, 3, 4, 5, 6`;

/** SQL: the sums by consignor and day, added up by month in each of the ways of `accounting_consignor_months`. */
const consignorMonthSums = `SELECT currency, b.basis, b.month, account, kind, sum(debits)::bigint AS debits, sum(credits)::bigint AS credits,
    sum(entries)::int AS entries, sum(transactions)::int AS transactions
  FROM accounting_consignor_sums x CROSS JOIN LATERAL (VALUES ('booked', date_trunc('month', x.booked)::date),
    ('reserved', date_trunc('month', x.reserved)::date), ('paid', date_trunc('month', x.paid)::date), ('ever', date '-infinity')) AS b (basis, month)
  GROUP BY 1, 2, 3, 4, 5`;

/**
 * Adds what was posted since to the sums, and moves what was paid out since. A transaction of an order that isn't paid yet stays
 * noted: the day of payment is one of those that it is counted on.
 * @returns how many transactions were added
 */
export async function addToSums(db: Database): Promise<number> {
  // One at a time: two would add to the same rows.
  const alone = <T>(act: (trx: Trx) => Promise<T>) =>
    inTransaction(db, async (trx) => {
      await queryPrepared(trx, 'LOCK TABLE accounting_event_sums IN SHARE ROW EXCLUSIVE MODE');
      return act(trx);
    });
  let all = 0;
  let some: number;
  do {
    some = await alone(addSome);
    all += some;
  } while (some === atOnce);
  while (await alone(placePayouts));
  return all;
}

async function addSome(trx: Trx): Promise<number> {
  const from = 'FROM accounting_entries JOIN taken USING (transaction_id)';
  const [row] = await queryPrepared<{ taken: number }>(
    trx,
    `WITH taken AS (
       DELETE FROM accounting_unsummed WHERE transaction_id IN (
         SELECT u.transaction_id FROM accounting_unsummed u WHERE NOT EXISTS (
           SELECT FROM ledger_postings p JOIN reservations_orders r ON r.id = p.reservation_id
           WHERE p.transaction_id = u.transaction_id AND r.paid_at IS NULL)
         ORDER BY u.transaction_id LIMIT ${atOnce}
       ) RETURNING transaction_id
     ), by_day AS (
       INSERT INTO accounting_day_sums AS s (${days}, account, kind, debits, credits, entries, firsts) ${daySums(from)}
       ON CONFLICT (booked, account, kind, reserved, paid, currency) DO UPDATE SET ${adding('s', 'firsts')}
     ), by_event AS (
       INSERT INTO accounting_event_sums AS s (${days}, event_id, account, kind, debits, credits, entries, firsts) ${eventSums(from)}
       ON CONFLICT (booked, event_id, account, kind, reserved, paid, currency) DO UPDATE SET ${adding('s', 'firsts')}
     ), by_consignor AS (
       INSERT INTO accounting_consignor_sums AS s (${days}, account, kind, debits, credits, entries, transactions) ${consignorSums(from)}
       ON CONFLICT (account, booked, kind, reserved, paid, currency) DO UPDATE SET ${adding('s', 'transactions')}
     )
     SELECT count(*)::int AS taken FROM taken`,
  );
  return row?.taken ?? 0;
}

/** Lets the job add everything up anew, after days have changed. Until it has, figures are read from the entries, slower. */
export async function sumAgain(trx: Trx): Promise<void> {
  // In the order in which the job takes them: otherwise each could wait for the other. Posting waits meanwhile.
  await queryPrepared(
    trx,
    'LOCK TABLE accounting_event_sums, accounting_unsummed IN SHARE ROW EXCLUSIVE MODE',
  );
  await queryPrepared(trx, 'DELETE FROM accounting_day_sums');
  await queryPrepared(trx, 'DELETE FROM accounting_event_sums');
  await queryPrepared(trx, 'DELETE FROM accounting_consignor_sums');
  await queryPrepared(
    trx,
    `INSERT INTO accounting_unsummed (transaction_id) SELECT DISTINCT transaction_id FROM ledger_postings ON CONFLICT DO NOTHING`,
  );
  await placeAgain(trx);
}

/** Where the sums and the entries that they hold differ. @returns the day and account, and both figures in words */
export function compareSums(trx: Trx): Promise<{ subject: string; detail: string }[]> {
  const summed = `FROM accounting_entries x WHERE NOT EXISTS (SELECT FROM accounting_unsummed u WHERE u.transaction_id = x.transaction_id)`;
  const differences = (table: string, again: string, keys: string, last: string, day = 'booked') => {
    const figures = ['debits', 'credits', 'entries', last];
    const of = (alias: string) => figures.map((name) => `coalesce(${alias}.${name}, 0)`).join(', ');
    return `SELECT ${day} || ' ' || account || ' ' || kind AS subject,
        format('the sums hold %s, %s of %s entries and %s transactions; the entries are %s, %s of %s and %s', ${of('s')}, ${of('a')}) AS detail
      FROM ${table} s FULL JOIN (${again}) a USING (${keys}) WHERE (${of('s')}) IS DISTINCT FROM (${of('a')})`;
  };
  const entries = `FROM (SELECT * ${summed}) entries`;
  return queryPrepared(
    trx,
    `${differences('accounting_day_sums', daysOfEvents, `${days}, account, kind`, 'firsts')}
     UNION ALL ${differences('accounting_event_sums', eventSums(summed), `${days}, event_id, account, kind`, 'firsts')}
     UNION ALL ${differences('accounting_event_months', monthSums, 'currency, basis, month, event_id, account, kind', 'firsts', `basis || ' ' || month`)}
     UNION ALL ${differences('accounting_consignor_months', consignorMonthSums, 'currency, basis, month, account, kind', 'transactions', `basis || ' ' || month`)}
     UNION ALL ${differences('accounting_payout_sums', payoutSumsAgain.accounting_payout_sums, 'currency, paid_on, event_id, account, kind', 'firsts', 'paid_on')}
     UNION ALL ${differences('accounting_payout_consignor_sums', payoutSumsAgain.accounting_payout_consignor_sums, 'currency, paid_on, account, kind', 'transactions', 'paid_on')}
     UNION ALL ${differences('accounting_consignor_events', consignorEventSums(entries), 'currency, event_id, account, kind', 'transactions', 'event_id')}
     UNION ALL ${differences('accounting_consignor_sums', consignorSums(entries), `${days}, account, kind`, 'transactions')} ORDER BY 1`,
  );
}

/** @returns handlers by the names of their jobs */
export const accountingJobs = ({ db }: AppContext): Record<string, () => Promise<void>> => ({
  'accounting.sum': async () => {
    await addToSums(db);
  },
});

/** Every minute, UTC: what is posted in a minute is little to read. */
export const accountingCrontab = [
  { task: 'accounting.sum', match: '* * * * *', options: { maxAttempts: 3 } },
];
