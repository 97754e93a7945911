/** Countries with their time zones, and the check of a venue's zone against its place. */
import type { Country } from '@holdfast/shared/catalog';
import type { FieldProblem } from '@holdfast/shared/http';
import lookUp from '@photostructure/tz-lookup';
import { DateTime, IANAZone } from 'luxon';

/** Node 24 has `getTimeZones`; the library's types don't know it yet. */
type LocaleWithZones = Intl.Locale & { getTimeZones(): string[] | undefined };

let known: Country[] | null = null;

/** Countries that have time zones, by their English name. Source: CLDR, as Node's Intl has it. */
export function countries(): Country[] {
  known ??= readCountries();
  return known;
}

function readCountries(): Country[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((id) => {
      const name = names.of(id);
      const timeZones = (new Intl.Locale(`und-${id}`) as LocaleWithZones).getTimeZones() ?? [];
      // Codes that were withdrawn are shown by the name of what followed them.
      const isCurrent = new Intl.Locale(`und-${id}`).region === id;
      return name && isCurrent && timeZones.length > 0 ? [{ id, name, timeZones }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** How far a zone's clock may be from the sun's, in hours: western China has the most. */
const mostHoursFromSun = 3.5;
/** How far the clocks of neighbours within a country are apart at most, hours. The map is coarse at borders. */
const mostHoursAtBorder = 1.5;

interface Place {
  country: string;
  timeZone: string;
  latitude: number | null;
  longitude: number | null;
}

/** What is wrong with a venue's country or zone; the country's own zones are right, under any of their names. */
export function zoneProblems({ country, timeZone, latitude, longitude }: Place): FieldProblem[] {
  const found = countries().find(({ id }) => id === country);
  if (!found) return [{ field: 'country', code: 'unknown', message: 'Choose a country of the list.' }];
  if (!IANAZone.isValidZone(timeZone) || !found.timeZones.includes(canonical(timeZone)))
    return [
      {
        field: 'timeZone',
        code: 'not_of_country',
        message: `This isn’t a time zone of ${found.name}. Choose one of the list, such as ${found.timeZones[0]}.`,
      },
    ];
  if (longitude === null) return [];
  const refused = (why: string) => [
    {
      field: 'longitude',
      code: 'far_from_zone',
      message: `${why} Look at the zone, the sign and the order of the degrees.`,
    },
  ];
  const hours = hoursFromUtc(timeZone, '2026-01-15T12:00Z');
  // Around the date line, -11 and +13 are the same sun.
  const apart = (((hours - longitude / 15 + 12) % 24) + 24) % 24;
  if (Math.abs(apart - 12) > mostHoursFromSun) return refused(`This position is too far from ${timeZone}.`);
  if (latitude === null) return [];
  const there = zoneAt(latitude, longitude);
  return found.timeZones.includes(there) && hoursApart(there, timeZone) > mostHoursAtBorder
    ? refused(`At this position the clocks are those of ${there}, not of ${timeZone}.`)
    : [];
}

/** The zone at a position, under the name that countries list. Coarse at borders: a proposal, not a proof. Degrees. */
export const zoneAt = (latitude: number, longitude: number): string => canonical(lookUp(latitude, longitude));

/** Whether the clocks of two zones show the same, in winter and in summer. */
export const agree = (one: string, other: string): boolean => hoursApart(one, other) === 0;

const hoursFromUtc = (timeZone: string, at: string): number =>
  DateTime.fromISO(at, { zone: timeZone }).offset / 60;

const hoursApart = (one: string, other: string): number =>
  Math.max(
    ...['2026-01-15T12:00Z', '2026-07-15T12:00Z'].map((at) =>
      Math.abs(hoursFromUtc(one, at) - hoursFromUtc(other, at)),
    ),
  );

const canonical = (timeZone: string) =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
