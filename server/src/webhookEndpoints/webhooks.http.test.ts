/** Webhooks: every change reaches whom it is told to, signed; what fails is tried again and replayed; who is gone is left alone. */
import type { Change } from '@holdfast/shared/changes';
import type {
  EndpointWithSecret,
  WebhookDetail,
  WebhookEndpoint,
  WebhookEndpointList,
  WebhookList,
} from '@holdfast/shared/webhookEndpoints';
import { retryPausesMs } from '@holdfast/shared/webhookEndpoints/machines';
import { Webhook as Reader } from 'standardwebhooks';
import { expect, onTestFinished } from 'vitest';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { type Receiver, startReceiver } from '../../test/webhookReceiver.ts';
import { sweep } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { insertWebhooks } from './makeWebhooks.ts';
import { removeOldWebhooks } from './work.ts';

let app: TestApp;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = await signedIn(app, 'admin');
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const at = '/admin/webhook-endpoints';

/** An endpoint with its receiver; both end with the test. */
async function told(types: string[], more: object = {}) {
  const receiver = await startReceiver();
  const body = { name: 'Accounting', url: receiver.url, types, ...more };
  const { status, body: endpoint } = await admin.ask<EndpointWithSecret>('POST', at, body);
  expect(status, JSON.stringify(endpoint)).toBe(201);
  onTestFinished(async () => {
    await admin.ask('DELETE', `${at}/${endpoint.id}`);
    receiver.close();
  });
  return { receiver, endpoint };
}
const got = (receiver: Receiver) => receiver.received.map(({ body }) => JSON.parse(body).data as Change);
const show = async (id: string) => (await admin.ask<WebhookEndpoint>('GET', `${at}/${id}`)).body;
const logOf = async (id: string) =>
  (await admin.ask<WebhookList>('GET', `/admin/webhooks?endpoint=${id}`)).body.data;
const detail = async (id: string) => (await admin.ask<WebhookDetail>('GET', `/admin/webhooks/${id}`)).body;
const test = async (id: string) => (await admin.ask<WebhookDetail>('POST', `${at}/${id}/test`)).body;
const until = async (id: string, state: string) => {
  await eventually(`it is ${state}`, async () => (await detail(id)).state === state);
  return detail(id);
};
/** The pause before the next try is over now. */
async function passPause(id: string): Promise<void> {
  await app.context
    .db('timers')
    .where({ actor_id: id })
    .update({ fire_at: new Date(0) });
  await sweep(app.context.db, app.context.engine);
}

it('tells of every transition of a purchase, whoever caused it, signed as Standard Webhooks says', async () => {
  const { receiver, endpoint } = await told(['reservation.*', 'payment.*', 'listing.*']);
  const sale = await buildListing(app.context);
  const order = await new Fan(app).buy(sale.id, 1);
  await eventually('and an order', async () => got(receiver).some(({ type }) => type === 'reservation.paid'));
  const log = await app.context.db('transitions').where({ actor_id: order.id }).orderBy('version');
  await eventually('all of it came', async () =>
    log.every(({ version }) =>
      got(receiver).some((each) => each.id === order.id && each.version === version),
    ),
  );
  expect(got(receiver).every(({ by, reason }) => by === null && reason === null)).toBe(true);
  const reader = new Reader(endpoint.secret);
  for (const { body, headers } of receiver.received) {
    expect(headers['content-type']).toBe('application/json');
    // The reference reader compares the time of the request with that of its machine, which isn't the tests'.
    const sentAt = Number(headers['webhook-timestamp']) * 1000;
    expect(reader.sign(String(headers['webhook-id']), new Date(sentAt), body)).toBe(
      headers['webhook-signature'],
    );
  }
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(ids.length);
});

it('a webhook that fails is tried again with growing pauses, and replayed by hand; each try is in the log', async () => {
  const { receiver, endpoint } = await told(['listing.live']);
  receiver.answers({ status: 500, text: 'We are being updated' });
  const sale = await buildListing(app.context);
  await eventually('it came', async () => receiver.received.length > 0);
  const [first] = await logOf(endpoint.id);
  const id = first?.id ?? '';
  let shown = await until(id, 'pausing');
  expect(shown).toMatchObject({ type: 'listing.live', subjectId: sale.id, tries: 1, lastStatus: 500 });
  const pause = Date.parse(shown.nextTryAt ?? '') - Date.parse(shown.attempts[0]?.at ?? '');
  expect(pause).toBeGreaterThanOrEqual(retryPausesMs[0]);
  expect(shown.attempts[0]).toMatchObject({
    status: 500,
    answer: 'We are being updated',
    requestHeaders: { 'webhook-id': id },
  });
  expect(JSON.parse(shown.body)).toMatchObject({ type: 'listing.live', data: { id: sale.id } });

  // An address that redirects isn't followed, one that doesn't answer is told as that.
  receiver.answers({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
  await passPause(id);
  await eventually('it was tried twice', async () => (await detail(id)).tries === 2);
  for (let tries = 3; tries <= retryPausesMs.length + 1; tries++) {
    await until(id, 'pausing');
    await passPause(id);
    await eventually(`it was tried ${tries} times`, async () => (await detail(id)).tries === tries);
  }
  shown = await until(id, 'failed');
  expect(shown.attempts.map(({ status }) => status)).toEqual([...Array(9).fill(302), 500]);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(await show(endpoint.id)).toMatchObject({ failed: 1, waiting: 0, lastTakenAt: null });

  receiver.answers(200);
  const replayed = await admin.ask<WebhookDetail>('POST', `/admin/webhooks/${id}/replay`);
  expect(replayed).toMatchObject({ status: 200, body: { state: 'sending' } });
  shown = await until(id, 'taken');
  expect(shown).toMatchObject({ tries: 11, lastStatus: 200, nextTryAt: null });
  expect(await show(endpoint.id)).toMatchObject({ failed: 0, lastTakenAt: expect.any(String) });
  const { body: log } = await admin.ask<{ data: object[] }>('GET', `/admin/audit?subject=${id}`);
  expect(log.data).toMatchObject([{ what: 'webhook.replay', before: { state: 'failed' } }]);
});

it('an endpoint that answers 410 is left alone at once, and is told again when a person wants it', async () => {
  const { receiver, endpoint } = await told(['listing.live']);
  receiver.answers(500);
  await buildListing(app.context);
  await eventually(
    'it waits for its next try',
    async () => (await logOf(endpoint.id))[0]?.state === 'pausing',
  );
  receiver.answers(410);
  const tried = await test(endpoint.id);
  expect(await until(tried.id, 'dropped')).toMatchObject({ lastStatus: 410, type: 'test.ping' });
  expect(await show(endpoint.id)).toMatchObject({ state: 'gone', waiting: 0 });
  const { body: log } = await admin.ask<{ data: object[] }>('GET', `/admin/audit?subject=${endpoint.id}`);
  expect(log.data[0]).toMatchObject({ what: 'webhookEndpoint.disable', by: { name: 'Holdfast' } });
  for (const path of [`${at}/${endpoint.id}/test`, `/admin/webhooks/${tried.id}/replay`])
    expect((await admin.ask('POST', path)).body.code).toBe('nothing_to_do');

  // What changes meanwhile is told once it goes on where it stopped.
  const sale = await buildListing(app.context);
  receiver.answers(200);
  const before = receiver.received.length;
  const enabled = await admin.ask('POST', `${at}/${endpoint.id}/enable`, { from: 'stopped' });
  expect(enabled.body).toMatchObject({ state: 'enabled' });
  const { body: since } = await admin.ask<{ data: object[] }>('GET', `/admin/audit?subject=${endpoint.id}`);
  expect(since.data[0]).toMatchObject({ what: 'webhookEndpoint.enable', before: { state: 'gone' } });
  await eventually('it came', async () => got(receiver).some(({ id }) => id === sale.id));
  expect(receiver.received.length).toBeGreaterThan(before);
  await admin.ask('POST', `${at}/${endpoint.id}/disable`);
  const missed = await buildListing(app.context);
  await admin.ask('POST', `${at}/${endpoint.id}/enable`, { from: 'now' });
  const later = await buildListing(app.context);
  await eventually('the later one came', async () => got(receiver).some(({ id }) => id === later.id));
  expect(got(receiver).some(({ id }) => id === missed.id)).toBe(false);
});

it('never reaches what stands beside us where that is closed, also by an address that was allowed before', async () => {
  const { receiver, endpoint } = await told(['listing.*']);
  app.context.config.webhooksToPrivate = false;
  if (app.webContext) app.webContext.config.webhooksToPrivate = false;
  onTestFinished(() => {
    app.context.config.webhooksToPrivate = true;
    if (app.webContext) app.webContext.config.webhooksToPrivate = true;
  });
  const { id } = await test(endpoint.id);
  expect(await until(id, 'pausing')).toMatchObject({
    lastStatus: null,
    lastError: expect.stringContaining('no https'),
  });
  const change = (url: string) =>
    admin.ask('PUT', `${at}/${endpoint.id}`, { name: 'Inside', url, types: ['listing.*'], version: 1 });
  expect(await change(receiver.url)).toMatchObject({ status: 422, body: { errors: [{ field: 'url' }] } });
  expect((await change(receiver.url.replace('http:', 'https:'))).status).toBe(200);
  const inside = await test(endpoint.id);
  expect((await until(inside.id, 'pausing')).lastError).toContain('isn’t an address of the public Internet');
  expect(receiver.received).toEqual([]);
});

it('a secret that is rotated signs with the one of before too, for a day', async () => {
  const { receiver, endpoint } = await told(['listing.*']);
  const { body: rotated } = await admin.ask<EndpointWithSecret>('POST', `${at}/${endpoint.id}/rotate-secret`);
  expect(rotated.secret).not.toBe(endpoint.secret);
  await test(endpoint.id);
  await eventually('it came', async () => receiver.received.length === 1);
  const signatures = () => String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ');
  const signedBy = (secret: string) => {
    const { headers, body } = receiver.received.at(-1) as Receiver['received'][number];
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000);
    return signatures().includes(new Reader(secret).sign(String(headers['webhook-id']), sentAt, body));
  };
  expect([signedBy(endpoint.secret), signedBy(rotated.secret)]).toEqual([true, true]);
  await app.context
    .db('webhook_endpoints')
    .where({ id: endpoint.id })
    .update({ secret_rotated_at: new Date(Date.now() - 25 * 3_600_000) });
  await test(endpoint.id);
  await eventually('it came', async () => receiver.received.length === 2);
  expect([signedBy(endpoint.secret), signedBy(rotated.secret)]).toEqual([false, true]);
  const stored = await app.context.db('webhook_endpoints').where({ id: endpoint.id }).first();
  expect(stored.sealed.toString('latin1')).not.toContain(rotated.secret);
});

it('a consignor’s endpoint is told of their own alone, and one that sees people of who did it', async () => {
  const consignorId = await buildConsignor(app.context);
  const [theirs, all] = [
    await told(['listing.*', 'reservation.*'], { consignorId }),
    await told(['listing.paused'], { seesPeople: true }),
  ];
  const own = await buildListing(app.context, { consignorId });
  await buildListing(app.context);
  const paused = await admin.ask('POST', '/admin/listings/actions', {
    action: 'pause',
    reason: 'They go themselves',
    ids: [own.id],
  });
  expect(paused.status, JSON.stringify(paused.body)).toBe(200);
  await eventually('it came', async () => got(all.receiver).length > 0);
  expect(got(all.receiver)[0]).toMatchObject({
    type: 'listing.paused',
    causedBy: 'person',
    by: expect.stringMatching(/^per_/),
  });
  await eventually('theirs came', async () => got(theirs.receiver).some(({ to }) => to === 'paused'));
  expect([...new Set(got(theirs.receiver).map(({ id }) => id))]).toEqual([own.id]);
  expect(got(theirs.receiver).every(({ by }) => by === null)).toBe(true);
  const ended = await admin.ask('POST', `/admin/consignors/${consignorId}/deactivate`, {
    reason: 'They stop',
  });
  expect(ended.status).toBe(200);
  expect((await show(theirs.endpoint.id)).state).toBe('closed');
  const refused = await admin.ask('POST', at, {
    name: 'x',
    url: 'https://example.com/',
    types: ['listing.*'],
    consignorId,
    seesPeople: true,
  });
  expect(refused.body).toMatchObject({ errors: [{ field: 'seesPeople' }] });
});

it('an endpoint that never answers takes the others no place', async () => {
  const slow = await told(['listing.*']);
  const quick = await told(['listing.*']);
  slow.receiver.answers('never');
  for (let count = 0; count < 8; count++) await test(slow.endpoint.id);
  await eventually('four of them wait for it', async () => slow.receiver.received.length === 4);
  const { id } = await test(quick.endpoint.id);
  await until(id, 'taken');
  expect(slow.receiver.received).toHaveLength(4);
});

it('what a worker left in the middle of a try is sent by another one, under the same id', async () => {
  const { receiver, endpoint } = await told(['listing.*']);
  const { db, engine } = app.context;
  const [left = ''] = await inTransaction(db, async (trx) => {
    const content = { endpointId: endpoint.id, seq: null, type: 'test.ping', subjectId: null };
    const ids = await insertWebhooks(trx, engine, [{ ...content, body: '{"data":{}}' }]);
    // It claimed it, and died.
    await trx('webhooks')
      .whereIn('id', ids)
      .update({ claimed_until: new Date(Date.now() + 3_600_000) });
    return ids;
  });
  await until((await test(endpoint.id)).id, 'taken');
  expect((await detail(left)).state).toBe('sending');
  await db('webhooks')
    .where({ id: left })
    .update({ claimed_until: new Date(0) });
  await until(left, 'taken');
  expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(left);
});

it('what it is told of, and where, is checked by field; what is removed is no more', async () => {
  const ask = (body: object) =>
    admin.ask('POST', at, { name: 'x', url: 'https://example.com/', types: ['listing.*'], ...body });
  for (const [field, body] of [
    ['name', { name: '' }],
    ['url', { url: 'nowhere' }],
    ['url', { url: 'ftp://example.com/' }],
    ['url', { url: 'https://me:secret@example.com/' }],
    ['types', { types: [] }],
    ['types.0', { types: ['webhook.*'] }],
  ] as const)
    expect(await ask(body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  const { endpoint } = await told(['listing.*']);
  const { body: list } = await admin.ask<WebhookEndpointList>('GET', at);
  expect(list.data.map(({ id }) => id)).toContain(endpoint.id);
  expect(JSON.stringify(list)).not.toContain('whsec_');
  expect(list.subjects.find(({ subject }) => subject === 'listing')?.states).toContain('live');
  expect((await admin.ask('DELETE', `${at}/${endpoint.id}`)).status).toBe(204);
  expect((await admin.ask('GET', `${at}/${endpoint.id}`)).status).toBe(404);
  expect((await logOf(endpoint.id)) ?? []).toEqual([]);
});

it('the log ends after 30 days', async () => {
  const { endpoint } = await told(['listing.*']);
  const { id } = await test(endpoint.id);
  await until(id, 'taken');
  const age = (days: number) =>
    app.context
      .db('webhooks')
      .where({ id })
      .update({ created_at: new Date(Date.now() - days * 86_400_000) });
  await age(29);
  await removeOldWebhooks(app.context.db);
  expect((await detail(id)).attempts).toHaveLength(1);
  await age(31);
  await removeOldWebhooks(app.context.db);
  expect((await admin.ask('GET', `/admin/webhooks/${id}`)).status).toBe(404);
  expect(await app.context.db('webhook_attempts').where({ webhook_id: id })).toEqual([]);
});
