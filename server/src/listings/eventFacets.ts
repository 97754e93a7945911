/** How many events each choice of the list's filters would show. */
import type { EventList } from '@holdfast/shared/catalog';
import { query, type Trx } from '../platform/db/index.ts';
import { asked, askedWith, type Filters, matches, milesTo, onSaleTables } from './eventFilters.ts';
import { anyNumber } from './offersByQuantity.ts';

/** The highest prices that are offered as a choice, minor units of any currency. */
const priceSteps = [2_500, 5_000, 7_500, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000];

/** Miles that are offered as a choice. */
const milesSteps = [25, 50, 100, 250];

const countsOf = (found: readonly { value: string; count: number }[]) =>
  found.map(({ value, count }) => ({ value: Number(value), count })).sort((a, b) => a.value - b.value);

/** @param onSale the condition on `sale`, or '': counts are of what the list would show */
export async function facetsOf(trx: Trx, filters: Filters, onSale: string): Promise<EventList['facets']> {
  const facet = (value: string, without: readonly string[], from = '') =>
    query<{ value: string; name: string; count: number }>(
      trx,
      `${askedWith} SELECT ${value} AS value, count(*)::int AS count FROM ${asked} ${onSale && onSaleTables} ${from}
       WHERE ${matches(filters, without)} ${onSale}
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
      filters.values,
    );
  // An own event may be of a league too, and a consigned show of none.
  const leagues = await facet(
    `concat_ws('|', kin.value, coalesce(l.name, kin.value), CASE WHEN l.shares_sport THEN NULL ELSE l.sport END)`,
    ['league'],
    `CROSS JOIN LATERAL (VALUES (e.league), (CASE WHEN e.kind = 'own' THEN 'own' END)) AS kin (value)
     LEFT JOIN catalog_leagues_named l ON l.id = kin.value`,
  );
  const cities = await facet('e.venue_city', ['city']);
  const performers = await facet(
    `side.slug || '|' || side.name || '|' || concat_ws('|', coalesce(side.primary_color, ''), coalesce(side.secondary_color, ''), coalesce(side.logo, ''))`,
    ['performer'],
    `CROSS JOIN LATERAL (VALUES (e.home_slug, e.home_name, e.home_primary, e.home_secondary, e.home_logo),
       (e.away_slug, e.away_name, e.away_primary, e.away_secondary, e.away_logo)) AS side (slug, name, primary_color, secondary_color, logo)`,
  );
  const months = await facet(`to_char(e.local_date, 'YYYY-MM')`, ['days']);
  const weekdays = await facet('extract(isodow FROM e.local_date)::int', ['weekday']);
  const quantities = await facet(
    'own.quantity',
    ['quantity', 'price'],
    `JOIN offers own ON own.event_id = e.id AND own.quantity > ${anyNumber} AND (asked.max_price IS NULL OR own.amount <= asked.max_price)`,
  );
  const prices = await facet(
    'step.amount',
    ['price'],
    `JOIN unnest(ARRAY[${priceSteps.join()}]) AS step (amount) ON offer.amount <= step.amount`,
  );
  const towns = await facet(
    'town.city',
    ['near'],
    `JOIN (SELECT city, avg(latitude) AS latitude, avg(longitude) AS longitude FROM catalog_venue_positions GROUP BY city) town
       ON ${milesTo('town')} <= asked.within`,
  );
  const distances = await facet(
    'step.miles',
    ['near'],
    `JOIN unnest(ARRAY[${milesSteps.join()}]) AS step (miles) ON ${milesTo('asked')} <= step.miles`,
  );
  return {
    towns: towns.map(({ value, count }) => ({ value, count })),
    distances: countsOf(distances),
    quantities: countsOf(quantities),
    prices: countsOf(prices),
    leagues: leagues
      .filter(({ value }) => value !== '')
      .map(({ value, count }) => {
        const [code = '', name = '', sport = null] = value.split('|');
        return { value: code, name, sport, count };
      }),
    cities: cities.map(({ value, count }) => ({ value, count })),
    performers: performers
      .filter(({ value }) => value !== null)
      .map(({ value, count }) => {
        const [slug = '', name = '', primary, secondary, logo] = value.split('|');
        return {
          slug,
          name,
          count,
          primaryColor: primary || null,
          secondaryColor: secondary || null,
          logoId: logo || null,
        };
      }),
    months: months.map(({ value, count }) => ({ value, count })).sort((a, b) => (a.value < b.value ? -1 : 1)),
    weekdays: countsOf(weekdays),
  };
}
