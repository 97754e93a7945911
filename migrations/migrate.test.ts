/** Migrations that are stopped, that fail and that run concurrently; and databases with other steps. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { MigrationError, migrateToLatest, type NamedStep, steps } from './index.ts';
import { firstStep } from './slowStep.fixture.ts';

let url: string;
let client: pg.Client;
const children: ChildProcess[] = [];

async function administer(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('testServer').adminUrl });
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}

let name: string;
beforeEach(async () => {
  const { adminUrl, prefix } = inject('testServer');
  name = `${prefix}_${randomBytes(4).toString('hex')}`;
  await administer(`CREATE DATABASE ${name}`);
  const own = new URL(adminUrl);
  own.pathname = `/${name}`;
  url = own.href;
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await client.end();
  await administer(`DROP DATABASE ${name} WITH (FORCE)`);
});

const recorded = async () =>
  (await client.query('SELECT name FROM migrations ORDER BY id')).rows.map((r) => r.name);
const exists = async (table: string) =>
  (await client.query('SELECT to_regclass($1) IS NOT NULL AS found', [table])).rows[0].found as boolean;
const creates = (table: string): NamedStep['1'] => ({
  up: async (db) => void (await db.raw(`CREATE TABLE ${table} (id int)`)),
});

/** A process in the middle of its second step. */
async function inSlowStep(kind: 'inTransaction' | 'withoutTransaction'): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'slowStep.fixture.ts');
  const env = { ...process.env, DATABASE_URL: url };
  const child = spawn(process.execPath, [script, kind], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  children.push(child);
  const sleeping = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(600)' AND state = 'active'
    AND pid <> pg_backend_pid()`;
  while ((await client.query(sleeping)).rowCount === 0) {
    if (child.exitCode !== null) throw new Error(`the process ended with ${child.exitCode}`);
    await delay(20);
  }
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('a run that is killed', () => {
  it('leaves nothing of its step, and the next run continues with it', async () => {
    await killed(await inSlowStep('inTransaction'));
    await migrateToLatest(url, { steps: [firstStep, ['second_001', creates('second')]] });
    expect(await recorded()).toEqual(['first_001', 'second_001']);
    expect(await exists('second')).toBe(true);
  });

  it('leaves knex’s lock behind in a step without a transaction, and the next run releases it', async () => {
    await killed(await inSlowStep('withoutTransaction'));
    expect((await client.query('SELECT is_locked FROM migrations_lock')).rows).toEqual([{ is_locked: 1 }]);
    const again: NamedStep['1'] = {
      config: { transaction: false },
      up: async (db) => void (await db.raw('CREATE TABLE IF NOT EXISTS second (id int)')),
    };
    await migrateToLatest(url, { steps: [firstStep, ['second_001', again]] });
    expect(await recorded()).toEqual(['first_001', 'second_001']);
    expect((await client.query('SELECT is_locked FROM migrations_lock')).rows).toEqual([{ is_locked: 0 }]);
  });

  it('keeps the steps before it', async () => {
    await killed(await inSlowStep('inTransaction'));
    expect(await recorded()).toEqual(['first_001']);
    expect(await exists('first')).toBe(true);
    expect(await exists('second')).toBe(false);
  });
});

describe('two concurrent runs', () => {
  it('run each step once, and both succeed', async () => {
    await Promise.all([1, 2, 3].map(() => migrateToLatest(url)));
    expect(await recorded()).toEqual(steps.map(([each]) => each));
  });

  it('wait for each other and log it', async () => {
    const slow = await inSlowStep('inTransaction');
    const { promise: waits, resolve: log } = Promise.withResolvers<string>();
    const second = migrateToLatest(url, { steps: [firstStep, ['second_001', creates('second')]], log });
    expect(await waits).toBe('Another process is migrating this database: waiting for it.');
    expect(await recorded()).toEqual(['first_001']);
    await killed(slow);
    await second;
    expect(await recorded()).toEqual(['first_001', 'second_001']);
  });
});

it('a failing step is named, leaves nothing, and runs after it is corrected', async () => {
  const broken: NamedStep = [
    'second_001',
    { up: async (db) => void (await db.raw('CREATE TABLE second (id int); SELECT 1 / 0')) },
  ];
  const failing = migrateToLatest(url, { steps: [firstStep, broken, ['third_001', creates('third')]] });
  await expect(failing).rejects.toThrow('The step second_001 failed: ');
  expect(await recorded()).toEqual(['first_001']);
  expect(await exists('second')).toBe(false);
  expect(await exists('third')).toBe(false);
  await migrateToLatest(url, {
    steps: [firstStep, ['second_001', creates('second')], ['third_001', creates('third')]],
  });
  expect(await recorded()).toEqual(['first_001', 'second_001', 'third_001']);
});

describe('a database with other steps', () => {
  it('from before the baselines is refused with the remedy, unchanged', async () => {
    await migrateToLatest(url, { steps: [['platform_001_actors', creates('transitions')]] });
    const refused = migrateToLatest(url);
    await expect(refused).rejects.toThrow(MigrationError);
    await expect(refused).rejects.toThrow(/platform_001_actors.*npm run demo:reset/);
    expect(await recorded()).toEqual(['platform_001_actors']);
  });

  it('from a newer version is refused, naming its steps', async () => {
    await migrateToLatest(url, { steps: [...steps, ['ledger_999_later', creates('later')]] });
    await expect(migrateToLatest(url)).rejects.toThrow(/newer version .*ledger_999_later/);
  });
});
