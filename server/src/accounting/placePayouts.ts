/**
 * Keeps the sums by the day of payout. A payout that is paid or comes back notes its bookings in `accounting_unplaced` (a trigger of the
 * schema) with the day under which the sums hold them, and the views `accounting_by_payout_day` and `accounting_consignors_by_payout_day`
 * move their entries. Moving them in the sums later changes no figure, only what a figure costs.
 */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { adding, oneForAll, sums } from './addingUp.ts';

/** Bookings moved at a time: bounds the database's transaction. */
const atOnce = 5_000;

/** SQL: what the sums hold more, of bookings that move. */
const added = (last: string) =>
  `sum(m.sign * x.debits)::bigint AS debits, sum(m.sign * x.credits)::bigint AS credits, sum(m.sign)::int AS entries, sum(m.sign * x.${last})::int AS ${last}`;

/**
 * Moves some of what is noted. The caller holds the lock of the sums.
 * @returns whether more may be left
 */
export async function placePayouts(trx: Trx): Promise<boolean> {
  // Locked before they are read: a payout that changes meanwhile waits, and notes its bookings anew.
  const noted = await queryPrepared<{ id: string; paid_on: string | null }>(
    trx,
    'SELECT transaction_id AS id, paid_on FROM accounting_unplaced ORDER BY transaction_id LIMIT $1 FOR UPDATE SKIP LOCKED',
    [atOnce],
  );
  const from =
    'FROM accounting_moved m JOIN taken USING (transaction_id) JOIN accounting_entries x USING (transaction_id)';
  await queryPrepared(
    trx,
    `WITH taken AS MATERIALIZED (
       SELECT unnest($1::text[]) COLLATE "C" AS transaction_id
     ), by_event AS (
       INSERT INTO accounting_payout_sums AS s (currency, paid_on, event_id, account, kind, debits, credits, entries, firsts)
       SELECT x.currency, m.paid_on, x.event_id, ${oneForAll('x.account')}, x.kind, ${added('firsts')} ${from} GROUP BY 1, 2, 3, 4, 5
       ON CONFLICT (paid_on, event_id, account, kind, currency) DO UPDATE SET ${adding('s', 'firsts')}
     ), by_consignor AS (
       INSERT INTO accounting_payout_consignor_sums AS s (currency, paid_on, account, kind, debits, credits, entries, transactions)
       SELECT x.currency, m.paid_on, x.account, x.kind, ${added('transactions')} ${from} WHERE x.account LIKE 'consignor:%' GROUP BY 1, 2, 3, 4
       ON CONFLICT (account, paid_on, kind, currency) DO UPDATE SET ${adding('s', 'transactions')}
     )
     DELETE FROM accounting_unplaced u USING taken WHERE u.transaction_id = taken.transaction_id`,
    [noted.map(({ id }) => id)],
  );
  // What came back may have been all of its day.
  if (noted.some(({ paid_on }) => paid_on !== null)) {
    await queryPrepared(trx, 'DELETE FROM accounting_payout_sums WHERE entries = 0');
    await queryPrepared(trx, 'DELETE FROM accounting_payout_consignor_sums WHERE entries = 0');
  }
  return noted.length === atOnce;
}

/** Lets everything that is paid be added up anew. The caller holds the lock of the sums. */
export async function placeAgain(trx: Trx): Promise<void> {
  await queryPrepared(trx, 'LOCK TABLE accounting_unplaced IN SHARE ROW EXCLUSIVE MODE');
  await queryPrepared(trx, 'DELETE FROM accounting_payout_sums');
  await queryPrepared(trx, 'DELETE FROM accounting_payout_consignor_sums');
  await queryPrepared(trx, 'DELETE FROM accounting_unplaced');
  await queryPrepared(
    trx,
    'INSERT INTO accounting_unplaced (transaction_id) SELECT transaction_id FROM payouts_paid_bookings',
  );
}

/** SQL: the day of payout under which the sums hold each booking. */
const placed = `SELECT transaction_id, paid_on FROM payouts_paid_bookings w
    WHERE NOT EXISTS (SELECT FROM accounting_unplaced u WHERE u.transaction_id = w.transaction_id)
    UNION ALL SELECT transaction_id, paid_on FROM accounting_unplaced WHERE paid_on IS NOT NULL`;

/** SQL: what the sums should hold, added up from the entries, by the keys of each table. */
export const payoutSumsAgain = {
  accounting_payout_sums: `SELECT currency, w.paid_on, event_id, ${oneForAll('account')} AS account, kind, ${sums('firsts')}
    FROM accounting_entries JOIN (${placed}) w USING (transaction_id) GROUP BY 1, 2, 3, 4, 5`,
  accounting_payout_consignor_sums: `SELECT currency, w.paid_on, account, kind, ${sums('transactions')}
    FROM accounting_entries JOIN (${placed}) w USING (transaction_id) WHERE account LIKE 'consignor:%' GROUP BY 1, 2, 3, 4`,
};
