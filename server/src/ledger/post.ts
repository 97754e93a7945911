/** Posts ledger transactions; the only writer of the ledger. */
import type { PostingKind } from '@holdfast/shared/accounting';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

/** One entry of a transaction. */
export interface Entry {
  account: string;
  /** Minor units: debit above zero, credit below. */
  amount: number;
}

/** One transaction to post; its entries sum to zero. */
export interface Posting {
  kind: PostingKind;
  /** The transition that it comes from: the same cause is never posted twice. */
  cause: string;
  /** Null where it is about no order, such as a fee for something else. */
  reservationId: string | null;
  paymentId: string | null;
  currency: string;
  /** ISO instant. Where it lies in a closed month, the transaction is of the first instant after it. */
  at: string;
  entries: Entry[];
}

/**
 * Posts transactions, in the caller's database transaction.
 * @returns their ids, in the order of the postings
 * @throws RangeError when one doesn't sum to zero: a programming error; the database refuses it as well
 */
export async function post(trx: Trx, postings: Posting[]): Promise<string[]> {
  if (postings.length === 0) return [];
  for (const posting of postings) {
    const sum = posting.entries.reduce((total, entry) => total + entry.amount, 0);
    if (sum !== 0) throw new RangeError(`${posting.kind} ${posting.cause} sums to ${sum}, not to zero`);
  }
  const numbered = postings.map((posting) => ({
    ...posting,
    id: newId('ledgerTransaction'),
    entries: posting.entries.filter((entry) => entry.amount !== 0),
  }));
  const lines = numbered.flatMap(({ id, currency, entries }) =>
    entries.map((entry, index) => ({ id, currency, line: index + 1, ...entry })),
  );
  // One array per column instead of `records`: every purchase and every payout line posts.
  await queryPrepared(
    trx,
    `INSERT INTO ledger_transactions (id, kind, reservation_id, payment_id, cause, at)
     SELECT id, kind, reservation_id, payment_id, cause, greatest(at, (SELECT closed_until FROM ledger_closing))
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) AS given (id, kind, reservation_id, payment_id, cause, at)`,
    [
      numbered.map(({ id }) => id),
      numbered.map(({ kind }) => kind),
      numbered.map(({ reservationId }) => reservationId),
      numbered.map(({ paymentId }) => paymentId),
      numbered.map(({ cause }) => cause),
      numbered.map(({ at }) => at),
    ],
  );
  await queryPrepared(
    trx,
    `INSERT INTO ledger_entries (transaction_id, line, account, amount, currency)
     SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[], $5::text[])`,
    [
      lines.map(({ id }) => id),
      lines.map(({ line }) => line),
      lines.map(({ account }) => account),
      lines.map(({ amount }) => amount),
      lines.map(({ currency }) => currency),
    ],
  );
  return numbered.map(({ id }) => id);
}

/** Which of these causes were posted already. */
export async function postedCauses(trx: Trx, causes: string[]): Promise<Set<string>> {
  const rows = await queryPrepared<{ cause: string }>(
    trx,
    'SELECT cause FROM ledger_transactions WHERE cause = ANY($1::text[])',
    [causes],
  );
  return new Set(rows.map(({ cause }) => cause));
}
