/** Lists that rows enter and leave while they are read: a page begins after the last row of the page before it. */
import { expect } from 'vitest';
import { newId } from '../src/platform/ids.ts';
import type { Fan } from './fan.ts';
import { it } from './fixtures.ts';
import { signedIn } from './people.ts';
import type { TestApp } from './runningApp.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff');
});

interface Page {
  data: { id: string }[];
  total: number;
  next: string | null;
}
const read = async (path: string): Promise<Page> => {
  const { status, body } = await staff.ask<Page>('GET', path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** Reads all pages; @param meanwhile what happens after each */
async function readThrough(list: string, meanwhile: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  let place = '';
  for (;;) {
    const { data, next } = await read(`${list}perPage=3${place}`);
    seen.push(...data.map(({ id }) => id));
    if (next === null) return seen;
    await meanwhile();
    place = `&after=${next}`;
  }
}
const at = (minute: number) => new Date(Date.UTC(2037, 10, 20, 12, minute));

it('bulk runs that begin while the list is read shift none, and those of one moment stand in one order', async () => {
  const begin = (minute: number) =>
    app.context.db('bulk_runs').insert({
      id: newId('bulkRun'),
      action: JSON.stringify({ action: 'approve' }),
      filter: '{}',
      listings: 1,
      created_by: 'system',
      created_at: at(minute),
      done_at: at(minute),
    });
  for (const minute of [1, 1, 1, 2, 2, 3, 4, 4]) await begin(minute);
  const whole = (await read('/admin/bulk-runs?perPage=100')).data.map(({ id }) => id);
  let now = 9;
  expect(await readThrough('/admin/bulk-runs?', () => begin(now++))).toEqual(whole);
});

it('runs of feeds likewise, of one feed too', async () => {
  const begin = (feed: string, minute: number) =>
    app.context.db('feed_runs').insert({
      id: newId('feedRun'),
      feed,
      started_by: 'clock',
      created_at: at(minute),
      done_at: at(minute),
    });
  for (const minute of [1, 1, 2, 2, 3, 4]) {
    await begin('skybox', minute);
    await begin('ticketmaster', minute);
  }
  let now = 9;
  for (const list of ['/admin/catalogRuns?', '/admin/catalogRuns?feed=skybox&']) {
    const whole = (await read(`${list}perPage=100`)).data.map(({ id }) => id);
    expect(await readThrough(list, () => begin('skybox', now++))).toEqual(whole);
  }
});

it('entries that are decided while the queue is read hide no other, oldest first and by start', async () => {
  const runId = newId('feedRun');
  await app.context
    .db('feed_runs')
    .insert({ id: runId, feed: 'ticketmaster', started_by: 'clock', done_at: at(0) });
  const facts = (feedId: string, localStart: string | null) =>
    JSON.stringify({
      feedId,
      name: `Show ${feedId}`,
      home: null,
      away: null,
      venueName: null,
      city: null,
      region: null,
      country: null,
      timeZone: null,
      localStart,
      startsAt: null,
      timeTbd: false,
      status: 'scheduled',
      isGame: false,
    });
  await app.context.db('feed_events').insert(
    Array.from({ length: 11 }, (_, n) => ({
      feed: 'ticketmaster',
      feed_id: `${n}`,
      facts: facts(`${n}`, n % 3 === 0 ? null : `2038-01-0${(n % 2) + 1}T19:30`),
      why: 'No game of ours is near',
      first_seen_at: at(n % 4 < 2 ? 1 : 2),
      last_run_id: runId,
    })),
  );
  const list = '/admin/eventsToMatch?';
  const whole = (await read(`${list}perPage=100`)).data.map(({ id }) => id);
  expect(whole).toHaveLength(11);
  let decided = 0;
  const seen = await readThrough(list, () =>
    app.context
      .db('feed_events')
      .where({ feed_id: whole[decided++]!.split(':')[1] })
      .update({ decision: 'ignored', decided_by: 'system', decided_at: at(3), reason: 'For a test' }),
  );
  expect(seen).toEqual(whole);
});

it('the place of another list is refused by field', async () => {
  const { next } = await read('/admin/bulk-runs?perPage=3');
  const { status, body } = await staff.ask<{ errors: { field: string }[] }>(
    'GET',
    `/admin/eventsToMatch?after=${next}`,
  );
  expect(status).toBe(422);
  expect(body.errors.map(({ field }) => field)).toEqual(['after']);
});
