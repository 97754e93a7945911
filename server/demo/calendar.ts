import { DateTime } from 'luxon';

/**
 * Moves the demo's recorded seasons around today. Dates move by whole weeks, so that a Sunday game stays on a Sunday.
 * The wall time at the venue is kept and is converted into an instant after the move, because the offset from UTC may
 * differ.
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

/** A game moved into the demo's period; its wall time is that of the new date. */
export type Scheduled<Game extends WallTimed> = Game & {
  /** ISO 8601 instant in UTC. */
  startsAt: string;
};

/**
 * A season counts as running when this many games are in the next days: two weeks of football, or one of ice
 * hockey.
 */
const ENOUGH_GAMES = 30;
const NEAR_DAYS = 30;
/** Days ahead, so that a demo that runs for two weeks doesn't run out of games at a season's end. */
const RUNWAY_DAYS = 14;
const AHEAD_DAYS = 60;
/**
 * Where a finished season is moved to: far enough in that sold games and payouts exist, with most games still
 * ahead.
 */
const WEEKS_UNDER_WAY = 5;
const MS_PER_DAY = 86_400_000;
const DAYS_PER_YEAR = 365.2425;

/**
 * By how many whole weeks to move one season, so that it is under way or about to begin. In the season's own
 * months it is moved by whole years, to the week nearest to its date (52 weeks a year, sometimes 53, so that
 * it doesn't drift); in its off-season it is moved so that it opened five to six weeks ago. Each league has
 * its own shift, because football ends in February and ice hockey in April.
 * @param events one season's games
 * @param today YYYY-MM-DD; the demo's day, in any zone
 * @returns whole weeks, negative when today is before the recorded season
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

/**
 * Moves one game by whole weeks: same weekday, same wall time at the venue, and the instant of that new wall
 * time.
 */
export function schedule<Game extends WallTimed>(game: Game, weeks: number): Scheduled<Game> {
  const { localDate, localTime, timeZone } = game;
  const moved = DateTime.fromISO(localDate, { zone: 'utc' }).plus({ weeks }).toISODate();
  return { ...game, localDate: moved ?? localDate, startsAt: instantOf(moved ?? '', localTime, timeZone) };
}

/** Moves all seasons around today, each by its own shift; the games are ordered by start. */
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

/**
 * The name of a moved season: the year of its opening, or two years when it begins in one year and ends in
 * the next.
 */
export function seasonName(
  season: { league: string; name: string; firstDate: string },
  weeks: number,
): string {
  const opening = DateTime.fromISO(season.firstDate, { zone: 'utc' }).plus({ weeks }).year;
  const spansTwo = /-\d\d$/.test(season.name);
  const years = spansTwo ? `${opening}-${String((opening + 1) % 100).padStart(2, '0')}` : `${opening}`;
  return `${season.league.toUpperCase()} ${years}`;
}

/** The games that start within a number of days after an instant, in the given order. */
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
 * The instant of a wall time. A skipped wall time is read with the offset before the change; of a repeated
 * one the first is meant.
 * @throws RangeError when date, time or zone don't exist
 */
export function instantOf(localDate: string, localTime: string, timeZone: string): string {
  const local = DateTime.fromISO(`${localDate}T${localTime}`, { zone: timeZone });
  if (!local.isValid) throw new RangeError(`${localDate} ${localTime} ${timeZone}: ${local.invalidReason}`);
  // By default luxon reads a repeated hour by the offset of the day on which it runs.
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
