/**
 * SQL: reports by the day of payout, from sums. What was paid out is kept by its day; what wasn't is all that was ever booked, less
 * that, so that a booking which is paid out moves from one to the other.
 */
import { oneForAll } from './addingUp.ts';
import { consignorOf, eventDay, fromConsignorSums, fromEventSums, type Source, summedBy } from './sources.ts';

interface Parts {
  /** The columns of all parts beside the day. */
  columns: string;
  /** Sums of all that was ever booked, and what of it isn't in them yet. */
  ever: string;
  unsummed: string;
  /** What was paid out, by its day. */
  paid: string;
}

/** SQL: each row with its day of payout; null: it wasn't paid out. */
const bothOf = ({ columns, ever, unsummed, paid }: Parts) => {
  const off = columns.replaceAll(/\b(debits|credits|entries|firsts|transactions)\b/g, '-$1');
  return `FROM (
    SELECT NULL::date AS day, ${columns} FROM ${ever} WHERE basis = 'ever'
    UNION ALL SELECT NULL, ${unsummed}
    UNION ALL SELECT paid_on, ${columns} FROM ${paid}
    UNION ALL SELECT NULL, ${off} FROM ${paid}
  ) p`;
};

/** The day of payout is the only one that these sources know beside the event's. */
const byPayoutDay = (
  event: string,
): Pick<Source, 'debits' | 'credits' | 'amount' | 'entries' | 'day' | 'fromDay' | 'untilDay'> =>
  summedBy({ booked: 'p.day', reserved: 'p.day', paid: 'p.day', paidOut: 'p.day', event });

/** By the day of payout and event. All consignors are one account. */
export const fromPayoutDays: Source = {
  ...byPayoutDay(eventDay),
  from: `${bothOf({
    columns: 'currency, event_id, account, kind, debits, credits, entries, firsts',
    ever: 'accounting_event_months',
    unsummed: `x.currency, x.event_id, ${oneForAll('x.account')}, x.kind, x.debits, x.credits, 1, x.firsts
      FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id`,
    paid: 'accounting_by_payout_day',
  })} LEFT JOIN catalog_events_named e ON e.id = p.event_id`,
  counted: fromEventSums.counted,
};

/** By the day of payout and consignor, of consignors' accounts alone. */
export const fromConsignorPayoutDays: Source = {
  ...byPayoutDay('NULL::date'),
  from: `${bothOf({
    columns: 'currency, account, kind, debits, credits, entries, transactions',
    ever: 'accounting_consignor_months',
    unsummed: `x.currency, x.account, x.kind, x.debits, x.credits, 1, x.transactions
      FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id WHERE x.account LIKE 'consignor:%'`,
    paid: 'accounting_consignors_by_payout_day',
  })} ${consignorOf}`,
  counted: fromConsignorSums.counted,
};
