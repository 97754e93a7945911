/** What receipts and credit notes say of taxes: those of the hold, and what a refund took back of them by the books. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { taxesOfOrders } from '../reservations/index.ts';
import type { ReceiptDocument } from './document.ts';

type TaxLines = NonNullable<ReceiptDocument['taxes']>;

/** The taxes within paid orders that have some, by their ids. */
export async function taxesPaid(trx: Trx, orderIds: readonly string[]): Promise<Map<string, TaxLines>> {
  const taxes = await taxesOfOrders(trx, orderIds);
  return new Map(
    [...taxes].map(([id, of]) => [
      id,
      of.map(({ name, jurisdiction, ratePpm, price, fee }) => ({
        name,
        jurisdiction,
        ratePpm,
        amount: price + fee,
      })),
    ]),
  );
}

/** The taxes within refunds that took some back, by their ids. Taxes that are owed to one place are one line. */
export async function taxesRefunded(trx: Trx, refundIds: readonly string[]): Promise<Map<string, TaxLines>> {
  const rows = await queryPrepared<TaxLines[number] & { refund_id: string }>(
    trx,
    `SELECT f.id AS refund_id, t.name, t.jurisdiction, t."ratePpm", p.amount
     FROM payments_refunds f
     JOIN platform_transition_log g ON g.actor_id = f.payment_id AND g.message = 'refundDone' AND g.cause LIKE f.id || '/%'
     JOIN ledger_postings p ON p.payment_id = f.payment_id AND p.kind = 'taxRefund' AND p.account LIKE 'tax:%'
       AND p.cause = g.actor_id || '/' || g.version || '/tax'
     JOIN LATERAL (
       SELECT string_agg(DISTINCT x.name, ', ') AS name, min(x.jurisdiction) AS jurisdiction, sum(x.rate_ppm)::int AS "ratePpm"
       FROM (SELECT DISTINCT rule_id, name, jurisdiction, rate_ppm FROM reservations_taxes
         WHERE reservation_id = f.reservation_id AND account = p.account) x) t ON true
     WHERE f.id = ANY($1::text[]) ORDER BY f.id, p.account`,
    [refundIds],
  );
  return new Map(
    [...Map.groupBy(rows, ({ refund_id }) => refund_id)].map(([id, of]) => [
      id,
      of.map(({ name, jurisdiction, ratePpm, amount }) => ({ name, jurisdiction, ratePpm, amount })),
    ]),
  );
}
