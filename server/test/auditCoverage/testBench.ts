/**
 * A whole running application with a signed-in person of each role, whose tables can be compared before and
 * after.
 */
import { randomUUID } from 'node:crypto';
import { type Role, roles } from '@holdfast/shared/accounts';
import { addPerson } from '../../src/accounts/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { type Database, inTransaction, query } from '../../src/platform/db/index.ts';
import { buildConsignor, buildPercentages } from '../factories/consignors.ts';
import { startFakeTelegram } from '../fakeTelegram.ts';
import { type Answer, eventually, Fan } from '../fan.ts';
import { lookedOver } from '../lookedOver.ts';
import { startTestApp, type TestApp } from '../runningApp.ts';
import { testPort } from '../testPort.ts';

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
  ...[
    'receipts',
    'receipt_series',
    'actor_stays',
    'actor_stays_folded',
    'transition_numbers',
    'transition_numbering',
  ],
  // The worker sends them, and tries again what nobody took.
  ...['webhooks', 'webhook_attempts'],
  // The worker makes them of what the log says.
  ...['notices', 'notice_place', 'notice_sendings', 'notice_shared_lines'],
  // The worker that asks Telegram for updates claims the bot, and chats write to it.
  'telegram_settings',
  // The worker sends to them.
  ...['slack_messages', 'slack_destinations'],
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
 * payment whose fan is at their bank is asked about every 30 seconds. `t` is the row.
 */
const compared: Readonly<Record<string, { rows?: string; columns?: string }>> = {
  payments: { rows: `t.state <> 'open.requiresAction'` },
  transitions: { rows: `t.by <> 'clock' AND t.actor_type <> 'webhook'` },
  timers: { rows: `t.actor_type NOT IN ('payment', 'webhook')` },
  webhook_endpoints: { columns: 'ROW(t.id, t.name, t.key_id, t.disabled_at, t.removed_at, t.version)' },
  emails: { rows: `t.kind <> 'consignorNews'` },
  consignor_notifications: { columns: 'ROW(t.cause, t.listing_id, t.kind, t.facts, t.at)' },
};
/** Payment states in which Stripe is being called. */
const underWay = ['confirming', 'authorized', 'capturing', 'voiding'].map((state) => `open.${state}`);

/** Starts the application. */
export async function openBench(): Promise<Bench> {
  // Nobody listens at the discard port: what asks a feed is answered at once that nothing came.
  const sandboxPort = String(await testPort());
  const telegram = await startFakeTelegram();
  const running = await startTestApp({
    ...telegram.env,
    SKYBOX_API_BASE: 'http://127.0.0.1:9',
    SANDBOX_PORT: sandboxPort,
    // Keys that an administrator gives are the sandbox's too.
    STRIPE_API_BASE: `http://127.0.0.1:${sandboxPort}`,
  });
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
  const tableHashes = await hashesOf(context);
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
    tableHashes,
    async close() {
      await running.close();
      telegram.close();
    },
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
  await lookedOver(app);
}

/**
 * @returns the reader of the hashes. A trigger on each table notes which of them were written to, and only those are hashed
 *   anew: hashing all rows of all tables each time, or asking all of them who wrote them last, took most of these tests.
 */
async function hashesOf({ db }: AppContext): Promise<() => Promise<Record<string, string>>> {
  const names = await comparedTables(db);
  await db.raw(noteWrites(names));
  const known: Record<string, string> = {};
  return () =>
    inTransaction(db, async (trx) => {
      const written = await query<{ name: string }>(
        trx,
        'WITH noted AS (DELETE FROM audit_bench.written RETURNING name) SELECT DISTINCT name FROM noted ORDER BY name',
      );
      if (written.length > 0) {
        const hashed = await query<Said>(trx, unionOf(written.map(({ name }) => name)));
        for (const { name, said } of hashed) known[name] = said;
      }
      return { ...known };
    });
}

/** SQL: each statement that writes to one of these tables notes its name in the same transaction; all are noted once at first. */
const noteWrites = (names: string[]) => `
  CREATE SCHEMA audit_bench;
  CREATE UNLOGGED TABLE audit_bench.written (name text NOT NULL);
  CREATE FUNCTION audit_bench.note() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO audit_bench.written VALUES (TG_TABLE_NAME); RETURN NULL; END';
  ${names
    .map(
      (name) => `CREATE TRIGGER audit_bench_notes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "${name}"
        FOR EACH STATEMENT EXECUTE FUNCTION audit_bench.note();
        INSERT INTO audit_bench.written VALUES ('${name}');`,
    )
    .join('\n')}`;

const comparedTables = (db: Database): Promise<string[]> =>
  db('pg_tables')
    .where({ schemaname: 'public' })
    .whereNotIn('tablename', volatileTables)
    // A job adds up entries every minute; all tables of that room are sums.
    .whereNot('tablename', 'like', 'accounting\\_%')
    .orderBy('tablename')
    .pluck('tablename');

interface Said {
  name: string;
  said: string;
}
/** SQL: a hash of the compared rows of each of these tables. */
const unionOf = (names: string[]) =>
  names
    .map(
      (name) =>
        `SELECT '${name}' AS name, concat(${contentHash(name)}) AS said FROM "${name}" t WHERE ${compared[name]?.rows ?? 'true'}`,
    )
    .join(' UNION ALL ');
const contentHash = (name: string) =>
  `count(*), ' rows ', sum(hashtextextended(${compared[name]?.columns ?? 't'}::text, 0)::numeric)`;
