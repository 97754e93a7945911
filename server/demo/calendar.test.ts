import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { instantOf, schedule, scheduleSeasons, seasonName, shiftWeeks, upcoming } from './calendar.ts';
import { readDemoCatalog } from './catalog.ts';

const { games, seasons } = readDemoCatalog();
const gamesOf = (season: string) => games.filter((game) => game.season === season);
const DAY_MS = 86_400_000;
const dates = (first: string, count: number) =>
  Array.from({ length: count }, (_, day) =>
    new Date(Date.parse(first) + day * DAY_MS).toISOString().slice(0, 10),
  );

describe('shiftWeeks', () => {
  it.each(seasons)('shows many games of $name on any day of three years', ({ key }) => {
    const season = gamesOf(key);
    for (const today of dates('2026-01-01', 3 * 365 + 1)) {
      const weeks = shiftWeeks(season, today);
      expect(Number.isInteger(weeks)).toBe(true);
      const now = Date.parse(today);
      const ahead = season.filter(({ localDate }) => {
        const date = Date.parse(localDate) + weeks * 7 * DAY_MS;
        return date > now && date <= now + 60 * DAY_MS;
      });
      expect(ahead.length, today).toBeGreaterThanOrEqual(30);
      const afterTwoWeeks = ahead.filter(
        ({ localDate }) => Date.parse(localDate) + weeks * 7 * DAY_MS > now + 14 * DAY_MS,
      );
      expect(afterTwoWeeks.length, today).toBeGreaterThanOrEqual(30);
    }
  });

  it.each([
    ['nfl-2025', '2025-11-20', 0],
    ['nfl-2025', '2026-11-20', 52],
    ['nfl-2025', '2026-08-20', 52],
    ['nfl-2025', '2027-12-01', 104],
    ['nfl-2025', '2031-10-01', 313],
    ['nhl-2025-26', '2026-11-20', 52],
    ['nhl-2025-26', '2027-03-01', 52],
    ['nhl-2025-26', '2024-12-01', -52],
  ])('keeps %s in its own months on %s', (season, today, weeks) => {
    expect(shiftWeeks(gamesOf(season), today)).toBe(weeks);
  });

  it.each(seasons)('has $name five weeks under way in its off-season', ({ key, firstDate }) => {
    for (const today of dates('2027-06-01', 20)) {
      const opening = Date.parse(firstDate) + shiftWeeks(gamesOf(key), today) * 7 * DAY_MS;
      const daysIn = (Date.parse(today) - opening) / DAY_MS;
      expect(daysIn).toBeGreaterThanOrEqual(35);
      expect(daysIn).toBeLessThan(42);
    }
  });

  it('refuses a season without games and an invalid day', () => {
    expect(() => shiftWeeks([], '2026-11-20')).toThrow(RangeError);
    expect(() => shiftWeeks(games, 'today')).toThrow(RangeError);
  });
});

describe('scheduleSeasons', () => {
  it.each(['2026-02-20', '2026-07-15', '2026-10-31', '2026-11-20', '2027-03-10', '2028-02-29'])(
    'keeps weekday and wall time of every game, seeded on %s',
    (today) => {
      const scheduled = scheduleSeasons(games, today);
      expect(scheduled).toHaveLength(games.length);
      const recorded = new Map(games.map((game) => [game.sourceId, game]));
      for (const { sourceId, startsAt, localDate, timeZone } of scheduled) {
        const before = recorded.get(sourceId);
        const local = DateTime.fromISO(startsAt, { zone: timeZone });
        expect(local.toFormat('HH:mm')).toBe(before?.localTime);
        expect(local.toISODate()).toBe(localDate);
        expect(local.weekday).toBe(DateTime.fromISO(before?.localDate ?? '').weekday);
      }
      const starts = scheduled.map(({ startsAt }) => startsAt);
      expect(starts).toEqual([...starts].sort());
    },
  );

  it('names a season after its years after the move', () => {
    expect(seasons.map((season) => seasonName(season, 0))).toEqual(['NFL 2025', 'NHL 2025-26']);
    expect(seasons.map((season) => seasonName(season, 52))).toEqual(['NFL 2026', 'NHL 2026-27']);
    const [, hockey] = seasons;
    if (hockey) expect(seasonName(hockey, 52 * 74)).toBe('NHL 2099-00');
  });

  it('finds upcoming games', () => {
    const found = upcoming(scheduleSeasons(games, '2026-11-20'), '2026-11-20T12:00:00Z', 60);
    expect(found.length).toBeGreaterThan(400);
    expect(found.every(({ startsAt }) => startsAt > '2026-11-20T12' && startsAt < '2027-01-20')).toBe(true);
  });
});

describe('around the clock change', () => {
  it.each([
    ['2025_09_CHI_CIN', 'America/New_York', '2025-11-02', '13:00', '2025-11-02T18:00:00.000Z'],
    ['2025_09_ATL_NE', 'America/New_York', '2025-11-02', '13:00', '2025-11-02T18:00:00.000Z'],
    ['2025_08_GB_PIT', 'America/New_York', '2025-10-26', '20:20', '2025-10-27T00:20:00.000Z'],
    ['2025_08_TEN_IND', 'America/Indiana/Indianapolis', '2025-10-26', '16:25', '2025-10-26T20:25:00.000Z'],
    ['2025_10_ATL_IND', 'Europe/Berlin', '2025-11-09', '15:30', '2025-11-09T14:30:00.000Z'],
    ['2025_01_KC_LAC', 'America/Sao_Paulo', '2025-09-05', '21:00', '2025-09-06T00:00:00.000Z'],
    ['2025_04_MIN_PIT', 'Europe/Dublin', '2025-09-28', '14:30', '2025-09-28T13:30:00.000Z'],
    ['2025_07_LA_JAX', 'Europe/London', '2025-10-19', '14:30', '2025-10-19T13:30:00.000Z'],
    ['2025_11_WAS_MIA', 'Europe/Madrid', '2025-11-16', '15:30', '2025-11-16T14:30:00.000Z'],
  ])('%s starts at the recorded instant', (sourceId, timeZone, localDate, localTime, startsAt) => {
    const game = games.find((each) => each.sourceId === sourceId);
    expect(game).toMatchObject({ timeZone, localDate, localTime });
    if (game) expect(schedule(game, 0).startsAt).toBe(startsAt);
  });

  it('applies no clock change in Arizona', () => {
    const before = instantOf('2026-10-31', '13:05', 'America/Phoenix');
    const after = instantOf('2026-11-07', '13:05', 'America/Phoenix');
    expect(before.slice(11)).toBe('20:05:00.000Z');
    expect(after.slice(11)).toBe('20:05:00.000Z');
    expect(games.filter(({ timeZone }) => timeZone === 'America/Phoenix')).toHaveLength(8);
  });

  it('changes the instant, not the wall time, of a game that moves across the clock change', () => {
    // November 2, 2025 is the day of the change, and so is November 1, 2026, 52 weeks later; 53 weeks later isn't.
    const game = { localDate: '2025-10-26', localTime: '19:00', timeZone: 'America/New_York' };
    expect(schedule(game, 0).startsAt).toBe('2025-10-26T23:00:00.000Z');
    expect(schedule(game, 1)).toMatchObject({
      localDate: '2025-11-02',
      startsAt: '2025-11-03T00:00:00.000Z',
    });
    expect(schedule(game, 52).startsAt).toBe('2026-10-25T23:00:00.000Z');
    expect(schedule(game, 53).startsAt).toBe('2026-11-02T00:00:00.000Z');
  });

  it('has every ice hockey game of November 2, 2025 after the change', () => {
    const day = games.filter(
      ({ season, localDate }) => season === 'nhl-2025-26' && localDate === '2025-11-02',
    );
    expect(day.length).toBeGreaterThan(0);
    for (const game of day) {
      const offset = DateTime.fromISO(schedule(game, 0).startsAt, { zone: game.timeZone }).isInDST;
      expect(offset, game.sourceId).toBe(false);
    }
  });

  it('reads a repeated wall time as the first one, and a skipped one with the offset before', () => {
    expect(instantOf('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(instantOf('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
  });

  it('refuses an unknown zone and an invalid day', () => {
    expect(() => instantOf('2026-11-20', '19:00', 'America/Springfield')).toThrow(RangeError);
    expect(() => instantOf('2026-02-30', '19:00', 'America/Denver')).toThrow(RangeError);
  });
});
