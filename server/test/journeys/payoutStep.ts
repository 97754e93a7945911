/**
 * A process that takes one step of paying consignors, and is killed after so many statements were sent: the database is left with the
 * last one. Arguments as JSON.
 */
import pg from 'pg';
import { actors } from '../../src/openAppContext.ts';
import { createEngine } from '../../src/platform/actors/index.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { jobs } from '../../src/platform/jobs/index.ts';
import { type PayoutWork, takePayoutStep } from './payoutSteps.ts';

/** What the process does. */
export interface PayoutStep extends PayoutWork {
  url: string;
  /** It is killed once so many statements were sent. */
  killAfter: number;
}

const { url, killAfter, ...work } = JSON.parse(process.argv[2] ?? '{}') as PayoutStep;

let sent = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
  const answer = Reflect.apply(query, this, args);
  sent += 1;
  // Once the statement has left the process.
  if (sent === killAfter) setImmediate(() => process.kill(process.pid, 'SIGKILL'));
  return answer;
} as typeof query;

const db = openDatabase(url, { max: 1, onError: () => {} });
await takePayoutStep(db, createEngine(actors, jobs), work);
await db.destroy();
