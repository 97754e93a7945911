/**
 * A process that takes one step of paying consignors, and is killed after so many statements were sent: the database is left with the
 * last one. Arguments as JSON.
 */
import pg from 'pg';
import { makeFile, settleFile } from '../../src/bankFiles/index.ts';
import { actors } from '../../src/openAppContext.ts';
import { approveRun, makeRun } from '../../src/payouts/index.ts';
import { createEngine } from '../../src/platform/actors/index.ts';
import { inTransaction, openDatabase, type Trx } from '../../src/platform/db/index.ts';
import { jobs } from '../../src/platform/jobs/index.ts';

/** What the process does. */
export interface PayoutStep {
  url: string;
  secret: string;
  step: 'make' | 'approve' | 'file' | 'settle';
  /** The run, or the file that is settled. */
  id: string;
  /** The day on which the file pays, or has paid. */
  day: string;
  /** It is killed once so many statements were sent. */
  killAfter: number;
}

const { url, secret, step, id, day, killAfter } = JSON.parse(process.argv[2] ?? '{}') as PayoutStep;

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
const engine = createEngine(actors, jobs);
const by = (name: string) => ({ by: name, requestId: null });
const steps = {
  make: (trx: Trx) => makeRun(trx, engine, { minimum: 1, note: null }, by('maker')),
  approve: (trx: Trx) => approveRun(trx, engine, id, by('approver')),
  file: (trx: Trx) => makeFile(trx, engine, { secret, runId: id, paysOn: day }, by('maker')),
  settle: (trx: Trx) => settleFile(trx, engine, id, day, by('maker')),
};
await inTransaction(db, async (trx) => {
  await steps[step](trx);
});
await db.destroy();
