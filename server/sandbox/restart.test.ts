import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { onTestClock } from '../test/testClock.ts';
import { SandboxInUse, startSandbox } from './index.ts';
import {
  cardToken,
  charge12500,
  type Endpoint,
  openEndpoint,
  postCard,
  publishableKey,
  refusalOf,
  sdk,
  secretKey,
  validCard,
  webhookSecret,
} from './testGateway.ts';

let database: TestDatabase;
let endpoint: Endpoint;
const children = new Set<ChildProcessByStdio<null, Readable, null>>();

beforeAll(async () => {
  database = await testDatabase();
  endpoint = await openEndpoint();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await endpoint.close();
  await database.drop();
});

const main = fileURLToPath(new URL('main.ts', import.meta.url));

async function startProcess(webhookUrl?: string) {
  const child = spawn(
    process.execPath,
    [
      ...onTestClock,
      main,
      '--database-url',
      database.url,
      '--secret-key',
      secretKey,
      '--publishable-key',
      publishableKey,
      '--webhook-secret',
      webhookSecret,
      ...(webhookUrl === undefined ? [] : ['--webhook-url', webhookUrl]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.add(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: (JSON.parse(line.toString()) as { url: string }).url };
}

async function end(
  child: ChildProcessByStdio<null, Readable, null>,
  signal: 'SIGKILL' | 'SIGTERM',
): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  children.delete(child);
  return code;
}

test('acknowledged changes survive kill -9: payments, responses, tokens, deadlines and webhooks', async () => {
  const first = await startProcess();
  const before = sdk(first.url);
  const unused = await cardToken(first.url, '5555555555554444');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      before.paymentIntents.create(
        { ...charge12500, payment_method: 'pm_card_visa' },
        { idempotencyKey: `key ${index}` },
      ),
    ),
  );
  const captured = await before.paymentIntents.capture(answers[0]!.id);
  await before.refunds.create({ payment_intent: captured.id, amount: 500 });
  await end(first.child, 'SIGKILL');

  const second = await startProcess(endpoint.url);
  const after = sdk(second.url);
  const [, held] = answers;
  expect(await after.paymentIntents.retrieve(captured.id)).toEqual(captured);
  expect(
    await after.paymentIntents.create(
      { ...charge12500, payment_method: 'pm_card_visa' },
      { idempotencyKey: 'key 1' },
    ),
  ).toEqual(held);
  expect((await after.balance.retrieve()).available).toMatchObject([
    { amount: 12_000 - 393, currency: 'usd' },
  ]);
  expect((await after.paymentIntents.create({ ...charge12500, confirmation_token: unused })).status).toBe(
    'requires_capture',
  );
  const headers = { Authorization: `Bearer ${secretKey}` };
  await fetch(`${second.url}/sandbox/deliver`, { method: 'POST', headers });
  // 51 authorizations, one capture, and two events of the refund.
  expect(new Set(endpoint.received.map(({ id }) => id)).size).toBe(54);
  await fetch(`${second.url}/sandbox/clock`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ advanceMs: 8 * 86_400_000 }),
  });
  expect((await after.paymentIntents.retrieve(held!.id)).status).toBe('canceled');
  expect(await end(second.child, 'SIGTERM')).toBe(0);

  const third = await startProcess(endpoint.url);
  const clock = (await (await fetch(`${third.url}/sandbox/clock`, { headers })).json()) as {
    offsetMs: number;
  };
  expect(clock.offsetMs).toBe(8 * 86_400_000);
  expect(await end(third.child, 'SIGTERM')).toBe(0);
});

const options = () => ({
  databaseUrl: database.url,
  schema: 'another',
  secretKey,
  publishableKey,
  webhookSecret,
});

test('a second gateway on the same schema refuses to start with the reason', async () => {
  const sandbox = await startSandbox(options());
  const second = startSandbox({ ...options(), lockWaitMs: 0 });
  await expect(second).rejects.toThrow(SandboxInUse);
  await expect(second).rejects.toThrow('another sandbox gateway already runs on the schema "another"');
  await sandbox.close();
  await (await startSandbox(options())).close();
});

test('records that were evicted from memory are read again', async () => {
  const sandbox = await startSandbox({ ...options(), schema: 'small', maxRecords: 3 });
  const stripe = sdk(sandbox.url);
  const ids: string[] = [];
  for (let count = 0; count < 20; count += 1) {
    ids.push((await stripe.paymentIntents.create({ ...charge12500, payment_method: 'pm_card_visa' })).id);
  }
  await Promise.all(ids.map((id) => stripe.paymentIntents.capture(id)));
  for (const id of ids) expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(12_500);
  const error = await refusalOf(stripe.paymentIntents.capture(ids[0]!));
  expect(error.code).toBe('payment_intent_unexpected_state');
  await sandbox.close();
});

test('a lost database connection is restored, and no acknowledged change is lost', async () => {
  const sandbox = await startSandbox({ ...options(), schema: 'shaken' });
  const stripe = sdk(sandbox.url);
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const cut = () =>
    admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sandbox gateway'",
    );
  const ids: string[] = [];
  for (let count = 0; count < 10; count += 1) {
    const calls = Array.from({ length: 5 }, () =>
      stripe.paymentIntents.create({ ...charge12500, payment_method: 'pm_card_visa' }),
    );
    await cut();
    for (const { id } of await Promise.all(calls)) ids.push(id);
  }
  const stored = await admin.query("SELECT id FROM shaken.records WHERE kind = 'payment'");
  expect(stored.rows.map(({ id }) => id).sort()).toEqual([...ids].sort());

  // Another process owned the schema meanwhile: memory may be outdated, so nothing is written any more.
  await admin.query("UPDATE shaken.owner SET token = 'somebody else'");
  await cut();
  const refused = await refusalOf(
    sdk(sandbox.url, undefined, 0).paymentIntents.create({ ...charge12500, payment_method: 'pm_card_visa' }),
  );
  expect(refused.statusCode).toBe(500);
  expect(
    (await admin.query("SELECT count(*)::int AS count FROM shaken.records WHERE kind = 'payment'")).rows,
  ).toEqual([{ count: 50 }]);
  await sandbox.close();
  await admin.end();
});

test('text that PostgreSQL cannot store does not stop the gateway', async () => {
  const sandbox = await startSandbox({ ...options(), schema: 'strange' });
  const token = await cardToken(sandbox.url, '4242424242424242', { name: 'A\0\ud800' });
  const paid = await sdk(sandbox.url).paymentIntents.create({
    ...charge12500,
    confirmation_token: token,
    description: 'nothing\0here',
    metadata: { a: '\\u0000 "quoted" \n 🎫' },
    expand: ['payment_method'],
  });
  expect(paid).toMatchObject({ description: 'nothinghere', metadata: { a: '\\u0000 "quoted" \n 🎫' } });
  await sandbox.close();
});

test('closes although its database is gone, and acknowledges nothing', async () => {
  const lost = await testDatabase();
  const failing = Promise.withResolvers<void>();
  const sandbox = await startSandbox({
    ...options(),
    databaseUrl: lost.url,
    closeWithinMs: 200,
    log: (_, message) => {
      if (message.includes('a write failed')) failing.resolve();
    },
  });
  await cardToken(sandbox.url, '4242424242424242');
  await lost.drop();
  const waiting = postCard(sandbox.url, validCard).then(
    ({ status }) => status,
    () => null,
  );
  await failing.promise;
  await sandbox.close();
  expect(await waiting).not.toBe(200);
});
