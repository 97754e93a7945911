/** How many events each choice of the list's filters would show. */
import type { EventList } from '@holdfast/shared/catalog';
import { query, type Trx } from '../platform/db/index.ts';
import {
  asked,
  askedWith,
  droppable,
  type Filters,
  milesTo,
  offersOf,
  onSaleTables,
  staying,
} from './eventFilters.ts';
import { anyNumber } from './offersByQuantity.ts';

/** The highest prices that are offered as a choice, minor units of any currency. */
const priceSteps = [2_500, 5_000, 7_500, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000];

/** Miles that are offered as a choice. */
const milesSteps = [25, 50, 100, 250];

const countsOf = (found: readonly { value: string; count: number }[]) =>
  found.map(({ value, count }) => ({ value: Number(value), count })).sort((a, b) => a.value - b.value);

type Filter = keyof typeof droppable;

/** The events that fit what stays, with what facets count by, and whether each of the other conditions is met. */
const foundText = (filters: Filters, onSale: string) => `found AS MATERIALIZED (
  SELECT e.id, e.league, e.kind, e.venue_city, e.home_slug, e.home_name, e.home_primary, e.home_secondary, e.home_logo, e.away_slug,
    e.away_name, e.away_primary, e.away_secondary, e.away_logo, e.local_date, offer.amount, asked.max_price,
    asked.within, position.latitude, position.longitude, ${milesTo('asked')} AS miles,
    ${Object.entries(droppable)
      .map(([name, condition]) => `(${condition}) AS fits_${name}`)
      .join(', ')}
  FROM ${asked} ${onSale && onSaleTables} WHERE ${staying(filters)} ${onSale})`;

interface Facet {
  /** SQL. */
  value: string;
  /** The filters that its choices replace. */
  without: readonly Filter[];
  /** SQL of what is joined. */
  from?: string;
}

const facets = {
  // An own event may be of a league too, and a consigned show of none.
  leagues: {
    value: `concat_ws('|', kin.value, coalesce(l.name, kin.value), CASE WHEN l.shares_sport THEN NULL ELSE l.sport END)`,
    without: ['league'],
    from: `CROSS JOIN LATERAL (VALUES (e.league), (CASE WHEN e.kind = 'own' THEN 'own' END)) AS kin (value)
      LEFT JOIN catalog_leagues_named l ON l.id = kin.value`,
  },
  cities: { value: 'e.venue_city', without: ['city'] },
  performers: {
    value: `side.slug || '|' || side.name || '|' || concat_ws('|', coalesce(side.primary_color, ''), coalesce(side.secondary_color, ''), coalesce(side.logo, ''))`,
    without: ['performer'],
    from: `CROSS JOIN LATERAL (VALUES (e.home_slug, e.home_name, e.home_primary, e.home_secondary, e.home_logo),
      (e.away_slug, e.away_name, e.away_primary, e.away_secondary, e.away_logo)) AS side (slug, name, primary_color, secondary_color, logo)`,
  },
  months: { value: `to_char(e.local_date, 'YYYY-MM')`, without: ['days'] },
  weekdays: { value: 'extract(isodow FROM e.local_date)::int', without: ['weekday'] },
  quantities: {
    value: 'own.quantity::int',
    without: ['quantity', 'price'],
    from: `JOIN LATERAL jsonb_each_text(${offersOf('e.id')}) AS own (quantity, amount)
      ON own.quantity <> '${anyNumber}' AND (e.max_price IS NULL OR own.amount::int <= e.max_price)`,
  },
  prices: {
    value: 'step.amount',
    without: ['price'],
    from: `JOIN unnest(ARRAY[${priceSteps.join()}]) AS step (amount) ON e.amount <= step.amount`,
  },
  towns: {
    value: 'town.city',
    without: ['near'],
    from: `JOIN (SELECT city, avg(latitude) AS latitude, avg(longitude) AS longitude FROM catalog_venue_positions GROUP BY city) town
      ON ${milesTo('town', 'e')} <= e.within`,
  },
  distances: {
    value: 'step.miles',
    without: ['near'],
    from: `JOIN unnest(ARRAY[${milesSteps.join()}]) AS step (miles) ON e.miles <= step.miles`,
  },
} satisfies Record<string, Facet>;

/** The events are found once, and counted by each facet. */
function countText([name, { value, without, from = '' }]: [string, Facet]): string {
  const fits = Object.keys(droppable).filter((filter) => !without.includes(filter as Filter));
  return `(SELECT '${name}' AS facet, (${value})::text AS value, count(*)::int AS count FROM found e ${from}
     WHERE ${fits.map((filter) => `e.fits_${filter}`).join(' AND ')} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 100)`;
}

/** @param onSale the condition on `sale`, or '': counts are of what the list would show */
export async function facetsOf(trx: Trx, filters: Filters, onSale: string): Promise<EventList['facets']> {
  const rows = await query<{ facet: keyof typeof facets; value: string | null; count: number }>(
    trx,
    `${askedWith}, ${foundText(filters, onSale)} ${Object.entries(facets).map(countText).join(' UNION ALL ')}`,
    filters.values,
  );
  const of = (name: keyof typeof facets) =>
    rows.flatMap(({ facet, value, count }) => (facet === name && value !== null ? [{ value, count }] : []));
  return {
    towns: of('towns'),
    distances: countsOf(of('distances')),
    quantities: countsOf(of('quantities')),
    prices: countsOf(of('prices')),
    leagues: of('leagues')
      .filter(({ value }) => value !== '')
      .map(({ value, count }) => {
        const [code = '', name = '', sport = null] = value.split('|');
        return { value: code, name, sport, count };
      }),
    cities: of('cities'),
    performers: of('performers').map(({ value, count }) => {
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
    months: of('months').sort((a, b) => (a.value < b.value ? -1 : 1)),
    weekdays: countsOf(of('weekdays')),
  };
}
