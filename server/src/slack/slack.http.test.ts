/** Messages to Slack over HTTP, against a fake of its API: settings, tests, the digest of an import, and what Slack refuses. */
import { randomUUID } from 'node:crypto';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import type { SlackAnswer, SlackInput, SlackSettings } from '@holdfast/shared/slack';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { brokerFile, buildNamedGame } from '../../test/brokerFiles.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { type FakeSlack, slackToken, startFakeSlack } from '../../test/fakeSlack.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { importClient } from '../../test/importClient.ts';
import { somebody } from '../../test/people.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { inTransaction } from '../platform/db/index.ts';
import { postSlack, slackLink, slackMessage, slackText } from './index.ts';

let app: TestApp;
let slack: FakeSlack;
let admin: Fan;
beforeAll(async () => {
  slack = await startFakeSlack();
  app = await startTestApp(slack.env);
  ({ who: admin } = await somebody(app, ['admin']));
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
afterAll(async () => {
  await app.verify();
  await app.close();
  slack.close();
});
beforeEach(() => {
  slack.answers('ok');
  slack.taken.length = 0;
});

const path = '/admin/settings/slack';
const none = { way: 'none' } as const;
const read = async () => (await admin.ask<SlackSettings>('GET', path)).body;
const put = (input: Omit<SlackInput, 'version'>, version: number) =>
  admin.ask<SlackSettings & { code: string; errors: Array<{ field: string }> }>(
    'PUT',
    path,
    { ...input, version },
    { 'idempotency-key': randomUUID() },
  );
const test = (destination: string) =>
  admin.ask<SlackAnswer & { code: string }>('POST', `${path}/test`, { destination });
const usual = (): Omit<SlackInput, 'version'> => ({
  token: slackToken,
  notices: { way: 'channel', channel: '#tickets' },
  alarms: { way: 'webhook', webhookUrl: slack.webhookUrl },
  reports: none,
  test: none,
  kinds: ['listingsSubmitted', 'delistRequested', 'caseOpened'],
});
const configure = async (input = usual()) => {
  const { status, body } = await put(input, (await read()).version);
  expect(status, JSON.stringify(body)).toBe(200);
};

it('keeps token and webhooks sealed, names what a destination lacks, and never shows or logs a secret', async () => {
  const { version } = await read();
  const wrong = await put(
    { ...usual(), token: null, alarms: { way: 'webhook' }, reports: { way: 'channel', channel: 'C1' } },
    version,
  );
  expect([wrong.status, wrong.body.errors.map(({ field }) => field)]).toEqual([
    422,
    ['token', 'alarms.webhookUrl'],
  ]);
  await configure();
  expect((await put(usual(), version)).body.code).toBe('version_conflict');
  const shown = await read();
  expect(shown).toMatchObject({ token: 'xox…wxyz', gatherMinutes: 10 });
  expect(shown.destinations[1]).toMatchObject({ name: 'alarms', way: 'webhook', webhook: '…abcd' });
  const log = await app.context.db('audit_entries').where({ what: 'marketplace.slack' });
  const row = await app.context.db('slack_settings').first();
  for (const each of [shown, log, { ...row, sealed: row.sealed.toString() }])
    expect(JSON.stringify(each)).not.toMatch(/of-tests|secret-/);
  // What is left empty stays.
  await configure({ ...usual(), token: '', alarms: { way: 'webhook', webhookUrl: '' } });
  expect((await test('alarms')).body.isTaken).toBe(true);
});

it('sends a test, and says what Slack answered and what to do', async () => {
  await configure();
  expect((await test('notices')).body).toEqual({ isTaken: true, said: 'ok', remedy: null });
  expect(slack.taken[0]).toMatchObject({ to: '#tickets', text: expect.stringContaining('a test') });
  expect((await test('reports')).body.code).toBe('nothing_to_do');
  for (const [error, remedy] of [
    ['channel_not_found', /invite the app/],
    ['invalid_auth', /bot token/],
    ['some_new_error', /Look up/],
  ] as const) {
    slack.answers({ error });
    expect((await test('notices')).body).toEqual({
      isTaken: false,
      said: error,
      remedy: expect.stringMatching(remedy),
    });
  }
  slack.answers({ error: 'no_service' });
  expect((await test('alarms')).body).toMatchObject({
    said: 'no_service',
    remedy: expect.stringContaining('webhook'),
  });
  slack.answers({ status: 503 });
  expect((await test('alarms')).body).toMatchObject({ isTaken: false, said: 'HTTP 503' });
  slack.answers('ok');
  await test('alarms');
  await test('notices');
});

it('Slack digest after an import of 300: one message per consignor and event, within Slack’s limits', async () => {
  await configure();
  const { db } = app.context;
  const { who: staff } = await somebody(app, ['staff']);
  const consignorId = await buildConsignor(app.context, { name: 'Ann <!channel> & Keller' });
  const games = [
    await buildNamedGame(app.context),
    await buildNamedGame(app.context),
    await buildNamedGame(app.context),
  ];
  const rows = games.flatMap(({ name, venue, local }, game) =>
    Array.from({ length: 100 }, (_, at) => ({
      inventory_id: `digest-${game}-${at}`,
      event_name: name,
      venue_name: venue,
      event_date: local,
      row: `D${at}`,
    })),
  );
  const imports = importClient(staff);
  const id = await imports.upload(
    brokerFile([...SYNC_COLUMNS, 'currency'], games[0] as (typeof games)[number], rows),
    { consignorId },
  );
  await imports.apply(id);
  const lines = () => db('notice_shared_lines').where({ channel: 'slack', kind: 'listingsSubmitted' });
  const counted = async () => (await lines()).reduce((sum, { count }) => sum + count, 0);
  await eventually('all are gathered', async () => (await counted()) === 300);
  expect(new Set((await lines()).map(({ group_key }) => group_key)).size).toBe(3);
  expect(slack.taken).toEqual([]);
  // The ten minutes are over.
  await db.raw('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE ?', [
    `notices.share/slack/${consignorId}/%`,
  ]);
  await eventually('three messages are sent', async () => slack.taken.length >= 3);
  expect(await lines()).toEqual([]);
  expect(slack.taken).toHaveLength(3);
  for (const { to, text, blocks } of slack.taken) {
    expect(to).toBe('#tickets');
    const game = games.find(({ name }) => text.includes(name));
    expect(text).toContain('Ann <!channel> & Keller: ');
    // Headings are plain text by themselves; what is Slack's markup is escaped.
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section']);
    expect(blocks[1]?.text?.text).toBe(
      `<${app.context.publicUrl}/admin/#/to-approve?consignorId=${consignorId}&eventId=${game?.eventId}|100 listings to approve>`,
    );
  }
});

it('waits as long as Slack says, and one that it refuses for good is a case until a message is taken', async () => {
  await configure();
  const { db } = app.context;
  const post = (cause: string) =>
    inTransaction(db, (trx) => postSlack(trx, 'notices', cause, slackMessage(cause, ['A line'])));
  slack.answers({ retryAfterSeconds: 1, times: 1 });
  await post('too-many');
  await eventually('it is sent later', async () =>
    Boolean(await db('slack_messages').where({ cause: 'too-many', state: 'sent', tries: 1 }).first()),
  );
  expect(slack.taken).toHaveLength(1);

  slack.answers({ error: 'channel_not_found' });
  await post('refused-1');
  await post('refused-1');
  await post('refused-2');
  const waiting = () => db('slack_messages').where({ state: 'waiting', error: 'channel_not_found' });
  await eventually('both were refused', async () => (await waiting()).length === 2);
  await db('slack_destinations')
    .where({ name: 'notices' })
    .update({ failing_since: new Date(Date.now() - 3 * 60_000) });
  const cases = async () =>
    (
      await admin.ask<{ data: Array<{ text: string; page: string }> }>(
        'GET',
        '/admin/cases?kind=channelFailed',
      )
    ).body.data;
  await eventually('it is a case', async () => (await cases()).length === 1);
  expect((await cases())[0]).toMatchObject({
    page: '/settings',
    text: expect.stringMatching(/“notices”: channel_not_found.*invite the app/),
  });
  expect((await read()).destinations[0]).toMatchObject({
    waiting: 2,
    problem: expect.stringContaining('channel'),
  });
  slack.answers('ok');
  slack.taken.length = 0;
  expect((await test('notices')).body.isTaken).toBe(true);
  await eventually('what waited is sent', async () => slack.taken.length === 3);
  await eventually('the case ends', async () => (await cases()).length === 0);
});

it('alarms say which order a fan is owed, and a destination that is removed gets nothing', async () => {
  await configure();
  const { db } = app.context;
  slack.answers({ status: 500 });
  await inTransaction(db, (trx) => postSlack(trx, 'alarms', 'alarm', slackMessage('An alarm', ['A line'])));
  await eventually('it was tried', async () =>
    Boolean(await db('slack_messages').where({ cause: 'alarm', tries: 1 }).first()),
  );
  slack.answers('ok');
  await configure({ ...usual(), alarms: none });
  await eventually('it is dropped', async () =>
    Boolean(await db('slack_messages').where({ cause: 'alarm', state: 'dropped' }).first()),
  );
  await inTransaction(db, (trx) => postSlack(trx, 'alarms', 'later', slackMessage('An alarm', [])));
  expect(await db('slack_messages').where({ cause: 'later' })).toEqual([]);
  expect(await db('slack_destinations').whereNotNull('failing_since')).toEqual([]);
});

it('gets a report that is sent by itself, where that is switched on', async () => {
  await configure({ ...usual(), reports: { way: 'channel', channel: 'C0REPORTS' } });
  const { who: finance, id } = await somebody(app, ['finance']);
  const key = () => ({ 'idempotency-key': randomUUID() });
  const report = {
    name: 'Revenue & <more>',
    report: 'revenue',
    by: 'month',
    on: 'booked',
    event: null,
    team: null,
    league: null,
    consignor: null,
    period: 'lastWeek',
    rhythm: 'weekly',
    sendDay: 1,
    recipients: [id],
  };
  const at = '/admin/scheduled-reports';
  for (const toSlack of [false, true]) {
    const made = await finance.ask<{ id: string }>('POST', at, { ...report, toSlack }, key());
    expect((await finance.ask('POST', `${at}/${made.body.id}/send`, undefined, key())).status).toBe(200);
  }
  await eventually('it is in Slack', async () => slack.taken.length > 0);
  expect(await app.context.db('slack_messages').where({ destination: 'reports' })).toHaveLength(1);
  expect(slack.taken[0]).toMatchObject({
    to: 'C0REPORTS',
    text: expect.stringMatching(/^Revenue & <more>: /),
  });
  expect(JSON.stringify(slack.taken[0])).toContain('|Open the report>');
});

it('keeps to Slack’s limits, and lets nobody write markup', () => {
  const lines = Array.from({ length: 5_000 }, (_, at) =>
    slackLink(`https://x.example/${at}`, 'a|b\n<@U1>'.repeat(20)),
  );
  const { blocks, text } = slackMessage('x'.repeat(9_000), lines, slackText('<foot>'));
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(text.length).toBeLessThanOrEqual(4_000);
  const texts = blocks.flatMap((each) => (each.type === 'context' ? each.elements : [each.text]));
  expect(Math.max(...texts.map((each) => each.text.length))).toBeLessThanOrEqual(3_000);
  expect(blocks.at(-2)).toMatchObject({ text: { text: expect.stringMatching(/^And [\d,]+ more\.$/) } });
  expect(slackText('<!channel> & <https://x|y>')).toBe('&lt;!channel&gt; &amp; &lt;https://x|y&gt;');
  expect(slackLink('https://x.example/a>b|c', 'a|b\nc')).toBe('<https://x.example/a%3Eb%7Cc|a b c>');
});
