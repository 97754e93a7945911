/** Taxes within the lines of holds: computed once, at the hold, from the rules of that moment, and kept with them. */
import { taxesWithin } from '@holdfast/shared/taxes';
import { commissionAccount, type Entry, serviceFee } from '../ledger/index.ts';
import { type Pipeline, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { type TaxesSet, taxedNow } from '../taxes/index.ts';

/** A tax that is in force at a listing's venue. */
export interface TaxInForce extends Pick<TaxesSet, 'id' | 'account' | 'jurisdiction' | 'name'> {
  ratePpm: number;
  onPrice: boolean;
  onFee: boolean;
}

/** The taxes of each of these listings that has some. */
export async function taxesInForce(
  trx: Trx | Pipeline,
  listingIds: readonly string[],
): Promise<Map<string, TaxInForce[]>> {
  const rows = await queryPrepared<TaxInForce & { listing_id: string }>(
    trx,
    `SELECT l.id AS listing_id, t.id, t.account, t.jurisdiction, t.name, t.rate_ppm AS "ratePpm", t.on_price AS "onPrice", t.on_fee AS "onFee"
     FROM listings_offered l JOIN catalog_events_named e ON e.id = l.event_id JOIN taxes_set t ON ${taxedNow}
     WHERE l.id = ANY($1::text[]) ORDER BY l.id, t.account, t.id`,
    [listingIds],
  );
  return Map.groupBy(rows, ({ listing_id }) => listing_id);
}

/** A line of a hold: price and fee of one ticket, minor units, and the taxes that are in force for it. */
interface TaxedLine {
  reservationId: string;
  listingId: string;
  sum: { price: number; fee: number };
  taxes: readonly TaxInForce[];
}

/** Stores what of each line is tax, in the transaction that stores the line; nothing is sent where no tax is set. */
export async function storeTaxes(trx: Trx | Pipeline, lines: readonly TaxedLine[]): Promise<void> {
  const rows = lines.flatMap(({ reservationId, listingId, sum, taxes }) => {
    const parts = taxesWithin(sum, taxes);
    return taxes.map(({ id, account, jurisdiction, name, ratePpm }, i) => ({
      reservationId,
      listingId,
      ruleId: id,
      account,
      jurisdiction,
      name,
      ratePpm,
      price: parts[i]?.price ?? 0,
      fee: parts[i]?.fee ?? 0,
    }));
  });
  if (rows.length === 0) return;
  const { from, value } = records(rows, {
    reservationId: 'text',
    listingId: 'text',
    ruleId: 'text',
    account: 'text',
    jurisdiction: 'text',
    name: 'text',
    ratePpm: 'integer',
    price: 'integer',
    fee: 'integer',
  });
  await queryPrepared(
    trx,
    `INSERT INTO reservation_taxes (reservation_id, listing_id, rule_id, account, jurisdiction, name, rate_ppm, price_amount, fee_amount)
     SELECT n.reservation_id, n.listing_id, n.rule_id, n.account, n.jurisdiction, n.name, n.rate_ppm, n.price, n.fee FROM ${from}`,
    [value],
  );
}

/** A tax within an order, by the side of the marketplace that it is taken from. Amounts are minor units, of all its tickets. */
export interface OrderTax {
  account: string;
  jurisdiction: string;
  name: string;
  ratePpm: number;
  price: number;
  fee: number;
}

/** The taxes of orders, by place and name. */
export async function taxesOfOrders(
  trx: Trx,
  reservationIds: readonly string[],
): Promise<Map<string, OrderTax[]>> {
  const rows = await queryPrepared<OrderTax & { reservation_id: string }>(
    trx,
    `SELECT reservation_id, account, jurisdiction, name, rate_ppm AS "ratePpm", sum(price_amount::bigint * quantity)::bigint AS price,
       sum(fee_amount::bigint * quantity)::bigint AS fee
     FROM reservations_taxes WHERE reservation_id = ANY($1::text[])
     GROUP BY reservation_id, rule_id, account, jurisdiction, name, rate_ppm ORDER BY account, name, rule_id`,
    [reservationIds],
  );
  return Map.groupBy(rows, ({ reservation_id }) => reservation_id);
}

/**
 * What a sale owes as tax: the marketplace's, out of its commission and its service fee, so the consignor's part stays what was
 * agreed. A commission that is less than the tax within the price goes below zero.
 * @returns entries that sum to zero; none where nothing is tax
 */
export function taxEntries(taxes: readonly OrderTax[]): Entry[] {
  const sum = (part: 'price' | 'fee') => taxes.reduce((total, tax) => total + tax[part], 0);
  return [
    { account: commissionAccount, amount: sum('price') },
    { account: serviceFee, amount: sum('fee') },
    ...taxes.map(({ account, price, fee }) => ({ account, amount: 0 - price - fee })),
  ].filter(({ amount }) => amount !== 0);
}
