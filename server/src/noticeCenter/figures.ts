/** A few figures of some days, for whoever asks by a chat. Amounts are minor units of the marketplace's currency. */
import type { Role } from '@holdfast/shared/accounts';
import { formatMoney, marketplaceCurrency } from '@holdfast/shared/money';
import { countCases } from '../cases/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { marketDay } from '../stats/index.ts';

/** What was sold. */
export interface Sold {
  orders: number;
  tickets: number;
  /** Prices before fees; of a consignor, their proceeds. */
  amount: number;
}

const first = `${marketDay('now()')} - $1::int`;
const sums = 'coalesce(sum(s.orders), 0)::int AS orders, coalesce(sum(s.tickets), 0)::int AS tickets';

/** What the marketplace sold today and on so many days before. */
export async function soldByAll(trx: Trx, daysBefore: number): Promise<Sold> {
  const [row] = await queryPrepared<Sold>(
    trx,
    `SELECT ${sums}, coalesce(sum(s.proceeds_amount + s.commission_amount), 0)::bigint AS amount
     FROM stats_event_counts s WHERE s.payment_day >= ${first} AND s.currency = $2`,
    [daysBefore, marketplaceCurrency],
  );
  return row as Sold;
}

/** What a consignor sold today and on so many days before. */
export async function soldBy(trx: Trx, consignorId: string, daysBefore: number): Promise<Sold> {
  const [row] = await queryPrepared<Sold>(
    trx,
    `SELECT ${sums}, coalesce(sum(s.proceeds_amount), 0)::bigint AS amount
     FROM statistics_listing_counts s WHERE s.payment_day >= ${first} AND s.currency = $2 AND s.consignor_id = $3`,
    [daysBefore, marketplaceCurrency, consignorId],
  );
  return row as Sold;
}

/** Listings that wait for approval, and the open cases of these roles. */
export async function waitingFor(
  trx: Trx,
  roles: readonly Role[],
): Promise<{ toApprove: number; cases: number; caseAlarms: number }> {
  const [row] = await queryPrepared<{ toApprove: number }>(
    trx,
    `SELECT count(*)::int AS "toApprove" FROM listings_offered l WHERE l.state = 'submitted'`,
  );
  return { toApprove: row?.toApprove ?? 0, ...(await countCases(trx, roles)) };
}

/** Sold tickets that a consignor still has to send. */
export async function toSend(trx: Trx, consignorId: string): Promise<number> {
  const [row] = await queryPrepared<{ deliveries: number }>(
    trx,
    'SELECT count(*)::int AS deliveries FROM deliveries_made d WHERE d.consignor_id = $1 AND delivery_is_tosend(d.state)',
    [consignorId],
  );
  return row?.deliveries ?? 0;
}

/** `3 tickets in 2 orders, $240.00`. */
export function soldInWords({ orders, tickets, amount }: Sold): string {
  if (tickets === 0) return 'nothing sold';
  const counted = (count: number, one: string) =>
    `${count.toLocaleString('en-US')} ${count === 1 ? one : `${one}s`}`;
  const sum = formatMoney({ amount, currency: marketplaceCurrency });
  return `${counted(tickets, 'ticket')} in ${counted(orders, 'order')}, ${sum}`;
}
