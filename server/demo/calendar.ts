import { DateTime } from 'luxon';

/**
 * Moves the demo's recorded seasons to where the demo needs them: around today. Dates move by whole weeks, so that a
 * Sunday game stays one; the wall time at the venue stays too, and becomes an instant only after the move, because the
 * clock may have changed in between.
 */

/** When a recorded game starts: wall time at the venue. */
export interface WallTimed {
  /** YYYY-MM-DD */
  localDate: string;
  /** HH:MM */
  localTime: string;
  /** IANA zone of the venue. */
  timeZone: string;
}

/** A game at its place in the demo's calendar; its wall time is that of the new date. */
export type Scheduled<Game extends WallTimed> = Game & {
  /** ISO 8601 instant in UTC. */
  startsAt: string;
};

// A season counts as running when so many games lie so near ahead: two weeks of football, or one of ice hockey.
const ENOUGH_GAMES = 30;
const NEAR_DAYS = 30;
// So that a demo that stays up for two weeks doesn't run dry at a season's end.
const RUNWAY_DAYS = 14;
const AHEAD_DAYS = 60;
// Where a season is put that is over: far enough in for sold games and payouts to exist, with most still ahead.
const WEEKS_UNDER_WAY = 5;
const MS_PER_DAY = 86_400_000;
const DAYS_PER_YEAR = 365.2425;

/**
 * By how many whole weeks to move one season, so that it is under way or about to begin. While the season's own months
 * allow it, it is moved by whole years, to the week nearest to its date (52 weeks a year, at times 53, so that it
 * doesn't drift); in its off-season it is moved so that it opened five to six weeks ago.
 * Not one shift for all leagues: football ends in February and ice hockey in April, and one of them would be over.
 * @param events one season's games
 * @param today  YYYY-MM-DD; the demo's own day, any zone
 * @returns whole weeks, negative when today lies before the recorded season
 * @throws RangeError when there are no events or a date can't be read
 */
export function shiftWeeks(events: readonly Pick<WallTimed, 'localDate'>[], today: string): number {
  const days = events.map(({ localDate }) => dayNumber(localDate)).sort((a, b) => a - b);
  const opening = days[0];
  if (opening === undefined) throw new RangeError('a season without games has no place in the calendar');
  const now = dayNumber(today);
  const yearsAgo = Math.round((now - opening) / DAYS_PER_YEAR);
  for (const years of [yearsAgo, yearsAgo - 1, yearsAgo + 1]) {
    const weeks = Math.round((years * DAYS_PER_YEAR) / 7);
    const at = now - weeks * 7;
    const near = countBetween(days, at, at + NEAR_DAYS);
    const later = countBetween(days, at + RUNWAY_DAYS, at + AHEAD_DAYS);
    if (near >= ENOUGH_GAMES && later >= ENOUGH_GAMES) return weeks;
  }
  return Math.floor((now - opening) / 7) - WEEKS_UNDER_WAY;
}

/** One game, moved by whole weeks: same weekday, same wall time at the venue, the instant that this is then. */
export function schedule<Game extends WallTimed>(game: Game, weeks: number): Scheduled<Game> {
  const { localDate, localTime, timeZone } = game;
  const moved = DateTime.fromISO(localDate, { zone: 'utc' }).plus({ weeks }).toISODate();
  return { ...game, localDate: moved ?? localDate, startsAt: instantOf(moved ?? '', localTime, timeZone) };
}

/** Every season's games moved around today, each season by its own shift, ordered by start. */
export function scheduleSeasons<Game extends WallTimed & { season: string }>(
  games: readonly Game[],
  today: string,
): Scheduled<Game>[] {
  const bySeason = Map.groupBy(games, ({ season }) => season);
  return [...bySeason.values()]
    .flatMap((season) => {
      const weeks = shiftWeeks(season, today);
      return season.map((game) => schedule(game, weeks));
    })
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
}

/** What a moved season is called: by the year of its opening, and by two where its months begin in one and end in the next. */
export function seasonName(
  season: { league: string; name: string; firstDate: string },
  weeks: number,
): string {
  const opening = DateTime.fromISO(season.firstDate, { zone: 'utc' }).plus({ weeks }).year;
  const spansTwo = /-\d\d$/.test(season.name);
  const years = spansTwo ? `${opening}-${String((opening + 1) % 100).padStart(2, '0')}` : `${opening}`;
  return `${season.league.toUpperCase()} ${years}`;
}

/** The games that start after an instant and at most so many days later, in the order given. */
export function upcoming<Game extends { startsAt: string }>(
  games: readonly Game[],
  after: string,
  withinDays: number,
): Game[] {
  const from = Date.parse(after);
  const until = from + withinDays * MS_PER_DAY;
  return games.filter(({ startsAt }) => Date.parse(startsAt) > from && Date.parse(startsAt) <= until);
}

/**
 * The instant of a wall time. One that the clock skips is read with the offset before the change; of one that comes
 * twice the first is meant.
 * @throws RangeError when date, time or zone don't exist
 */
export function instantOf(localDate: string, localTime: string, timeZone: string): string {
  const local = DateTime.fromISO(`${localDate}T${localTime}`, { zone: timeZone });
  if (!local.isValid) throw new RangeError(`${localDate} ${localTime} ${timeZone}: ${local.invalidReason}`);
  // Left to itself, luxon reads an hour that comes twice by the offset of the day on which it runs.
  const [first = local] = local.getPossibleOffsets();
  return new Date(first.toMillis()).toISOString();
}

function countBetween(days: readonly number[], after: number, until: number): number {
  return days.filter((day) => day > after && day <= until).length;
}

function dayNumber(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
  if (!Number.isInteger(day)) throw new RangeError(`not a date: ${date}`);
  return day;
}
