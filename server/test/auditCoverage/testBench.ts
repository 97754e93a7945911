/**
 * A whole running application with a signed-in person of each role, whose tables can be compared before and
 * after.
 */
import { randomUUID } from 'node:crypto';
import { type Role, roles } from '@holdfast/shared/accounts';
import { addPerson } from '../../src/accounts/index.ts';
import { lookForCases } from '../../src/cases/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { buildConsignor, buildPercentages } from '../factories/consignors.ts';
import { type Answer, eventually, Fan } from '../fan.ts';
import { startTestApp, type TestApp } from '../runningApp.ts';

/** The running application of the audit cases. */
export interface Bench {
  running: TestApp;
  app: AppContext;
  nobody: Fan;
  as(role: Role): Fan;
  personId(role: Role): string;
  /** Sends a request as a role with a new key. @throws Error when it is refused */
  does<T>(role: Role, method: string, path: string, body?: unknown): Promise<T>;
  /** Waits until no job is due and no payment is under way. */
  idle(): Promise<void>;
  /** A hash of all rows of each table. */
  tableHashes(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** Heartbeats are written all the time, and webhooks arrive at any time. */
const volatileTables = [
  'heartbeats',
  'stripe_events',
  // A job reads the market's prices.
  'market_prices',
  // Jobs of each minute issue and fold them, whoever asks for what.
  ...['receipts', 'receipt_series', 'actor_stays', 'actor_stays_folded'],
  // Every refusal is gathered here.
  'security_events',
  // Until when the causes of cases were looked over.
  'case_looks',
  // A feed that is asked counts the request, whatever comes.
  ...['feed_budgets', 'rate_limits'],
  // What a preview froze is kept for an hour, and changes no listing.
  'frozen_views',
  // A job adds up holds every minute, whoever asks for what.
  ...['hold_counts', 'event_sales', 'listing_sales', 'event_freezes'],
];
/**
 * What is compared of tables that the clock writes to as well: consignors' emails go out minutes after what they tell of, and a
 * payment whose fan is at their bank is asked about every 30 seconds.
 */
const compared: Readonly<Record<string, string>> = {
  payments: `(SELECT * FROM payments WHERE state <> 'open.requiresAction')`,
  transitions: `(SELECT * FROM transitions WHERE by <> 'clock')`,
  timers: `(SELECT * FROM timers WHERE actor_type <> 'payment')`,
  emails: `(SELECT * FROM emails WHERE kind <> 'consignorNews')`,
  consignor_notifications: '(SELECT cause, listing_id, kind, facts, at FROM consignor_notifications)',
};
/** Payment states in which Stripe is being called. */
const underWay = ['confirming', 'authorized', 'capturing', 'voiding'].map((state) => `open.${state}`);

/** Starts the application. */
export async function openBench(): Promise<Bench> {
  // Nobody listens at the discard port: what asks a feed is answered at once that nothing came.
  const running = await startTestApp({ SKYBOX_API_BASE: 'http://127.0.0.1:9' });
  const { context } = running;
  await buildPercentages(context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  const people = new Map<Role, { who: Fan; id: string }>();
  for (const role of roles) {
    const email = `${role}-${randomUUID()}@example.com`;
    const { id } = await addPerson(context.db, {
      name: `Some ${role}`,
      email,
      password: 'a long enough one',
      roles: [role],
      consignorId: role === 'consignor' ? await buildConsignor(context) : null,
    });
    const who = new Fan(running);
    await who.signIn(email, 'a long enough one');
    people.set(role, { who, id });
  }
  const personOf = (role: Role) => people.get(role) as { who: Fan; id: string };
  return {
    running,
    app: context,
    nobody: new Fan(running),
    as: (role) => personOf(role).who,
    personId: (role) => personOf(role).id,
    async does<T>(role: Role, method: string, path: string, body?: unknown) {
      const answer: Answer<T> = await personOf(role).who.ask<T>(method, path, body, ownKey());
      if (answer.status >= 300)
        throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    idle: () => restOf(context),
    tableHashes: () => standingOf(context),
    close: () => running.close(),
  };
}

/** A header with a new idempotency key. */
export const ownKey = () => ({ 'idempotency-key': randomUUID() });

async function restOf(app: AppContext): Promise<void> {
  const { db } = app;
  const busy = async () => {
    const { rows } = await db.raw<{ rows: unknown[] }>(
      `SELECT 1 FROM graphile_worker._private_jobs WHERE run_at <= now() AND attempts < max_attempts
       UNION ALL SELECT 1 FROM payments WHERE state = ANY (?) UNION ALL SELECT 1 FROM refunds WHERE state LIKE 'sending%'`,
      [underWay],
    );
    return rows.length > 0;
  };
  await eventually('every job that is due is done', async () => !(await busy()));
  // What it left for a person has its case.
  await eventually('the causes are looked over', async () => (await lookForCases(app)) !== null);
}

async function standingOf({ db }: AppContext): Promise<Record<string, string>> {
  const { rows: tables } = await db.raw<{ rows: Array<{ tablename: string }> }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY (?) ORDER BY tablename`,
    [volatileTables],
  );
  const { rows } = await db.raw<{ rows: Array<{ name: string; hash: string }> }>(
    tables
      .map(
        ({ tablename: name }) =>
          `SELECT '${name}' AS name, count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS hash FROM ${compared[name] ?? `"${name}"`} t`,
      )
      .join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
