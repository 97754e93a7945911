/**
 * What refunds add to the statistics, divided over the lines of their order: by the lines' proportions, or to the lines of
 * the tickets that they are for.
 */
import { splitRefund } from '@holdfast/shared/money';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { countLines, marketDay } from '../stats/index.ts';
import { orderKeys } from './countOrders.ts';

/**
 * The part of a running refund that a line of the order bears, as `splitRefund` rounds it.
 * @param upTo minor units refunded of the whole order so far
 */
const borne = (upTo: string) =>
  `((running * ${upTo} * 2 + total) / (total * 2) - ((running - own) * ${upTo} * 2 + total) / (total * 2))`;

/** Lines of refunds. @param n a relation (order_id, before, after, at, nth); `before` and `after` are running totals of a payment */
export const refundLines = (n: string) => `
    SELECT order_id, event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day,
      ${borne('after')} - ${borne('before')} AS refunded_amount
    FROM (
      SELECT ${orderKeys}, n.before, n.after, ${marketDay('n.at')} AS sale_day, ${marketDay('n.at')} AS payment_day,
        (i.price_amount + i.fee_amount)::bigint * i.quantity AS own,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth ORDER BY i.listing_id)::bigint AS running,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth)::bigint AS total
      FROM ${n} n JOIN reservations r ON r.id = n.order_id
      JOIN reservations_current_lines i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id
    ) parts WHERE total > 0`;

const countedRefund =
  '(SELECT $1::text AS order_id, $2::bigint AS before, $3::bigint AS after, $4::timestamptz AS at, 1 AS nth)';

/** What a line of an order gives, or gets back. */
export interface RefundLine {
  listingId: string;
  /** Minor units; below zero where it gets them back. */
  amount: number;
}

export interface CountedRefund {
  reservationId: string;
  /** Of the ledger's transaction. */
  cause: string;
  /** Minor units refunded of its payment before and after; `after` is the smaller one where the bank returned it. */
  before: number;
  after: number;
  /** ISO instant: a refund counts on its own day. */
  at: string;
  /** The lines of the tickets that it is for, summing to `after` − `before`; null: nobody named them. */
  named: RefundLine[] | null;
}

/** Money that went back, or that the bank returned. */
export async function countRefunds(trx: Trx, refunds: CountedRefund[]): Promise<void> {
  for (const refund of refunds) {
    const lines = refund.named ?? (await linesLeft(trx, refund));
    if (lines === null) await countByProportion(trx, refund);
    else await countNamed(trx, { ...refund, lines });
  }
}

function countByProportion(trx: Trx, { reservationId, before, after, at }: CountedRefund): Promise<void> {
  return countLines(trx, {
    lines: refundLines(countedRefund),
    values: [reservationId, before, after, at],
    summed: ['refunded_amount'],
    perOrder: [],
  });
}

interface LineSums {
  listing_id: string;
  /** What the fan paid for it, minor units. */
  own: number;
  /** What refunds that are stored line by line took of it. */
  stored: number;
}

async function lineSums(trx: Trx, reservationId: string): Promise<LineSums[]> {
  return queryPrepared<LineSums>(
    trx,
    `SELECT i.listing_id, (i.price_amount + i.fee_amount)::bigint * i.quantity AS own,
       coalesce((SELECT sum(n.amount) FROM refund_lines n WHERE n.reservation_id = i.reservation_id AND n.listing_id = i.listing_id), 0)::bigint AS stored
     FROM reservations_current_lines i WHERE i.reservation_id = $1 ORDER BY i.listing_id`,
    [reservationId],
  );
}

/**
 * An order of which tickets were refunded by name: what isn't named is divided over what is left of its lines.
 * @returns null where none was named so far: then the lines' proportions divide it
 */
async function linesLeft(
  trx: Trx,
  { reservationId, before, after }: CountedRefund,
): Promise<RefundLine[] | null> {
  const [any] = await queryPrepared(
    trx,
    'SELECT 1 AS named FROM refund_lines WHERE reservation_id = $1 LIMIT 1',
    [reservationId],
  );
  if (!any) return null;
  const sums = await lineSums(trx, reservationId);
  const stored = sums.reduce((sum, line) => sum + line.stored, 0);
  const unnamed = splitRefund(
    sums.map(({ own }) => own),
    0,
    before - stored,
  );
  const taken = sums.map((line, i) => line.stored + (unnamed[i] ?? 0));
  const isReturned = after < before;
  const weights = sums.map(({ own }, i) => Math.max(0, isReturned ? (taken[i] ?? 0) : own - (taken[i] ?? 0)));
  const given = splitRefund(weights, 0, Math.abs(after - before));
  return sums.map(({ listing_id: listingId }, i) => ({
    listingId,
    amount: (isReturned ? -1 : 1) * (given[i] ?? 0),
  }));
}

interface NamedRefund {
  reservationId: string;
  cause: string;
  at: string;
  lines: RefundLine[];
}

async function countNamed(trx: Trx, { reservationId, cause, at, lines }: NamedRefund): Promise<void> {
  const { from, value } = records(
    lines.map((line) => ({ ...line, cause, reservationId, at })),
    { cause: 'text', reservationId: 'text', listingId: 'text', amount: 'bigint', at: 'timestamptz' },
  );
  await queryPrepared(
    trx,
    `INSERT INTO refund_lines (cause, reservation_id, listing_id, amount, at)
     SELECT n.cause, n.reservation_id, n.listing_id, n.amount, n.at FROM ${from}`,
    [value],
  );
  await countLines(trx, {
    lines: storedRefundLines('refund_lines n WHERE n.cause = $1'),
    values: [cause],
    summed: ['refunded_amount'],
    perOrder: [],
  });
}

/** SQL: lines of refunds as they are stored. @param from of `refund_lines n` */
export const storedRefundLines = (from: string) => `
    SELECT ${orderKeys}, ${marketDay('n.at')} AS sale_day, ${marketDay('n.at')} AS payment_day, n.amount AS refunded_amount
    FROM (SELECT n.* FROM ${from}) n JOIN reservations r ON r.id = n.reservation_id
    JOIN reservations_current_lines i ON i.reservation_id = n.reservation_id AND i.listing_id = n.listing_id
    JOIN listings_offered l ON l.id = i.listing_id`;

/**
 * A refund that was counted by proportion turns out to be for named tickets: what their lines bear is moved to them.
 * @param refund `before` and `after` as it was counted
 * @param cause of the move
 */
export async function moveToNamed(
  trx: Trx,
  refund: Omit<CountedRefund, 'named'> & { counted: string; named: RefundLine[] },
): Promise<void> {
  const { reservationId, counted, before, after, named, cause, at } = refund;
  const stored = await queryPrepared<{ listing_id: string; amount: number }>(
    trx,
    'SELECT listing_id, amount FROM refund_lines WHERE cause = $1',
    [counted],
  );
  const sums = await lineSums(trx, reservationId);
  const own = sums.map((line) => line.own);
  const bore = splitRefund(own, before, after - before);
  const moved = new Map(
    stored.length > 0
      ? stored.map(({ listing_id, amount }) => [listing_id, -amount])
      : sums.map(({ listing_id }, i) => [listing_id, -(bore[i] ?? 0)]),
  );
  for (const { listingId, amount } of named) moved.set(listingId, (moved.get(listingId) ?? 0) + amount);
  const lines = [...moved].map(([listingId, amount]) => ({ listingId, amount }));
  await countNamed(trx, { reservationId, cause, at, lines });
}
