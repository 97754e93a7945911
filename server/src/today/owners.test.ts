/** Rows of files and entries of feeds that wait have an owner: given, filtered by and counted, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import type { WaitingEvent } from '@holdfast/shared/feeds';
import type { ImportFile } from '@holdfast/shared/imports';
import type { Today } from '@holdfast/shared/today';
import { expect } from 'vitest';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { newId } from '../platform/ids.ts';

let app: TestApp;
let ann: { who: Fan; id: string };
let bob: { who: Fan; id: string };
let fan: { who: Fan; id: string };
it.beforeAll(async ({ running: started }) => {
  app = started;
  ann = await person('Ann Keller', 'staff');
  bob = await person('Bob Nyström', 'staff');
  fan = await person('Helen Fan', 'fan');
});

const person = (name: string, role: Role) => somebody(app, [role], { name });
const post = <T>(who: Fan, path: string, body: object, key: string = randomUUID()) =>
  who.ask<T>('POST', `/admin/${path}`, body, { 'idempotency-key': key });
const queue = async (who: Fan, name: string) =>
  (await who.ask<Today>('GET', '/admin/today')).body.queues.find((each) => each.queue === name);
const audited = (subject: string, what: string) =>
  app.context.db('audit_entries').where({ subject, what }).orderBy('id');

it('a file is its bringer’s; a colleague takes it, and its waiting rows are counted as theirs', async () => {
  const consignorId = await buildConsignor(app.context);
  const csv = [
    'inventory_id,event_name,venue_name,event_date,quantity,section,row,seats,list_price,in_hand',
    'a-1,Nobody at Nowhere,Nowhere,2038-05-09T19:00:00,2,1,A,1-2,50.00,Y',
    'a-2,Nobody at Nowhere,Nowhere,2038-05-09T19:00:00,2,1,A,3-4,50.00,Y',
  ].join('\n');
  const sent = await ann.who.ask<ImportFile>(
    'POST',
    `/admin/imports?consignorId=${consignorId}&fileName=lots.csv`,
    csv,
    { 'content-type': 'text/csv', 'idempotency-key': randomUUID() },
  );
  expect(sent).toMatchObject({ status: 202, body: { owner: { id: ann.id, name: 'Ann Keller' } } });
  const { id } = sent.body;
  const read = async () => (await ann.who.ask<ImportFile>('GET', `/admin/imports/${id}`)).body;
  await eventually('it is checked', async () => (await read()).state === 'checked');
  expect((await read()).counts.waits).toBe(2);
  expect(await queue(ann.who, 'importRows')).toMatchObject({ waiting: 2, mine: 2, unowned: 0 });
  expect(await queue(bob.who, 'importRows')).toMatchObject({ waiting: 2, mine: 0, unowned: 0 });

  const key = randomUUID();
  const taken = await post<ImportFile>(bob.who, `imports/${id}/owner`, { ownerId: bob.id }, key);
  expect(taken).toMatchObject({ status: 200, body: { owner: { name: 'Bob Nyström' } } });
  expect((await post(bob.who, `imports/${id}/owner`, { ownerId: bob.id }, key)).body).toEqual(taken.body);
  await post(bob.who, `imports/${id}/owner`, { ownerId: bob.id });
  expect(await queue(bob.who, 'importRows')).toMatchObject({ mine: 2 });
  const listed = async (who: Fan, filter: string) =>
    (await who.ask<{ data: ImportFile[] }>('GET', `/admin/imports?${filter}`)).body.data.map(
      (file) => file.id,
    );
  expect(await listed(bob.who, 'waits=true&owner=me')).toEqual([id]);
  expect(await listed(ann.who, `waits=true&owner=${bob.id}`)).toEqual([id]);
  expect(await listed(ann.who, 'owner=me')).toEqual([]);
  expect(await listed(ann.who, 'owner=none')).toEqual([]);
  // A new dry run deletes the rows; who looks after them stays.
  await post(bob.who, `imports/${id}/check`, {});
  await eventually('it is checked again', async () => (await read()).state === 'checked');
  expect((await read()).owner?.id).toBe(bob.id);

  await post(bob.who, `imports/${id}/owner`, { ownerId: null });
  expect(await listed(ann.who, 'waits=true&owner=none')).toEqual([id]);
  expect(await queue(ann.who, 'importRows')).toMatchObject({ mine: 0, unowned: 2 });
  // What changed nothing isn't written down.
  expect((await audited(id, 'import.assign')).map(({ by, before, after }) => [by, before, after])).toEqual([
    [bob.id, { ownerId: ann.id }, { ownerId: bob.id }],
    [bob.id, { ownerId: bob.id }, { ownerId: null }],
  ]);
  expect(await post(ann.who, `imports/${id}/owner`, { ownerId: fan.id })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'ownerId', code: 'unknown' }] },
  });
  expect((await post(ann.who, `imports/${newId('import')}/owner`, { ownerId: ann.id })).status).toBe(404);
  expect((await post(fan.who, `imports/${id}/owner`, { ownerId: ann.id })).status).toBe(403);
  expect((await post(new Fan(app), `imports/${id}/owner`, { ownerId: ann.id })).status).toBe(401);
});

it('an entry of a feed is taken, given and given back while it waits', async () => {
  const { db } = app.context;
  const runId = newId('feedRun');
  await db('feed_runs').insert({
    id: runId,
    feed: 'ticketmaster',
    started_by: 'system',
    done_at: new Date(),
  });
  const facts = (feedId: string) => ({
    feedId,
    name: 'A show',
    home: null,
    away: null,
    venueName: 'A hall',
    city: null,
    region: null,
    country: null,
    timeZone: null,
    localStart: '2099-01-01T20:00',
    startsAt: null,
    timeTbd: false,
    status: 'scheduled',
    isGame: false,
  });
  await db('feed_events').insert(
    ['K8a', 'K8b'].map((feedId) => ({
      feed: 'ticketmaster',
      feed_id: feedId,
      facts: facts(feedId),
      why: 'Nothing is like it.',
      last_run_id: runId,
    })),
  );
  const id = 'ticketmaster:K8a';
  const path = `eventsToMatch/${encodeURIComponent(id)}`;
  const listed = async (who: Fan, owner: string) =>
    (await who.ask<{ data: WaitingEvent[] }>('GET', `/admin/eventsToMatch?owner=${owner}`)).body.data.map(
      (each) => each.id,
    );
  expect(await listed(ann.who, 'none')).toEqual([id, 'ticketmaster:K8b']);
  const taken = await post<WaitingEvent>(ann.who, `${path}/owner`, { ownerId: ann.id });
  expect(taken).toMatchObject({ status: 200, body: { id, owner: { id: ann.id, name: 'Ann Keller' } } });
  expect(await listed(ann.who, 'me')).toEqual([id]);
  expect(await listed(bob.who, 'me')).toEqual([]);
  expect(await listed(bob.who, ann.id)).toEqual([id]);
  expect(await queue(ann.who, 'outsideEvents')).toMatchObject({ waiting: 2, mine: 1, unowned: 1 });
  await post(ann.who, `${path}/owner`, { ownerId: bob.id });
  expect(await queue(bob.who, 'outsideEvents')).toMatchObject({ mine: 1 });
  await post(bob.who, `${path}/owner`, { ownerId: null });
  expect(await listed(bob.who, 'none')).toHaveLength(2);
  expect((await audited(id, 'catalogEvent.assign')).map(({ after }) => after.ownerId)).toEqual([
    ann.id,
    bob.id,
    null,
  ]);
  expect((await post(ann.who, `${path}/owner`, { ownerId: fan.id })).status).toBe(422);
  expect((await post(fan.who, `${path}/owner`, { ownerId: ann.id })).status).toBe(403);
  expect((await post(ann.who, 'eventsToMatch/skybox%3Anone/owner', { ownerId: ann.id })).status).toBe(404);
  await post(ann.who, `${path}/ignore`, { reason: 'None of ours' });
  // What is ignored waits no more, and may still be looked after by whom puts it back.
  expect(await queue(ann.who, 'outsideEvents')).toMatchObject({ waiting: 1 });
});
