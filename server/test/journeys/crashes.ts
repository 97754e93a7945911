/**
 * kill -9 between two steps of hold → pay → paid. The fan's browser only repeats requests with its stored keys; another
 * process takes over. Every time: one payment, its tickets, one email, and the ledger equals the sandbox's totals.
 */
import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { openAppContext } from '../../src/openAppContext.ts';
import { sandboxKeys } from '../../src/paymentService.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { CrashPoint } from '../../src/platform/crashPoint.ts';
import { createLogger } from '../../src/platform/logging.ts';
import { verify } from '../../src/verify/verify.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { eventually, Fan } from '../fan.ts';
import { testSecret } from '../runningApp.ts';
import { compareWithSandbox } from '../sandboxTotals.ts';
import { testPort } from '../testPort.ts';
import { type CrashingProcess, type Ending, startCrashing } from './crashingProcess.ts';

let database: TestDatabase;
let app: AppContext;
let sandbox: Sandbox;
let mailServer: SMTPServer;
/** The Message-ID of each received email. */
const receivedEmails: string[] = [];
let env: Record<string, string>;

async function openMarket(): Promise<void> {
  receivedEmails.length = 0;
  database = await testDatabase();
  const port = await testPort();
  sandbox = await startSandbox({
    ...sandboxKeys,
    databaseUrl: database.url,
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/stripe`,
  });
  mailServer = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (bytes: Buffer) => {
        text += bytes;
      });
      stream.on('end', () => {
        receivedEmails.push(/^message-id: (.+)$/im.exec(text)?.[1] ?? 'none');
        done();
      });
    },
  });
  const mailPort = await testPort();
  await new Promise<void>((resolve) => mailServer.listen(mailPort, '127.0.0.1', () => resolve()));
  env = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    STRIPE_SECRET_KEY: sandboxKeys.secretKey,
    STRIPE_PUBLISHABLE_KEY: sandboxKeys.publishableKey,
    STRIPE_WEBHOOK_SECRET: sandboxKeys.webhookSecret,
    STRIPE_API_BASE: sandbox.url,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    LOG_LEVEL: 'silent',
  };
  app = openAppContext(readConfig(env), {
    databaseUrl: database.url,
    publicUrl: env.PUBLIC_URL as string,
    secret: testSecret,
    log: createLogger('silent', 'test'),
  });
  await buildPercentages(app, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
}

async function closeMarket(): Promise<void> {
  await new Promise<void>((resolve) => mailServer.close(() => resolve()));
  await sandbox.close();
  await app.db.destroy();
  await database.drop();
}

async function startProcess(point: CrashPoint | null): Promise<CrashingProcess> {
  const started = startCrashing(env, point);
  await started.readyOrEnded;
  return started;
}

/** How long a killed process may take to come back, ms, on a slow and busy machine. */
const patienceMs = 120_000;

/** Repeats a request with the same key until there is a response, while the process is down. */
async function retryUntilAnswered<T extends { status: number }>(ask: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      const answer = await ask();
      if (answer.status < 500) return answer;
      if (performance.now() > deadline) throw new Error(`${answer.status} for ${patienceMs} ms`);
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function survives(point: CrashPoint): Promise<void> {
  const listing = await buildListing(app, { seats: [1, 2, 3, 4] });
  const mailsBefore = receivedEmails.length;
  let running = await startProcess(point);
  let over = false;
  onTestFinished(async () => {
    over = true;
    await running.kill();
  });
  const endings: Ending[] = [];
  const revived = running.ended.then(async (ending) => {
    endings.push(ending);
    if (!over) running = await startProcess(null);
  });
  revived.catch(() => undefined);

  const buyer = new Fan({ url: env.PUBLIC_URL as string, sandboxUrl: sandbox.url });
  // A first visit sets the cookie before the hold, so that a lost response loses nothing.
  const other = await buildListing(app);
  if (!point.startsWith('hold')) await retryUntilAnswered(() => buyer.ask('GET', '/reservations/current'));
  const holdKey = randomUUID();
  const payKey = randomUUID();
  const held = await retryUntilAnswered(() => buyer.hold(listing.id, 2, {}, holdKey));
  expect([held.status, other.id !== '']).toEqual([201, true]);
  const token = await buyer.token('4242424242424242');
  const paid = await retryUntilAnswered(() =>
    buyer.ask(
      'POST',
      `/reservations/${held.body.id}/payments`,
      { confirmationTokenId: token },
      { 'idempotency-key': payKey },
    ),
  );
  expect(paid.status).toBe(202);
  const isPaid = async () =>
    (await app.db('reservations').where({ id: held.body.id }).first()).state === 'paid';
  await eventually('the order is paid', isPaid, undefined, async () =>
    JSON.stringify([endings, running.ending]),
  );
  const isSent = async () =>
    (await app.db('emails').where({ reservation_id: held.body.id }).first())?.state === 'sent';
  await eventually('the email is sent', isSent);
  await eventually('the webhooks came', async () => {
    const [row] = await app.db('stripe_events').where({ type: 'payment_intent.succeeded' }).count();
    const [payments] = await app.db('payments').where({ state: 'settled.succeeded' }).count();
    return Number(row?.count) >= Number(payments?.count);
  });

  expect(endings).toMatchObject([{ signal: 'SIGKILL' }]);
  await revived;
  expect(await app.db('payments').where({ reservation_id: held.body.id })).toHaveLength(1);
  // A fan whose first response was lost, cookie and all, is the same fan by the key of the hold.
  expect(await listingCounts(app, listing.id)).toMatchObject({ sold: 2, held: 0 });
  expect(await verify(app.db, app.engine)).toEqual([]);
  expect(await compareWithSandbox(app.db, sandbox.url)).toEqual([]);
  // An email is sent at least once; a crash between sending and marking sends it twice, with the same Message-ID. The
  // process may also be sending it while it crashes elsewhere.
  const emails = receivedEmails.slice(mailsBefore);
  expect(new Set(emails).size).toBe(1);
  if (point === 'mail: sent, not marked') expect(emails).toHaveLength(2);
}

/** A test for each of these crash points, on one database. */
export function testCrashes(points: readonly CrashPoint[]): void {
  beforeAll(openMarket);
  afterAll(closeMarket);
  it.each(points)('%s', { timeout: 600_000 }, survives);
}
