/** Market prices by section, to detect unusual prices. */
import { canonicalPlace } from '@holdfast/shared/listings';
import { formatMoney } from '@holdfast/shared/money';
import { query, type Trx } from '../platform/db/index.ts';

/** Multiple of the section's market price, upwards and downwards, from which a person is asked. */
const sectionTimes = 3;
/** The same of the whole game, whose sections differ: rare seats do cost ten times the median. */
const gameTimes = 10;
/** Fewer live listings give no market price. */
const fewestListings = 3;

interface Median {
  /** Minor units. */
  amount: number;
  where: string;
  times: number;
}
/** By event, then by the key of the section; the whole event under the empty name. */
export type Market = ReadonlyMap<string, ReadonlyMap<string, Median>>;

export async function marketOf(trx: Trx, eventIds: readonly string[]): Promise<Market> {
  const rows = await query<{
    event_id: string;
    place: string | null;
    section: string | null;
    whole: number;
    amount: number;
  }>(
    trx,
    `SELECT event_id, place_key(section) AS place, min(section) AS section, grouping(place_key(section)) AS whole,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY price_amount) AS amount
     FROM listings_offered WHERE event_id = ANY($1::text[]) AND listing_is_sellable(state)
     GROUP BY GROUPING SETS ((event_id, place_key(section)), (event_id)) HAVING count(*) >= $2`,
    [[...new Set(eventIds)], fewestListings],
  );
  const market = new Map<string, Map<string, Median>>();
  for (const { event_id, place, section, whole, amount } of rows) {
    const sections = market.get(event_id) ?? new Map<string, Median>();
    market.set(event_id, sections);
    if (whole === 1) sections.set('', { amount, where: 'this game', times: gameTimes });
    else if (place !== null)
      sections.set(place, { amount, where: `section ${section}`, times: sectionTimes });
  }
  return market;
}

/**
 * The sentence for a price that is far from the market, above or below, or null. Amounts are minor units.
 * @param confirm ends the sentence: how the price is confirmed
 */
export function unusualPrice(
  market: Market,
  {
    eventId,
    section,
    price,
    currency,
  }: { eventId: string; section: string; price: number; currency: string },
  confirm: string,
): string | null {
  const sections = market.get(eventId);
  const median = sections?.get(canonicalPlace(section)) ?? sections?.get('');
  if (!median) return null;
  const half = formatMoney({ amount: median.amount, currency });
  if (price > median.amount * median.times)
    return `The price is ${Math.floor(price / median.amount)} times the market: half of ${median.where} costs ${half} or less. ${confirm}`;
  if (price * median.times < median.amount)
    return `The price is less than a ${median.times === sectionTimes ? 'third' : 'tenth'} of the market: half of ${median.where} costs ${half} or more. ${confirm}`;
  return null;
}
