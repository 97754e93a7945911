/**
 * Formats instants in the venue's time zone. Text is built from date parts, not by Intl's patterns, so that the server
 * and every browser render the same.
 */

import { wallDate } from './wallTime.ts';
import { offsetAt, zoneName } from './zones.ts';

const format = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

function parts(instant: string | number, timeZone: string): Record<string, string> {
  const found = format.formatToParts(wallDate(instant, timeZone));
  return Object.fromEntries(found.map(({ type, value }) => [type, value]));
}

/** "ET"; the offset ("UTC+1") of a zone without a name. */
export function zoneShort(instant: string, timeZone: string): string {
  const name = zoneName(timeZone);
  return name === undefined ? offsetText(instant, timeZone) : `${name.charAt(0)}T`;
}

/** "Eastern" */
export function zoneLong(instant: string, timeZone: string): string {
  return zoneName(timeZone) ?? offsetText(instant, timeZone);
}

/** "UTC+1", "UTC+5:30" */
function offsetText(instant: string, timeZone: string): string {
  const minutes = offsetAt(Date.parse(instant), timeZone);
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** "4:25 PM" */
export function clock(instant: string | number, timeZone: string): string {
  const { hour, minute, dayPeriod } = parts(instant, timeZone);
  return `${hour}:${minute} ${dayPeriod}`;
}

/** "Sunday", "29", "November", "2026" */
export function dayPieces(instant: string, timeZone: string) {
  const { weekday = '', day = '', month = '', year = '' } = parts(instant, timeZone);
  return { weekday, day, month, year };
}

/** "Nov 29" */
export function dayShort(instant: string, timeZone: string): string {
  const { day, month } = dayPieces(instant, timeZone);
  return `${month.slice(0, 3)} ${day}`;
}

/** "Sun, Nov 29" */
export function dayOfWeek(instant: string, timeZone: string): string {
  return `${dayPieces(instant, timeZone).weekday.slice(0, 3)}, ${dayShort(instant, timeZone)}`;
}

/** "Sun, Nov 29, 2026" */
export function dayLong(instant: string, timeZone: string): string {
  return `${dayOfWeek(instant, timeZone)}, ${dayPieces(instant, timeZone).year}`;
}

/** "Sunday, November 29" */
export function dayGreeting(instant: string, timeZone: string): string {
  const { weekday, day, month } = dayPieces(instant, timeZone);
  return `${weekday}, ${month} ${day}`;
}

/** "Fri, Nov 20, 2:52 PM" */
export function stamp(instant: string, timeZone: string): string {
  return `${dayOfWeek(instant, timeZone)}, ${clock(instant, timeZone)}`;
}

/**
 * "4:25 PM ET": a deadline in the event's zone, as every other time of a hold and its order, so that no two clocks are compared.
 * @param at milliseconds since the epoch
 */
export function untilText({ venue }: { venue: { timeZone: string } }, at: number): string {
  return `${clock(at, venue.timeZone)} ${zoneShort(new Date(at).toISOString(), venue.timeZone)}`;
}
