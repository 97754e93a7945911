/** Market prices by section, to detect extreme prices. */
import { formatMoney } from '@holdfast/shared/money';
import { query, type Trx } from '../platform/db/index.ts';

/** Multiple of the market price. Rare seats do cost ten times their neighbors; a misplaced decimal point costs a hundred times. */
export const absurdTimes = 10;
/** Fewer live listings give no market price. */
const fewestListings = 3;

interface Median {
  /** Minor units. */
  amount: number;
  where: string;
}
/** By event, then by section in capitals; the whole event under the empty name. */
export type Market = ReadonlyMap<string, ReadonlyMap<string, Median>>;

export async function marketOf(trx: Trx, eventIds: readonly string[]): Promise<Market> {
  const rows = await query<{ event_id: string; section: string | null; whole: number; amount: number }>(
    trx,
    `SELECT event_id, upper(section) AS section, grouping(upper(section)) AS whole,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY price_amount) AS amount
     FROM listings_offered WHERE event_id = ANY($1::text[]) AND listing_is_sellable(state)
     GROUP BY GROUPING SETS ((event_id, upper(section)), (event_id)) HAVING count(*) >= $2`,
    [[...new Set(eventIds)], fewestListings],
  );
  const market = new Map<string, Map<string, Median>>();
  for (const { event_id, section, whole, amount } of rows) {
    const sections = market.get(event_id) ?? new Map<string, Median>();
    market.set(event_id, sections);
    if (whole === 1) sections.set('', { amount, where: 'this game' });
    else if (section !== null) sections.set(section, { amount, where: `section ${section}` });
  }
  return market;
}

/** The sentence for a price that is absurd against the market, or null. Amounts are minor units. */
export function absurdPrice(
  market: Market,
  {
    eventId,
    section,
    price,
    currency,
  }: { eventId: string; section: string; price: number; currency: string },
): string | null {
  const sections = market.get(eventId);
  const median = sections?.get(section.toUpperCase()) ?? sections?.get('');
  if (!median || price <= median.amount * absurdTimes) return null;
  const times = Math.floor(price / median.amount);
  const half = formatMoney({ amount: median.amount, currency });
  return `The price is ${times} times the market: half of ${median.where} costs ${half} or less. Confirm it if it is meant, or write Y in a column price_confirmed.`;
}
