/** Every queue of the start page, over HTTP: its count is the number of rows of the list that it opens. */
import { randomUUID } from 'node:crypto';
import { caseKinds } from '@holdfast/shared/cases';
import type { ImportFile } from '@holdfast/shared/imports';
import type { Today, WorkQueue } from '@holdfast/shared/today';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { buildFeedEntry } from '../../test/feedEntries.ts';
import { it } from '../../test/fixtures.ts';
import { giveUpJob } from '../../test/giveUpJob.ts';
import { importClient } from '../../test/importClient.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { openCases } from '../cases/openCases.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

type Queue = WorkQueue['queue'];
type Page = { data: unknown[]; total: number };

let app: TestApp;
let admin: { who: Fan; id: string };
it.beforeAll(async ({ running }) => {
  app = running;
  admin = await somebody(app, ['admin', 'staff'], { name: 'Ada Administrator' });
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const ask = async <T>(path: string): Promise<T> => {
  const { status, body } = await admin.who.ask<T>('GET', path);
  expect(status, path).toBe(200);
  return body;
};
const queues = async () => (await ask<Today>('/admin/today')).queues;

/** What the page of each queue asks for (`queueWords` of the back office says which page that is). */
const lists: Record<Queue, string> = {
  deliveriesLate: '/admin/deliveries?queue=overdue',
  deliveriesToSend: '/admin/deliveries?queue=toSend',
  toApprove: '/admin/listings?queue=toApprove',
  toPrice: '/admin/listings?queue=toPrice',
  delistRequested: '/admin/listings?queue=delistRequested',
  inHandPassed: '/admin/listings?queue=inHandPassed',
  eventSoonUnsold: '/admin/listings?queue=eventSoonUnsold',
  importRows: '/admin/imports?waits=true',
  outsideEvents: '/admin/eventsToMatch?',
  ...(Object.fromEntries(caseKinds.map((kind) => [kind, `/admin/cases?kind=${kind}`])) as Record<
    (typeof caseKinds)[number],
    string
  >),
};
/** How many rows a queue opens; those of files are inside the files. */
async function opened(queue: Queue, owner?: 'me' | 'none'): Promise<number> {
  const address = `${lists[queue]}&perPage=100${owner ? `&owner=${owner}` : ''}`;
  if (queue === 'importRows') {
    const { data } = await ask<{ data: ImportFile[] }>(address);
    return data.reduce((sum, { counts }) => sum + (counts?.waits ?? 0), 0);
  }
  const { data, total } = await ask<Page>(address);
  expect(data.length, `${queue}: a page has all rows`).toBe(total);
  return total;
}
async function compareAll(): Promise<Record<Queue, number>> {
  const all = await queues();
  expect(all.map(({ queue }) => queue).sort()).toEqual(Object.keys(lists).sort());
  for (const { queue, waiting, mine, unowned } of all) {
    expect(waiting, queue).toBe(await opened(queue));
    if (mine !== null) expect(mine, `${queue}, mine`).toBe(await opened(queue, 'me'));
    if (unowned !== null) expect(unowned, `${queue}, of nobody`).toBe(await opened(queue, 'none'));
  }
  return Object.fromEntries(all.map(({ queue, waiting }) => [queue, waiting])) as Record<Queue, number>;
}
/** A sold pair of a game. @returns the game */
async function sold(startsAt: string): Promise<string> {
  const { eventId } = await buildGame(app.context, { startsAt });
  const { id } = await buildListing(app.context, { eventId });
  await new Fan(app).buy(id, 2);
  return eventId;
}

it('counts deliveries as their lists do: late ones, and those of a game without a date too', async () => {
  await sold(fromNow(30 * dayMs));
  await sold(fromNow(3 * dayMs));
  const postponed = await sold(fromNow(20 * dayMs));
  const { status, startsAt } = await ask<{ status: string; startsAt: string }>(`/admin/events/${postponed}`);
  const change = await admin.who.ask<{ id: string }>(
    'POST',
    `/admin/events/${postponed}/changes`,
    { kind: 'postpone', reason: 'The hall is flooded', seen: { status, startsAt } },
    { 'idempotency-key': randomUUID() },
  );
  expect(change.status).toBe(201);
  await eventually(
    'its delivery has no date',
    async () => (await app.context.db('deliveries').whereNull('due_by')).length === 1,
  );
  await travel(app.context.db, 1.5 * dayMs);
  await eventually(
    'one is late, and has its case',
    async () => (await app.context.db('cases').where({ kind: 'deliveryOverdue' })).length === 1,
  );
  expect(await compareAll()).toMatchObject({ deliveriesLate: 1, deliveriesToSend: 3, deliveryOverdue: 1 });
});

it('counts listings, rows of files and entries of feeds as their lists do, whoever looks after them', async () => {
  const consignorId = await buildConsignor(app.context);
  const [toAssign] = await Promise.all(
    [1, 2, 3].map(() => buildListing(app.context, { consignorId, state: 'submitted' })),
  );
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(20 * hourMs) });
  await buildListing(app.context, { eventId });
  const assign = { action: 'assign', ids: [toAssign?.id], ownerId: admin.id };
  const key = { 'idempotency-key': randomUUID() };
  expect((await admin.who.ask('POST', '/admin/listings/actions', assign, key)).status).toBe(200);

  const header = 'eventId,quantity,section,row,lowSeat,highSeat,listPrice,seatType,splitType';
  const client = importClient(admin.who);
  await client.upload(`${header}\n771,2,1,A,1,2,80,CONSECUTIVE,ANY\n772,2,1,A,1,2,80,,\n`, { consignorId });
  await client.upload(`${header}\n773,2,1,A,1,2,80,CONSECUTIVE,ANY\n`, { consignorId });

  await buildFeedEntry(app.context);
  await buildFeedEntry(app.context);
  await buildFeedEntry(app.context, {}, { ignored: true });
  await buildFeedEntry(app.context, { localStart: '2020-05-03T19:30' });

  const counts = await compareAll();
  expect(counts).toMatchObject({ toApprove: 3, importRows: 3, outsideEvents: 2 });
  expect(counts.eventSoonUnsold).toBeGreaterThan(0);
});

it('counts every kind of case as its list does: opened by rule or by a fan, owned, laid aside and closed', async () => {
  const contact = { email: 'fan@example.com', topic: 'tickets', text: 'Where do I pick my tickets up?' };
  expect((await new Fan(app).ask('POST', '/contact', contact)).status).toBe(201);
  await giveUpJob(app.context.db, 'nothing-does-this');
  await eventually(
    'the rule opened its case',
    async () => (await app.context.db('cases').where({ kind: 'jobFailed' })).length === 1,
  );

  // No look ends the cases below, whose causes are made up, while this one holds the looks' lock.
  const holder = await app.context.db.transaction();
  try {
    await eventually('no look is under way', async () => {
      const { rows } = await holder.raw('SELECT pg_try_advisory_xact_lock(7306115) AS mine');
      return rows[0].mine;
    });
    const before = await compareAll();
    const at = new Date().toISOString();
    const cause = {
      reservation_id: null,
      text: 'Made up',
      since: new Date(at),
      due_at: null,
      occurrence: '',
    };
    const ids = await inTransaction(app.context.db, (trx) =>
      openCases(
        trx,
        app.context.engine,
        caseKinds.flatMap((kind) =>
          [1, 2, 3, 4].map(() => ({ ...cause, kind, subject: newId('reservation') })),
        ),
        { at, by: 'test', isKnown: true },
      ),
    );
    const act = async (id: string, verb: string, body: object) => {
      const answer = await admin.who.ask<{ version: number }>('POST', `/admin/cases/${id}/${verb}`, body);
      expect(answer.status, `${verb}: ${JSON.stringify(answer.body)}`).toBe(200);
    };
    for (let first = 0; first < ids.length; first += 4) {
      const [owned, snoozed, closed] = ids.slice(first) as [string, string, string];
      await act(owned, 'owner', { ownerId: admin.id });
      await act(snoozed, 'snooze', { until: fromNow(hourMs), version: 1 });
      await act(closed, 'close', { reason: 'Looked at', version: 1 });
    }
    const after = await compareAll();
    for (const kind of caseKinds) expect(after[kind], kind).toBe(before[kind] + 2);
    expect(before).toMatchObject({ message: 1, jobFailed: 1 });
  } finally {
    await holder.rollback();
  }
});
