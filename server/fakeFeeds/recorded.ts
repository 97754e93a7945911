/** The recorded examples, moved around today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';

/** One recorded event or inventory item. */
export type Example = Record<string, unknown> & { id: string | number };

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8')) as Example[];

/** The captured page is three seasons older than the others. */
const weeksOfThreeYears = 157;

const later = (day: string, weeks: number) =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ weeks }).toISODate() ?? day;

/** All recorded examples. */
export interface Recorded {
  skyboxEvents: Example[];
  skyboxInventory: Example[];
  discoveryEvents: Example[];
}

/** @param weeks by which the season of 2025 is moved */
export function readRecorded(weeks: number): Recorded {
  const skyboxDate = (text: unknown) =>
    typeof text === 'string' ? `${later(text.slice(0, 10), weeks)}${text.slice(10)}` : text;
  return {
    skyboxEvents: read('skyboxEvents').map((event) => ({ ...event, date: skyboxDate(event.date) })),
    skyboxInventory: read('skyboxInventory').map((listing) => ({
      ...listing,
      inHandDate: skyboxDate(listing.inHandDate),
    })),
    discoveryEvents: [
      ...read('discoveryCaptured').map((event) => discoveryAt(event, weeks + weeksOfThreeYears)),
      ...read('discoveryComposed').map((event) => discoveryAt(event, weeks)),
    ].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)),
  };
}

interface DiscoveryStart {
  localDate: string;
  localTime?: string;
  dateTime?: string;
}
interface Discovery {
  dates: { start: DiscoveryStart; timezone?: string };
  _embedded: { venues?: Array<{ timezone?: string }> };
}

/** The local date of a Discovery event. */
export const dayOf = (event: Example) => (event as unknown as Discovery).dates.start.localDate;

function discoveryAt(event: Example, weeks: number): Example {
  const { dates, _embedded } = event as unknown as Discovery;
  const localDate = later(dates.start.localDate, weeks);
  const zone = dates.timezone ?? _embedded.venues?.[0]?.timezone ?? 'utc';
  const { dateTime: _before, ...start } = dates.start;
  const at = start.localTime ? DateTime.fromISO(`${localDate}T${start.localTime}`, { zone }).toUTC() : null;
  return {
    ...event,
    dates: {
      ...dates,
      start: {
        ...start,
        localDate,
        ...(at ? { dateTime: at.toISO({ suppressMilliseconds: true }) } : {}),
      },
    },
  };
}
