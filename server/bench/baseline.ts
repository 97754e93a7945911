/**
 * The baseline: a plain SQL reservation, one transaction each (`SELECT … FOR UPDATE`, update, insert,
 * commit), by pgbench on the same database; without pgbench, by node-postgres with prepared statements.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { BenchEnvironment } from './environment.ts';

const script = (listings: number) => `\\set listing random(1, ${listings})
BEGIN;
SELECT available FROM bench_listings WHERE id = :listing FOR UPDATE;
UPDATE bench_listings SET available = available - 1 WHERE id = :listing;
INSERT INTO bench_reservations (listing_id, fan) VALUES (:listing, 'fan');
COMMIT;
`;

/** The prepared baseline. */
export interface Baseline {
  client: 'pgbench' | 'node-postgres';
  /** Transactions per second. */
  measure(listings: number, clients: number, seconds: number): Promise<number>;
}

/** Creates the baseline's tables. */
export async function prepareBaseline({ databaseUrl, app }: BenchEnvironment): Promise<Baseline> {
  await app.db.raw(`
    CREATE TABLE IF NOT EXISTS bench_listings (id int PRIMARY KEY, available int NOT NULL CHECK (available >= 0));
    CREATE TABLE IF NOT EXISTS bench_reservations (id bigserial PRIMARY KEY, listing_id int NOT NULL, fan text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
    INSERT INTO bench_listings SELECT i, 1000000000 FROM generate_series(1, 1000) i ON CONFLICT DO NOTHING`);
  const hasPgbench = spawnSync('pgbench', ['--version']).status === 0;
  return hasPgbench
    ? { client: 'pgbench', measure: async (...args) => byPgbench(databaseUrl, ...args) }
    : { client: 'node-postgres', measure: (...args) => byNode(databaseUrl, ...args) };
}

function byPgbench(databaseUrl: string, listings: number, clients: number, seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  const file = join(folder, 'reserve.sql');
  writeFileSync(file, script(listings));
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    String(seconds),
    '-f',
    file,
    databaseUrl,
  ];
  const { stdout, stderr, status } = spawnSync('pgbench', args, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const match = /tps = ([\d.]+)/.exec(stdout);
  if (status !== 0 || !match) throw new Error(`pgbench failed: ${stderr}`);
  return Number(match[1]);
}

async function byNode(
  databaseUrl: string,
  listings: number,
  clients: number,
  seconds: number,
): Promise<number> {
  const opened = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      return client;
    }),
  );
  let count = 0;
  const endsAt = performance.now() + seconds * 1000;
  await Promise.all(
    opened.map(async (client) => {
      while (performance.now() < endsAt) {
        const listing = 1 + Math.floor(Math.random() * listings);
        await client.query('BEGIN');
        await client.query({
          name: 'lock',
          text: 'SELECT available FROM bench_listings WHERE id = $1 FOR UPDATE',
          values: [listing],
        });
        await client.query({
          name: 'take',
          text: 'UPDATE bench_listings SET available = available - 1 WHERE id = $1',
          values: [listing],
        });
        await client.query({
          name: 'note',
          text: `INSERT INTO bench_reservations (listing_id, fan) VALUES ($1, 'fan')`,
          values: [listing],
        });
        await client.query('COMMIT');
        count++;
      }
    }),
  );
  await Promise.all(opened.map((client) => client.end()));
  return count / seconds;
}

/** The client count at which the baseline is fastest. */
export async function bestClients(baseline: Baseline, listings: number): Promise<number> {
  let best = { clients: 0, rate: 0 };
  for (const clients of [4, 8, 16, 32, 64]) {
    const rate = await baseline.measure(listings, clients, 2);
    if (rate > best.rate) best = { clients, rate };
  }
  return best.clients;
}
