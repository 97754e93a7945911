/**
 * Time zones by the server's rules. Governments change them (Alberta and British Columbia in 2026), and a
 * browser may be older than such a change and would show a start an hour off. So the server sends its own
 * rules with each page.
 */

/** By zone: from which instant (ms since the epoch) which offset from UTC (minutes) applies, oldest first. */
export type ZoneRules = Record<string, [from: number, offset: number][]>;

/*
 * The names are ours too: Intl's names of Edmonton's or Vancouver's time depend on its release, and the server and every
 * browser must render the same.
 */
const zonesByName: Record<string, readonly string[]> = {
  Eastern: ['New_York', 'Detroit', 'Toronto', 'Montreal', 'Indiana/Indianapolis', 'Kentucky/Louisville'],
  Central: ['Chicago', 'Winnipeg', 'Menominee'],
  Mountain: ['Denver', 'Edmonton', 'Phoenix', 'Boise'],
  Pacific: ['Los_Angeles', 'Vancouver'],
  Atlantic: ['Halifax'],
};
const names = new Map<string, string>(
  Object.entries(zonesByName).flatMap(([name, zones]) =>
    zones.map((zone) => [`America/${zone}`, name] as const),
  ),
);

/** "Eastern"; undefined for a zone without a name here. */
export const zoneName = (timeZone: string): string | undefined => names.get(timeZone);

const labelFormats = new Map<string, Intl.DateTimeFormat>();

/** `ET`: the zone as people there call it. @param instant milliseconds since the epoch */
export function zoneLabel(instant: number, timeZone: string): string {
  let format = labelFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', timeZoneName: 'shortGeneric' });
    labelFormats.set(timeZone, format);
  }
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

let adopted: ZoneRules = {};

/** Sets the rules in the browser, before anything is rendered. */
export function adoptZones(rules: ZoneRules): void {
  adopted = rules;
}

/** Minutes ahead of UTC at that instant: by the server's rules, otherwise by this runtime's own. */
export function offsetAt(instant: number, timeZone: string): number {
  const rules = adopted[timeZone];
  const rule = rules?.findLast(([from]) => from <= instant);
  return rule ? rule[1] : ownOffset(instant, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function ownOffset(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute);
  // The wall's text has no seconds: an instant within a minute would be off by one.
  return Math.round((wall - Math.floor(instant / minuteMs) * minuteMs) / minuteMs);
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Covers orders of the last season; the rules ahead cover the next season's games. */
const backDays = 400;
const aheadDays = 500;
/** Offset changes are months apart, so a step of a week misses none. */
const stepMs = 7 * dayMs;

/** The rules of all named zones around `now`, milliseconds since the epoch. */
export function zoneRules(now: number): ZoneRules {
  return Object.fromEntries([...names.keys()].map((zone) => [zone, rulesOf(zone, now)]));
}

function rulesOf(zone: string, now: number): [number, number][] {
  let at = Math.floor((now - backDays * dayMs) / dayMs) * dayMs;
  let offset = ownOffset(at, zone);
  const rules: [number, number][] = [[at, offset]];
  while (at < now + aheadDays * dayMs) {
    const next = ownOffset(at + stepMs, zone);
    if (next !== offset) {
      rules.push([changeBetween(at, at + stepMs, zone, offset), next]);
      offset = next;
    }
    at += stepMs;
  }
  return rules;
}

/** Finds the instant of a change, to the minute. */
function changeBetween(before: number, after: number, zone: string, offset: number): number {
  let [low, high] = [before, after];
  while (high - low > minuteMs) {
    const middle = Math.floor((low + high) / 2 / minuteMs) * minuteMs;
    if (ownOffset(middle, zone) === offset) low = middle;
    else high = middle;
  }
  return high;
}
