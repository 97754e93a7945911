/** The lines of a journal: what was booked on a day, of a kind, on an account. A day's lines add up to zero. */
import type { AccountId, JournalQuery, PostingKind } from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { marketDay } from '../../stats/index.ts';
import { accountOf } from '../sums.ts';

/** One line. */
export interface JournalLine {
  /** By the marketplace's clocks, `2026-11-29`. */
  day: string;
  kind: PostingKind;
  account: AccountId;
  /** Minor units: debits above zero, credits below. */
  amount: number;
}

/** The lines of a period, in the order of days. */
export const readJournal = (
  trx: Trx,
  { from, until }: Pick<JournalQuery, 'from' | 'until'>,
): Promise<JournalLine[]> =>
  queryPrepared<JournalLine>(
    trx,
    `SELECT ${marketDay('p.at')}::text AS day, p.kind, ${accountOf('p.account')} AS account, sum(p.amount)::bigint AS amount
     FROM ledger_postings p WHERE p.currency = $1 AND p.at >= stats_day_start($2::date) AND p.at < stats_day_start($3::date + 1)
     GROUP BY 1, 2, 3 HAVING sum(p.amount) <> 0 ORDER BY 1, 2, 3`,
    [marketplaceCurrency, from, until],
  );
