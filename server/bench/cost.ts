/** What operations cost: figures that wander less than rates do on a machine that does other work too. */
import type { Database } from '../src/platform/db/index.ts';
import { type CpuTimes, cpuOf, databaseCpu } from './cpu.ts';
import type { Part, Processes } from './environment.ts';

/** Who uses the processor. */
export type Payer = Part | 'database' | 'load';

/** What a number of operations cost. */
export interface Cost {
  operations: number;
  /** Milliseconds. */
  cpu: Record<Payer, CpuTimes>;
  /** Transactions that wrote, those of jobs and of the gateway among them. */
  transactions: number;
  /** Bytes of the database's log. */
  logBytes: number;
}

interface Meter {
  cpu: Record<Payer, CpuTimes>;
  transactions: number;
  logBytes: number;
}

async function read(db: Database, { pids }: Processes): Promise<Meter> {
  const { user, system } = process.cpuUsage();
  const [{ transactions, log }] = (
    await db.raw(`SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS transactions,
      (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint AS log`)
  ).rows;
  return {
    cpu: {
      web: cpuOf(pids.web),
      worker: cpuOf(pids.worker),
      gateway: cpuOf(pids.gateway),
      database: await databaseCpu(db),
      load: { user: user / 1000, system: system / 1000 },
    },
    transactions,
    logBytes: log,
  };
}

/**
 * Does the work and reads what it cost.
 * @param countOf how many operations the result stands for
 */
export async function withCost<Result>(
  db: Database,
  processes: Processes,
  work: () => Promise<Result>,
  countOf: (result: Result) => number,
): Promise<{ result: Result; cost: Cost }> {
  const before = await read(db, processes);
  const result = await work();
  const after = await read(db, processes);
  const used = (payer: Payer): CpuTimes => ({
    user: after.cpu[payer].user - before.cpu[payer].user,
    system: after.cpu[payer].system - before.cpu[payer].system,
  });
  return {
    result,
    cost: {
      operations: countOf(result),
      cpu: {
        web: used('web'),
        worker: used('worker'),
        gateway: used('gateway'),
        database: used('database'),
        load: used('load'),
      },
      transactions: after.transactions - before.transactions,
      logBytes: after.logBytes - before.logBytes,
    },
  };
}

/** The sum of rounds. */
export function sumOfCosts(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => number) => costs.reduce((all, cost) => all + of(cost), 0);
  const times = (payer: Payer): CpuTimes => ({
    user: sum(({ cpu }) => cpu[payer].user),
    system: sum(({ cpu }) => cpu[payer].system),
  });
  return {
    operations: sum(({ operations }) => operations),
    cpu: {
      web: times('web'),
      worker: times('worker'),
      gateway: times('gateway'),
      database: times('database'),
      load: times('load'),
    },
    transactions: sum(({ transactions }) => transactions),
    logBytes: sum(({ logBytes }) => logBytes),
  };
}

const total = ({ user, system }: CpuTimes) => user + system;
/** Milliseconds of web, worker and database for one operation. */
export const ownMsOf = ({ operations, cpu }: Cost): number =>
  (total(cpu.web) + total(cpu.worker) + total(cpu.database)) / operations;

/** A line of it, for one operation: `web 3.12 ms (0.90 system), …; 4.1 transactions, 9.8 kB of log`. */
export function costText(cost: Cost): string {
  const each = (value: number) => (value / cost.operations).toFixed(2);
  const payers = (Object.keys(cost.cpu) as Payer[])
    .filter((payer) => total(cost.cpu[payer]) > 0)
    .map((payer) => `${payer} ${each(total(cost.cpu[payer]))} ms (${each(cost.cpu[payer].system)} system)`);
  return `${payers.join(', ')}; ${each(cost.transactions)} transactions, ${each(cost.logBytes / 1000)} kB of log`;
}
