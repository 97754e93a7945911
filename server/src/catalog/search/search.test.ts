/** Finding events among the real schedules: as typed, misspelled, by day, league and code. */
import type { EventList, EventSuggestions } from '@holdfast/shared/catalog';
import { wallTimeOf } from '@holdfast/shared/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDemoCatalog } from '../../../demo/catalog.ts';
import { demoDatabase } from '../../../test/demoDatabase.ts';
import { buildEvent, buildVenue } from '../../../test/factories/catalog.ts';
import { dayMs, fromNow } from '../../../test/factories/times.ts';
import { Fan } from '../../../test/fan.ts';
import { startTestApp, type TestApp } from '../../../test/runningApp.ts';
import { suggestEvents } from '../index.ts';
import { expectFound, misspellings } from './misspelled.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, await demoDatabase());
});
afterAll(() => app.close());

const suggest = (q: string) => suggestEvents(app.context.db, q);
const first = async (q: string) => (await suggest(q)).events[0];
const list = async (query: string) => (await new Fan(app).ask<EventList>('GET', `/events?${query}`)).body;

describe('500 misspellings', () => {
  const { performers } = readDemoCatalog();
  const all = misspellings();

  it('are 500 different ones, of the teams and cities of the schedules', () => {
    expect(all).toHaveLength(500);
    expect(new Set(all.map(({ typed }) => typed)).size).toBe(500);
  });

  it('find the right game first in at least 95 of 100: every tenth of them', async () => {
    await expectFound(
      app.context.db,
      all.filter((_, at) => at % 10 === 0),
    );
  });

  it('and the right game is the next one of the team that was meant', async () => {
    for (const { name } of performers.map(({ fullName }) => ({ name: fullName }))) {
      const [next] = await app.context
        .db('events as e')
        .join('performers as p', (on) => on.on('p.id', 'e.home_id').orOn('p.id', 'e.away_id'))
        .where('p.name', name)
        .whereNot('e.status', 'cancelled')
        .whereRaw('e.starts_at > now()')
        .orderBy([{ column: 'e.starts_at' }, { column: 'e.id' }])
        .limit(1)
        .select('e.name');
      if (next) expect((await first(name))?.name, name).toBe(next.name);
    }
  });
});

describe('a search', () => {
  it.each([
    'stealers',
    'pitsburgh',
    'NYR',
    'Saint Louis',
    'st. louis',
    'montréal',
    'Montreal',
    'burgh',
    'steel',
  ])('%s finds games', async (q) => {
    expect((await list(`q=${encodeURIComponent(q)}`)).total).toBeGreaterThan(0);
  });

  it('of two teams finds their game alone, whatever stands between them', async () => {
    const [game] = (await list('league=NFL&perPage=1')).data;
    const [away, home] = [game?.away?.shortName, game?.home?.shortName];
    for (const between of ['vs', 'at', 'v', '@', 'vs.']) {
      const { data } = await list(`q=${encodeURIComponent(`${home} ${between} ${away}`)}`);
      expect(data.length).toBeGreaterThan(0);
      for (const each of data)
        expect([each.home?.shortName, each.away?.shortName].sort()).toEqual([away, home].sort());
    }
  });

  it('of a sport is its league', async () => {
    expect((await list('q=hockey&perPage=1')).total).toBe((await list('league=NHL&perPage=1')).total);
    expect((await list('q=football&perPage=1')).total).toBe((await list('league=NFL&perPage=1')).total);
  });

  it('of a day is that day at the venue', async () => {
    const sunday = await list('q=sunday&perPage=1');
    expect(sunday.total).toBe((await list('weekday=7&perPage=1')).total);
    const venueId = await buildVenue(app.context, {});
    await buildEvent(app.context, { name: 'Tonight’s Chamber Recital', venueId, startsAt: fromNow(60_000) });
    expect((await list('q=tonight')).data.map(({ name }) => name)).toContain('Tonight’s Chamber Recital');
    expect((await list('q=chamber+tomorrow')).total).toBe(0);
    expect((await list('q=hockey+sunday&perPage=1')).total).toBe(
      (await list('league=NHL&weekday=7&perPage=1')).total,
    );
  });

  it('of a weekend is the Saturday and Sunday of this week, or of the next one', async () => {
    const timeZone = 'America/New_York';
    const venueId = await buildVenue(app.context, { timeZone });
    const dayOf = (instant: string | number) => wallTimeOf(instant, timeZone).slice(0, 10);
    const days = await Promise.all(
      Array.from({ length: 16 }, async (_, i) => {
        const startsAt = fromNow(i * dayMs + 60 * 60_000);
        await buildEvent(app.context, { name: `Quoits final ${i}`, venueId, startsAt });
        return dayOf(startsAt);
      }),
    );
    const today = dayOf(Date.now());
    // Monday 0 … Sunday 6 of a calendar day.
    const weekday = (day: string) => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
    const inWeek = (day: string) =>
      Math.floor((Date.parse(day) - Date.parse(today)) / dayMs + weekday(today)) / 7;
    const weekend = (week: number) =>
      days.filter((day) => weekday(day) >= 5 && Math.floor(inWeek(day)) === week).toSorted();
    const found = async (words: string) =>
      (await list(`q=${encodeURIComponent(`quoits ${words}`)}`)).data
        .map(({ startsAt }) => dayOf(startsAt))
        .toSorted();
    expect(await found('weekend')).toEqual(weekend(0));
    expect(await found('this weekend')).toEqual(weekend(0));
    expect(await found('next weekend')).toEqual(weekend(1));
    expect(weekend(1)).toHaveLength(2);
  });

  it('says what it corrected', async () => {
    expect((await list('q=pitsburgh+stealers')).corrected).toBe('pittsburgh steelers');
    expect((await list('q=pittsburgh')).corrected).toBeNull();
  });

  it('takes % and _ as letters, and finds accents without them and the reverse', async () => {
    const venueId = await buildVenue(app.context, {});
    await buildEvent(app.context, { name: 'Théâtre Ünïcode', venueId });
    for (const q of ['theatre unicode', 'théâtre', 'ÜNÏCODE'])
      expect((await list(`q=${encodeURIComponent(q)}`)).data.map(({ name }) => name)).toEqual([
        'Théâtre Ünïcode',
      ]);
    for (const q of ['%', '_', '%%%', 'xq%zz'])
      expect((await list(`q=${encodeURIComponent(q)}`)).total, q).toBe(0);
  });

  it('suggests teams and events while it is typed, and nothing for nonsense', async () => {
    const { body } = await new Fan(app).ask<EventSuggestions>('GET', '/event-suggestions?q=steel');
    expect(body.teams).toEqual([{ slug: 'pittsburgh-steelers', name: 'Pittsburgh Steelers' }]);
    expect(body.events.map(({ name }) => name).join()).toContain('Steelers');
    const { venues } = await suggest('acrisure');
    expect(venues).toEqual([{ slug: 'acrisure-stadium', name: 'Acrisure Stadium', city: 'Pittsburgh' }]);
    expect((await suggest('pittsburgh stadium')).venues).toEqual(venues);
    expect(await suggest('zzqqxxj')).toEqual({ corrected: null, teams: [], venues: [], events: [] });
    expect((await new Fan(app).ask('GET', '/event-suggestions?q=')).status).toBe(422);
    expect((await new Fan(app).ask('GET', '/event-suggestions?q=%00')).status).toBe(422);
  });
});
