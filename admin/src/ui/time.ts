/** Times on screen: games in the venue's zone, work in the marketplace's. */

import { marketplaceZone, zoneLabel } from '@holdfast/shared/time';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${JSON.stringify(options)}`;
  let made = formats.get(name);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...options });
    formats.set(name, made);
  }
  return made;
}

/** `Sun Nov 22` */
export function dayOf(instant: string | Date, zone = marketplaceZone): string {
  return format(zone, { weekday: 'short', month: 'short', day: 'numeric' })
    .format(new Date(instant))
    .replaceAll(',', '');
}

/** `Friday, November 20` */
export function longDayOf(instant: string | Date, zone = marketplaceZone): string {
  return format(zone, { weekday: 'long', month: 'long', day: 'numeric' }).format(new Date(instant));
}

/** `12:00`, or `12:00:05` with seconds */
export function clockOf(instant: string | Date, zone = marketplaceZone, seconds = false): string {
  return format(zone, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(new Date(instant));
}

/** `CT`: the zone as people there call it */
export function zoneOf(instant: string | Date, zone = marketplaceZone): string {
  return zoneLabel(new Date(instant).getTime(), zone);
}

/** `Sun Nov 22, 12:00 CT`; without a time while only the day is known */
export function startOf(event: { startsAt: string; timeTbd?: boolean; venue: { timeZone: string } }): string {
  const zone = event.venue.timeZone;
  if (event.timeTbd) return `${dayOf(event.startsAt, zone)}, time open`;
  return `${dayOf(event.startsAt, zone)}, ${clockOf(event.startsAt, zone)} ${zoneOf(event.startsAt, zone)}`;
}

/** When work was done, in the marketplace's zone: `14:32` today, else `Nov 12, 14:32`; with the year when it is another. */
export function workTime(instant: string, now: Date = new Date()): string {
  if (dayOf(instant) === dayOf(now) && Math.abs(now.getTime() - Date.parse(instant)) < 86_400_000)
    return clockOf(instant);
  const year = (at: string | Date) => format(marketplaceZone, { year: 'numeric' }).format(new Date(at));
  const day = format(marketplaceZone, { month: 'short', day: 'numeric' }).format(new Date(instant));
  return year(instant) === year(now) ? `${day}, ${clockOf(instant)}` : `${day}, ${year(instant)}`;
}

/** How long, in the two largest parts: `3 d 4 h`, `23 h`, `12 min`, `40 s`. @param ms milliseconds, >= 0 */
export function ageOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return hours < 6 && minutes % 60 ? `${hours} h ${minutes % 60} m` : `${hours} h`;
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${Math.floor(hours / 24)} d`;
}

/** `14:59`: what is left of a hold. @param ms milliseconds; what is over shows `0:00` */
export function countdownOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
