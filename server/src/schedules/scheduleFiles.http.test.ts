/** Schedule files of four formats are read, and exports of a season are read again without a change, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { ReadSchedule, SchedulePlan } from '@holdfast/shared/schedules';
import { describe, expect } from 'vitest';
import { buildGame, buildPerformer } from '../../test/factories/catalog.ts';
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
const readFile = (seasonId: string, file: string | Uint8Array) =>
  staff.ask<Answered<ReadSchedule>>('POST', `/admin/seasons/${seasonId}/schedule/read`, file);
const send = <T>(path: string, body: unknown) =>
  staff.ask<T>('POST', path, body, { 'idempotency-key': randomUUID() });

/** A season of one game on a day in New York, with a second team. */
async function season() {
  const home = `Otters ${randomText(6)}`;
  const away = `Gulls ${randomText(6)}`;
  const venue = `Rink ${randomText(6)}`;
  const built = await buildGame(app.context, { home, away, venue, startsAt: '2038-01-16T00:30:00.000Z' });
  await app.context.db('performers').where({ id: built.homeId }).update({ home_venue_id: built.venueId });
  return { ...built, home, away, venue };
}

const calendar = (...entries: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${entries.map((lines, at) => `BEGIN:VEVENT\r\nUID:x${at}\r\n${lines}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`;

describe('a schedule file', () => {
  it('that a season was exported to has no change, in every format', async () => {
    const { seasonId, home, away } = await season();
    const rows = [
      { date: '2038-01-15', time: '19:30', home, away },
      { date: '2038-02-01', time: '', home, away },
    ];
    const { body: plan } = await send<SchedulePlan>(`/admin/seasons/${seasonId}/schedule/preview`, { rows });
    const body = { rows, seen: plan.rows };
    expect((await send(`/admin/seasons/${seasonId}/schedule`, body)).status).toBe(200);
    for (const [ending, format] of [
      ['csv', 'CSV'],
      ['xlsx', 'XLSX'],
      ['ics', 'ICS'],
      ['json', 'SkyBox'],
    ]) {
      const file = await staff.file(`/admin/seasons/${seasonId}/schedule.${ending}`);
      const { body: read } = await readFile(seasonId, file);
      expect([ending, read.format, read.rows.map(({ time }) => time)]).toEqual([
        ending,
        format,
        ['19:30', ''],
      ]);
      const again = await send<SchedulePlan>(`/admin/seasons/${seasonId}/schedule/preview`, {
        rows: read.rows,
      });
      expect([ending, again.body.counts]).toEqual([
        ending,
        { created: 0, changed: 0, held: 0, unchanged: 2, leftOut: 0, refused: 0 },
      ]);
    }
  });

  it('is a calendar, whose times are told by the venue’s clocks', async () => {
    const { seasonId, home, away, venue } = await season();
    const file = calendar(
      `DTSTART;TZID=America/Chicago:20380110T183000\r\nSUMMARY:🏒 ${away} at ${home}\r\nLOCATION:${venue}\\, Erie\\, PA`,
      `DTSTART:20380112T003000Z\r\nSUMMARY:vs. ${away}`,
      `DTSTART;VALUE=DATE:20380113\r\nSUMMARY:at ${away}`,
      `DTSTART:20380114T193000\r\nSUMMARY:${home} vs. ${away}`,
      `DTSTART:20380115T003000Z\r\nSTATUS:CANCELLED\r\nSUMMARY:vs. ${away}`,
      'DTSTART;VALUE=DATE:20380116\r\nSUMMARY:Training camp',
    );
    const { body } = await readFile(seasonId, file);
    const game = { id: '', home, away, venue: '' };
    expect(body).toEqual({
      format: 'ICS',
      rows: [
        { ...game, venue, date: '2038-01-10', time: '19:30' },
        { ...game, date: '2038-01-11', time: '19:30' },
        { ...game, home: away, away: home, date: '2038-01-13', time: '' },
        { ...game, date: '2038-01-14', time: '19:30' },
      ],
      notes: ['1 canceled left out.', '1 that aren’t games of two teams left out.'],
    });
  });

  it('is a saved answer of SkyBox, or a league’s whole table, of which the team’s games are taken', async () => {
    const { seasonId, home, away, homeId, venue } = await season();
    const event = (id: number, name: string, date: string) => ({
      id,
      name,
      date,
      venue: { name: venue, timeZone: { id: 'America/New_York' } },
      performer: { name: home, eventType: 'SPORT' },
    });
    const rows = [
      event(1, `${home} vs. ${away}`, '2038-01-10T19:30:00'),
      event(2, `CANCELLED - ${home} vs. ${away}`, '2038-01-12T19:30:00'),
      event(3, 'Pikes vs. Wrens', '2038-01-14T19:30:00'),
    ];
    const skybox = await readFile(seasonId, JSON.stringify({ rows, rowCount: 3 }));
    expect(skybox.body).toMatchObject({
      format: 'SkyBox',
      rows: [{ home, away, venue, date: '2038-01-10', time: '19:30' }],
      notes: ['1 canceled or postponed left out.', '1 game of other teams left out.'],
    });

    const code = randomText(4).toUpperCase();
    await app.context.db('performers').where({ id: homeId }).update({ code });
    await buildPerformer(app.context);
    const table = [
      'game_id,gameday,start_local,away_team,home_team,location,stadium',
      `2038_1,2038-01-10,2038-01-10T19:30:00-05:00,${away},${code},Home,${venue}`,
      `2038_2,2038-01-11,2038-01-11T19:30:00-05:00,Pikes,Wrens,Home,Pond`,
    ].join('\n');
    expect((await readFile(seasonId, table)).body).toMatchObject({
      format: 'CSV',
      rows: [{ id: '', date: '2038-01-10', time: '19:30', home: code, away, venue }],
      notes: ['1 game of other teams left out.'],
    });
  });

  it('is refused in words when it is none', async () => {
    const { seasonId } = await season();
    const refusals: Array<[file: string, code: string]> = [
      ['%PDF-1.7', 'file_not_recognized'],
      ['{"name": "no answer of it"}', 'file_not_recognized'],
      ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT', 'file_not_recognized'],
      ['date,home\n2038-01-10,Otters', 'file_not_recognized'],
      ['date,home,away\n2038-01-10,Pikes,Wrens', 'validation_failed'],
    ];
    for (const [file, code] of refusals) {
      const { body } = await readFile(seasonId, file);
      expect([file, body.code]).toEqual([file, code]);
    }
  });
});
