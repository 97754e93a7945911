import { DateTime } from 'luxon';
import { instantOf } from '../calendar.ts';
import { MARKETPLACE } from './people.ts';
import type { ConsignmentCatalog, DemoOwnEvent } from './types.ts';

interface OwnEventPlan {
  key: string;
  name: string;
  venueKey: string;
  /** Whole weeks after the demo's own week. */
  weeksAhead: number;
  localTime: string;
  /** Price (minor units of USD) and quantity of VIP, Silver and General admission. */
  types: readonly [readonly [number, number], readonly [number, number], readonly [number, number]];
}

const PLANS: readonly OwnEventPlan[] = [
  {
    key: 'house-classic',
    name: 'Steel City Charity Classic',
    venueKey: 'acrisure-stadium',
    weeksAhead: 3,
    localTime: '13:00',
    types: [
      [15_000, 120],
      [7500, 400],
      [2500, 2500],
    ],
  },
  {
    key: 'house-fan-festival',
    name: 'Holdfast Fan Festival',
    venueKey: 'nationwide-arena',
    weeksAhead: 5,
    localTime: '11:00',
    types: [
      [9500, 150],
      [4500, 600],
      [1800, 3000],
    ],
  },
  {
    key: 'house-skate-night',
    name: 'Winter Classic Skate Night',
    venueKey: 'ball-arena',
    weeksAhead: 7,
    localTime: '19:30',
    types: [
      [12_000, 80],
      [6000, 300],
      [2200, 1200],
    ],
  },
];
const TYPE_NAMES = ['VIP', 'Silver', 'General admission'] as const;

/** Three own events of the marketplace, on Saturdays on which their venue has no game. */
export function ownEvents(catalog: ConsignmentCatalog): DemoOwnEvent[] {
  const busy = new Set(catalog.games.map(({ venue, localDate }) => `${venue} ${localDate}`));
  return PLANS.map(({ key, name, venueKey, weeksAhead, localTime, types }) => {
    const venue = catalog.venues.find((each) => each.key === venueKey);
    if (venue === undefined) throw new RangeError(`no venue ${venueKey} for ${name}`);
    const saturday = DateTime.fromISO(catalog.now, { zone: venue.timeZone })
      .startOf('week')
      .plus({ days: 5 });
    const localDate = freeDay(saturday.plus({ weeks: weeksAhead }), venueKey, busy);
    return {
      kind: 'ownEvent',
      key,
      name,
      slug: `${key.replace(/^house-/, 'holdfast-')}-${localDate}`,
      consignorKey: MARKETPLACE.key,
      venueKey,
      localDate,
      localTime,
      timeZone: venue.timeZone,
      startsAt: instantOf(localDate, localTime, venue.timeZone),
      ticketTypes: TYPE_NAMES.map((typeName, index) => {
        const [price, quantity] = types[index] ?? [0, 0];
        return { name: typeName, price, currency: 'USD', quantity };
      }),
    };
  });
}

function freeDay(from: DateTime, venueKey: string, busy: ReadonlySet<string>): string {
  // No season has games on ten Saturdays in a row.
  for (let weeks = 0; weeks < 10; weeks++) {
    const day = from.plus({ weeks }).toFormat('yyyy-MM-dd');
    if (!busy.has(`${venueKey} ${day}`)) return day;
  }
  return from.plus({ weeks: 10 }).toFormat('yyyy-MM-dd');
}
