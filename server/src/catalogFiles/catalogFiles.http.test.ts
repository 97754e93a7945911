/** Venues, teams and leagues are exported, and taken in from files, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { AdminPerformer, AdminVenue, League } from '@holdfast/shared/catalog';
import type { CatalogFilePlan } from '@holdfast/shared/catalogFiles';
import { describe, expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { randomText } from '../platform/ids.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff', 'Marta Silva');
});

type Answered<T> = T & { code: string; detail: string };
type Many = 'venues' | 'performers' | 'leagues';
const check = (many: Many, file: string | Uint8Array) =>
  staff.ask<Answered<CatalogFilePlan>>('POST', `/admin/${many}/file/preview`, file);
const apply = (many: Many, file: string, seen: string) =>
  staff.ask<Answered<CatalogFilePlan>>('POST', `/admin/${many}/file?seen=${encodeURIComponent(seen)}`, file, {
    'idempotency-key': randomUUID(),
  });
async function taken(many: Many, file: string) {
  const { body: plan } = await check(many, file);
  const { body, status } = await apply(many, file, plan.digest);
  expect([body.detail, status]).toEqual([undefined, 200]);
  return body;
}
const outcomes = ({ rows }: CatalogFilePlan) => rows.map(({ outcome }) => outcome);
const listed = async <T>(many: Many, name: string) =>
  (await staff.ask<{ data: T[] }>('GET', `/admin/${many}?q=${encodeURIComponent(name)}`)).body.data;

describe('files of the catalogue', () => {
  it('make leagues, venues and teams, change them, and export so that nothing changes', async () => {
    const [code, word] = [`L${randomText(8).toUpperCase()}`, randomText(6)];
    expect(outcomes(await taken('leagues', `code;name;sport\n${code};River League;Rowing\n`))).toEqual([
      'created',
    ]);
    const rink = `Rink ${word}`;
    const levels = '"Lower: 9, 110\nUpper: 301"';
    const venues = `name,city,country,time zone,longitude,latitude,capacity,sections,other names,outside ids\n${rink},Erie,US,America/New_York,-80.09,42.13,6000,${levels},Bay Rink,skybox: 77\n`;
    expect(outcomes(await taken('venues', venues))).toEqual(['created']);
    const teams = [
      'name,short name,league,home venue,other names',
      `Erie Otters ${word},Otters,${code},${rink},"Die Otter\nLutra"`,
      `=Gulls ${word},Gulls,${code},,`,
    ].join('\n');
    expect(outcomes(await taken('performers', teams))).toEqual(['created', 'created']);
    expect(await listed<AdminPerformer>('performers', `Otters ${word}`)).toMatchObject([
      { league: code, homeVenue: rink, aliases: ['Die Otter', 'Lutra'] },
    ]);

    for (const many of ['leagues', 'venues', 'performers'] as const)
      for (const ending of ['csv', 'xlsx']) {
        const { body } = await check(many, await staff.file(`/admin/${many}.${ending}`));
        expect([many, ending, body.counts]).toEqual([
          many,
          ending,
          { created: 0, changed: 0, refused: 0, unchanged: body.rows.length },
        ]);
        expect(body.rows.length).toBeGreaterThan(0);
      }

    // A column that the file lacks stays as it is; an empty cell is none.
    const larger = `name,city,country,capacity,outside ids\n${rink},Erie,US,6500,\n`;
    const { rows } = await taken('venues', larger);
    expect(rows).toMatchObject([
      { outcome: 'changed', message: expect.stringContaining('capacity: “6000” becomes “6500”.') },
    ]);
    const [found] = await listed<AdminVenue>('venues', rink);
    const venue = (await staff.ask<AdminVenue>('GET', `/admin/venues/${found?.id}`)).body;
    expect(venue).toMatchObject({
      capacity: 6500,
      outsideIds: [],
      longitude: -80.09,
      levels: [{}, { sections: ['301'] }],
    });
    expect((await apply('venues', larger, (await check('venues', larger)).body.digest)).body.code).toBe(
      'nothing_to_do',
    );
  });

  it('refuse line by line what their forms refuse, and change nothing then', async () => {
    const { venueId } = await buildGame(app.context);
    const [held] = await app.context.db('venues').where({ id: venueId });
    const word = randomText(6);
    const file = [
      'id,name,city,country,time zone',
      `,Good Hall ${word},Erie,US,America/New_York`,
      `,Good Hall ${word},Erie,US,America/New_York`,
      `,Far Hall ${word},Erie,US,Europe/Vienna`,
      `,,Erie,US,America/New_York`,
      `ven_00000000000000000000000000,Gone ${word},Erie,US,America/New_York`,
      `${venueId},${held.name},Pittsburgh,US,America/Chicago`,
    ].join('\n');
    const { body: plan } = await check('venues', file);
    expect(plan.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'created'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'refused'],
      [6, 'refused'],
      [7, 'refused'],
    ]);
    expect(plan.rows.at(-1)?.message).toContain('would change the local time of the event');
    expect((await apply('venues', file, plan.digest)).body.code).toBe('validation_failed');
    expect(await listed('venues', word)).toEqual([]);

    const code = `L${randomText(8).toUpperCase()}`;
    const league = `code,name\n${code},Lake League\n`;
    const { body: seen } = await check('leagues', league);
    expect(await listed<League>('leagues', code)).toEqual([]);
    await staff.ask('POST', '/admin/leagues', { id: code, name: 'Made meanwhile' });
    expect((await apply('leagues', league, seen.digest)).body.code).toBe('version_conflict');
    expect((await check('leagues', 'name\nX\n')).body).toMatchObject({ code: 'file_not_recognized' });
    const unknown = `name,home venue\nTeam ${word},Nowhere ${word}\n`;
    expect((await check('performers', unknown)).body.rows).toMatchObject([{ outcome: 'refused' }]);
  });
});
