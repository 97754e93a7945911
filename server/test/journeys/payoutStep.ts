/**
 * A process that takes one step of paying consignors, and is killed after so many statements were sent: the database is left with the
 * last one. Arguments as JSON.
 */
import pg from 'pg';
import { makeFile, settleFile } from '../../src/bankFiles/index.ts';
import { actors } from '../../src/openAppContext.ts';
import { beginApproval, beginRun, workRun } from '../../src/payouts/index.ts';
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
const transaction = (what: (trx: Trx) => Promise<unknown>) =>
  inTransaction(db, async (trx) => {
    await what(trx);
  });
/** A run is begun once; whoever takes the step again goes on with it, as the job does. */
const newest = () => db('payout_runs').orderBy('id', 'desc').first();
async function goOn(isBegun: boolean, begin: (trx: Trx) => Promise<unknown>): Promise<void> {
  if (!isBegun) await transaction(begin);
  await workRun({ db, engine }, (await newest()).id);
}
const steps = {
  make: async () =>
    goOn((await newest()) !== undefined, (trx) =>
      beginRun(trx, engine, { minimum: 1, note: null }, by('maker')),
    ),
  approve: async () =>
    goOn((await newest()).approved_at !== null, (trx) => beginApproval(trx, engine, id, by('approver'))),
  file: () => transaction((trx) => makeFile(trx, engine, { secret, runId: id, paysOn: day }, by('maker'))),
  settle: () => transaction((trx) => settleFile(trx, engine, id, day, by('maker'))),
};
await steps[step]();
await db.destroy();
