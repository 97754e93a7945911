/** Cases over HTTP: opened by rule, worked, closed, and back when it happens again. */
import type { CaseShown, CaseState, caseList } from '@holdfast/shared/cases';
import { paymentMachine, type RefundMessage, refundMachine } from '@holdfast/shared/payments/machines';
import type { Today } from '@holdfast/shared/today';
import { expect } from 'vitest';
import type { z } from 'zod';
import { buildListing } from '../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { giveUpJob } from '../../test/giveUpJob.ts';
import { lookedOver } from '../../test/lookedOver.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

type List = z.output<typeof caseList>;
/** The bank of this card refuses every refund. */
const refusesRefunds = '4000000000005126';

let app: TestApp;
let support: { who: Fan; id: string };
it.beforeAll(async ({ running }) => {
  app = running;
  support = await somebody(app, ['support'], { name: 'Sam Support' });
});

const list = async (query: string, who = support.who) =>
  (await who.ask<List>('GET', `/admin/cases?${query}`)).body;
const show = async (id: string, who = support.who) =>
  (await who.ask<CaseShown>('GET', `/admin/cases/${id}`)).body;
const act = (id: string, verb: string, body: object, who = support.who) =>
  who.ask<CaseShown>('POST', `/admin/cases/${id}/${verb}`, body);
const send = (id: string, message: RefundMessage) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [messageTo(refundMachine, id, message, { by: 'test' })]),
  );

/** An order whose refund the bank refuses, with its case. */
async function refusedRefund(): Promise<{ caseId: string; refundId: string; orderId: string }> {
  const buyer = new Fan(app);
  const { id: listingId } = await buildListing(app.context);
  const held = await buyer.hold(listingId, 1);
  await buyer.pay(held.body.id, refusesRefunds);
  const order = await buyer.until(held.body.id, ({ state }) => state === 'paid');
  const { amount } = order.total;
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(
        paymentMachine,
        order.payment?.id ?? '',
        { type: 'refund', amount, why: 'asked' },
        { by: 'test' },
      ),
    ]),
  );
  const caseOf = async () => (await list(`kind=refundFailed&reservationId=${order.id}`)).data[0];
  await eventually('its case is open', async () => (await caseOf()) !== undefined);
  const found = await app.context.db('cases').where({ reservation_id: order.id }).first();
  return { caseId: found.id, refundId: found.subject, orderId: order.id };
}
const isIn = (id: string, state: CaseState) =>
  eventually(`it is ${state}`, async () => (await show(id)).state === state);

it('is opened by rule, taken, commented, laid aside, closed, and opened when it happens again', async () => {
  const { caseId: id, refundId, orderId } = await refusedRefund();
  const opened = await show(id);
  expect(opened).toMatchObject({
    kind: 'refundFailed',
    state: 'counting',
    isPresent: true,
    times: 1,
    owner: null,
    page: `/reservations/${orderId}/show`,
    accepts: ['snooze', 'close'],
    mayOwn: expect.arrayContaining([{ id: support.id, name: 'Sam Support' }]),
  });
  const queue = async () =>
    (await support.who.ask<Today>('GET', '/admin/today')).body.queues.find(
      (each) => each.queue === 'refundFailed',
    );
  expect(await queue()).toMatchObject({ waiting: 1, mine: 0, unowned: 1 });

  expect(await act(id, 'owner', { ownerId: support.id })).toMatchObject({
    status: 200,
    body: { owner: { id: support.id } },
  });
  expect(await queue()).toMatchObject({ waiting: 1, mine: 1, unowned: 0 });
  expect((await list('owner=me')).data.map((each) => each.id)).toEqual([id]);
  expect((await list('owner=none&kind=refundFailed')).data).toEqual([]);
  expect((await act(id, 'owner', { ownerId: (await somebody(app, ['staff'])).id })).status).toBe(422);

  expect(
    (await act(id, 'comments', { text: 'The fan sends another account.' })).body.entries.at(-1),
  ).toMatchObject({
    by: 'Sam Support',
    what: 'comment',
    text: 'The fan sends another account.',
  });
  expect((await act(id, 'snooze', { until: fromNow(-hourMs), version: 1 })).status).toBe(422);
  expect((await act(id, 'snooze', { until: fromNow(91 * 24 * hourMs), version: 1 })).status).toBe(422);
  expect(await act(id, 'snooze', { until: fromNow(hourMs), version: 1 })).toMatchObject({
    body: { state: 'snoozed' },
  });
  expect(await queue()).toMatchObject({ waiting: 0 });
  expect((await act(id, 'wake', { version: 1 })).status).toBe(409);
  expect((await act(id, 'wake', { version: 2 })).body).toMatchObject({
    state: 'counting',
    snoozedUntil: null,
  });

  const reason = 'Finance pays it by hand today';
  expect((await act(id, 'close', { reason: ' ', version: 3 })).status).toBe(422);
  expect((await act(id, 'close', { reason, version: 3 })).body).toMatchObject({
    state: 'closed',
    closeReason: reason,
    accepts: ['reopen'],
  });
  // Its cause is there as before: that isn't another time.
  await lookedOver(app.context);
  expect((await show(id)).state).toBe('closed');
  await send(refundId, { type: 'send' });
  await isIn(id, 'counting');
  expect(await show(id)).toMatchObject({ times: 2, closeReason: null, owner: { id: support.id } });

  await send(refundId, { type: 'payElsewhere' });
  await isIn(id, 'closed');
  expect(await show(id)).toMatchObject({ isPresent: false, closeReason: null });
  expect((await list(`view=closed&reservationId=${orderId}`)).data.map((each) => each.id)).toEqual([id]);
});

it('is an alarm after five minutes, with one email to each account of support', async () => {
  const other = await somebody(app, ['support', 'staff']);
  const { caseId: id } = await refusedRefund();
  const before = await app.context.db('emails').where({ kind: 'caseAlarm' });
  expect(before.filter(({ cause }) => cause.includes(id))).toEqual([]);
  await travel(app.context.db, 5 * 60_000);
  await isIn(id, 'alarmed');
  expect((await list('view=alarmed')).data.map((each) => each.id)).toContain(id);
  const mails = () => app.context.db('emails').where('cause', 'like', `caseAlarm/${id}/%`);
  const supporters = await app.context.db('people').whereRaw(`'support' = ANY (roles)`);
  await eventually('all of support has it', async () => (await mails()).length === supporters.length);
  const [email] = await mails().where({
    to_address: (await app.context.db('people').where({ id: other.id }).first()).email,
  });
  expect(email.text_body).toContain(`/admin/#/cases/${id}/show`);
  const { body } = await support.who.ask<{ sidebar: { caseAlarms: number } }>('POST', '/admin/counts', {
    views: [],
  });
  expect(body.sidebar.caseAlarms).toBeGreaterThan(0);
  // An alarm again, without another email.
  const { version } = await show(id);
  await act(id, 'close', { reason: 'Done by hand', version });
  expect((await act(id, 'reopen', { version: version + 1 })).body.state).toBe('alarmed');
  expect(await mails()).toHaveLength(supporters.length);
});

it('each kind is for its roles, and a case of another kind is nobody’s to see', async () => {
  const { caseId } = await refusedRefund();
  const jobId = await giveUpJob(app.context.db, 'tests.broken');
  const finance = await signedIn(app, 'finance');
  const staff = await signedIn(app, 'staff');
  const admin = await signedIn(app, 'admin');
  await eventually('the job has its case', async () => (await list('kind=jobFailed', admin)).total === 1);
  const [ofJob] = (await list('kind=jobFailed', admin)).data;
  expect(ofJob).toMatchObject({
    state: 'waiting',
    page: '/jobs',
    order: null,
    text: 'A job gave up: tests.broken',
  });
  expect((await list('kind=jobFailed')).data).toEqual([]);
  expect((await support.who.ask('GET', `/admin/cases/${ofJob?.id}`)).status).toBe(404);
  expect((await finance.ask('GET', `/admin/cases/${caseId}`)).status).toBe(200);
  for (const [verb, body] of [
    ['owner', { ownerId: null }],
    ['close', { reason: 'None of mine', version: 1 }],
    ['comments', { text: 'None of mine' }],
  ] as const)
    expect((await act(caseId, verb, body, staff)).status, verb).toBe(404);
  expect((await signedIn(app, 'fan').then((fan) => fan.ask('GET', '/admin/cases'))).status).toBe(403);
  await app.context.db.raw('SELECT graphile_worker.complete_jobs(ARRAY[?::bigint])', [jobId]);
  await eventually('it ends with its job', async () => (await list('kind=jobFailed', admin)).total === 0);
});

it('what was there before the first look alarms on screen, and nobody gets an email', async () => {
  const { db } = app.context;
  const { caseId } = await refusedRefund();
  // As in a database that has no cases yet.
  await inTransaction(db, async (trx) => {
    await trx.raw('LOCK TABLE case_looks IN EXCLUSIVE MODE');
    await trx('case_looks').delete();
    // Nobody is told of the cases meanwhile, or keeps a notice of them.
    await trx.raw('SELECT FROM notice_place FOR UPDATE');
    await trx('notices').whereLike('cause', 'log/cas_%').delete();
    await trx.raw('SET LOCAL session_replication_role = replica');
    await trx('case_comments').delete();
    for (const table of ['transitions', 'timers', 'actor_stays'])
      await trx(table).whereIn('actor_id', trx('cases').select('id')).delete();
    await trx('cases').delete();
  });
  const found = async () => (await list('kind=refundFailed&view=alarmed')).data;
  await eventually('they are alarms', async () => (await found()).length > 0);
  expect((await found()).map(({ id }) => id)).not.toContain(caseId);
  const ids = (await found()).map(({ id }) => id);
  await lookedOver(app.context);
  for (const id of ids) expect(await db('graphile_worker.jobs').where('key', 'like', `${id}/%`)).toEqual([]);
});

it('an email that wasn’t delivered ends its case when it is set aside', async () => {
  const id = newId('email');
  await app.context.db('emails').insert({
    id,
    cause: `test/${id}`,
    kind: 'order',
    to_address: 'gone@example.com',
    subject: 'Your tickets',
    text_body: '',
    html_body: '',
    state: 'failed',
    error: '550 no such user',
  });
  const found = async () => (await list('kind=emailFailed&view=all')).data;
  await eventually('it has its case', async () => (await found()).length === 1);
  await support.who.ask('POST', `/admin/emails/${id}/set-aside`, { reason: 'A test' });
  await eventually('it is closed', async () => (await found())[0]?.state === 'closed');
});
