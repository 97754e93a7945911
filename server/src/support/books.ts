/** What the ledger has booked of a reservation. */
import type { SupportCase } from '@holdfast/shared/support';
import { atStripe, commissionAccount, replacements, serviceFee, stripeFees } from '../ledger/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { taxesOfOrders } from '../reservations/index.ts';

/** Minor units. */
export interface Booked {
  fanPays: number;
  consignorProceeds: number;
  commission: number;
  stripeFee: number;
  /** Owed to places; within what the fan pays, out of what the marketplace keeps. */
  tax: number;
}

/** @param at ISO instant: only what was booked until then; null: all of it */
export async function bookedUntil(trx: Trx, reservationId: string, at: string | null): Promise<Booked> {
  const booked = await queryPrepared<{ account: string; amount: number }>(
    trx,
    // What Stripe keeps is the marketplace's expense, not less that the fan paid. Commission and fee are shown with the tax in them.
    `SELECT CASE WHEN e.kind = 'stripeFee' AND e.account = 'stripe' THEN 'feesPaid'
         WHEN e.kind IN ('tax', 'taxRefund') THEN CASE WHEN e.account LIKE 'tax:%' THEN 'tax' ELSE 'taxed' END ELSE e.account END AS account,
       sum(e.amount)::bigint AS amount FROM ledger_postings e
     WHERE e.reservation_id = $1 AND ($2::timestamptz IS NULL OR e.at <= $2) GROUP BY 1`,
    [reservationId, at],
  );
  const sumOf = (matches: (account: string) => boolean) =>
    booked.filter(({ account }) => matches(account)).reduce((sum, { amount }) => sum + amount, 0);
  // Credits lie below zero; `0 -` keeps a zero from becoming minus zero.
  return {
    fanPays: sumOf((account) => account === atStripe),
    consignorProceeds: 0 - sumOf((account) => account.startsWith('consignor:')),
    // What tickets in place of others cost is borne by what the marketplace keeps.
    commission: 0 - sumOf((account) => [commissionAccount, serviceFee, replacements].includes(account)),
    stripeFee: sumOf((account) => account === stripeFees),
    tax: 0 - sumOf((account) => account === 'tax'),
  };
}

/** What was agreed at the hold, and what is booked of it. */
export async function booksOf(
  trx: Trx,
  reservationId: string,
  total: SupportCase['books']['fanPays'],
): Promise<SupportCase['books']> {
  const { currency } = total;
  const [agreed] = await queryPrepared<{ proceeds: number; commission: number; fee: number }>(
    trx,
    `SELECT sum(proceeds_amount * quantity)::bigint AS proceeds, sum(commission_amount * quantity)::bigint AS commission, sum(fee_amount * quantity)::bigint AS fee
     FROM reservations_current_lines WHERE reservation_id = $1`,
    [reservationId],
  );
  const booked = await bookedUntil(trx, reservationId, null);
  const taxes = (await taxesOfOrders(trx, [reservationId])).get(reservationId) ?? [];
  const { proceeds = 0, commission = 0, fee = 0 } = agreed ?? {};
  return {
    fanPays: total,
    consignorProceeds: { amount: proceeds, currency },
    commission: { amount: commission + fee, currency },
    fee: { amount: fee, currency },
    stripeFee: { amount: booked.stripeFee, currency },
    tax: { amount: taxes.reduce((sum, tax) => sum + tax.price + tax.fee, 0), currency },
    bookedFanPays: booked.fanPays,
    bookedConsignorProceeds: booked.consignorProceeds,
    bookedCommission: booked.commission,
    bookedTax: booked.tax,
  };
}
