/** The games of a calendar file (iCalendar, RFC 5545), and a calendar of a season's games. */
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { sidesOf } from '../catalog/index.ts';
import { Problem } from '../platform/problem.ts';
import type { FileGame } from './FileGame.ts';
import type { KnownGame } from './seasonGames.ts';

/** Of our own entries; what stands before it is the game's id. */
const ownUid = '@holdfast';
const mostEntries = 5_000;

/**
 * @param teamName whose calendar it may be: `vs. Bills` and `at Bills` are its games then
 * @throws Problem `file_not_recognized` for what is no calendar
 */
export function calendarEvents(text: string, teamName: string): { games: FileGame[]; notes: string[] } {
  const calendar = parse(text);
  const zones = new Map(
    calendar
      .getAllSubcomponents('vtimezone')
      .map((zone) => [String(zone.getFirstPropertyValue('tzid')), new ICAL.Timezone(zone)]),
  );
  const entries = calendar.getAllSubcomponents('vevent');
  if (entries.length > mostEntries)
    throw new Problem('validation_failed', `At most ${mostEntries} entries are read. Split the calendar.`);
  const games: FileGame[] = [];
  let calledOff = 0;
  let others = 0;
  for (const entry of entries) {
    const said = (name: string) => String(entry.getFirstPropertyValue(name) ?? '').trim();
    const uid = said('uid');
    const id = uid.startsWith('evt_') && uid.endsWith(ownUid) ? uid.slice(0, -ownUid.length) : '';
    const sides = sidesIn(said('summary'), teamName);
    const start = startOf(entry, zones);
    // A game of ours that is canceled stays in its season; another company's was never in it.
    if (said('status').toUpperCase() === 'CANCELLED' && id === '') calledOff += 1;
    else if (sides === null || start === null || entry.getFirstProperty('rrule')) others += 1;
    else games.push({ id, ...sides, venue: said('location'), start });
  }
  return {
    games,
    notes: [
      ...(calledOff > 0 ? [`${calledOff} canceled left out.`] : []),
      ...(others > 0 ? [`${others} that aren’t games of two teams left out.`] : []),
    ],
  };
}

function parse(text: string): ICAL.Component {
  try {
    return new ICAL.Component(ICAL.parse(text) as unknown[]);
  } catch (cause) {
    throw Object.assign(
      new Problem('file_not_recognized', 'This calendar can’t be read. Export it anew, or use CSV.'),
      { cause },
    );
  }
}

/** `Bills at Steelers`, `Steelers vs. Bills`, and of a team's own calendar `at Bills` and `vs. Bills`. */
function sidesIn(summary: string, teamName: string): { home: string; away: string } | null {
  const plain = summary.replace(/^[^\p{L}\p{N}@]+/u, '').trim();
  const away = /^(?:at\s+|@\s*)(.+)$/i.exec(plain)?.[1];
  if (away) return { home: away.trim(), away: teamName };
  const home = /^vs?\.?\s+(.+)$/i.exec(plain)?.[1];
  if (home) return { home: teamName, away: home.trim() };
  const sides = sidesOf(plain);
  return sides.home !== null && sides.away !== null ? { home: sides.home, away: sides.away } : null;
}

/** A day, a wall time, or an instant; null: it has none. */
function startOf(entry: ICAL.Component, zones: ReadonlyMap<string, ICAL.Timezone>): string | null {
  const property = entry.getFirstProperty('dtstart');
  const value = property?.getFirstValue();
  if (!property || !(value instanceof ICAL.Time)) return null;
  const { year, month, day, hour, minute } = value;
  if (value.isDate) return DateTime.fromObject({ year, month, day }).toISODate();
  const tzid = property.getFirstParameter('tzid');
  const zone = value.zone === ICAL.Timezone.utcTimezone ? 'utc' : tzid;
  const wall = DateTime.fromObject({ year, month, day, hour, minute }, { zone: zone || 'utc' });
  if (wall.isValid && zone) return wall.toISO({ suppressMilliseconds: true });
  // A zone that only the file itself describes.
  const described = zones.get(tzid);
  if (described) {
    const at = new ICAL.Time({ year, month, day, hour, minute, second: 0, isDate: false }, described);
    return DateTime.fromMillis(at.toUnixTime() * 1000, { zone: 'utc' }).toISO();
  }
  return `${value.toString().slice(0, 10)}T${value.toString().slice(11, 16)}`;
}

/** The games of a season as a calendar; one whose time isn't known is a whole day. */
export function calendarOf(title: string, games: readonly KnownGame[]): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Holdfast//Schedule//EN');
  calendar.updatePropertyWithValue('x-wr-calname', title);
  for (const { id, home, away, venue, startsAt, wall, timeTbd, status } of games) {
    const entry = new ICAL.Component('vevent');
    entry.updatePropertyWithValue('uid', `${id}${ownUid}`);
    const day = ICAL.Time.fromDateString(wall.slice(0, 10));
    const at = ICAL.Time.fromJSDate(new Date(startsAt), true);
    entry.updatePropertyWithValue('dtstamp', at);
    entry.updatePropertyWithValue('dtstart', timeTbd ? day : at);
    entry.updatePropertyWithValue('summary', `${away} at ${home}`);
    entry.updatePropertyWithValue('location', venue);
    if (status === 'cancelled') entry.updatePropertyWithValue('status', 'CANCELLED');
    calendar.addSubcomponent(entry);
  }
  return `${calendar.toString()}\r\n`;
}
