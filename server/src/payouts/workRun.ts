/** The job that goes on with a run: it makes, approves or drops what is left of it, each part in a transaction of its own. */
import { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { approvePart } from './approveRun.ts';
import { lockPayoutsForPart, readRun } from './lockRun.ts';
import { makePart } from './makeRun.ts';
import { dropPart } from './withdrawRun.ts';

/** What the run waits for is asked again for each part: it may be withdrawn while it is made. @returns whether more is left */
async function workPart(trx: Trx, engine: Engine, runId: string): Promise<boolean> {
  await lockPayoutsForPart(trx);
  const run = await readRun(trx, runId);
  if (run.withdrawn_at !== null) return dropPart(trx, engine, run);
  return run.approved_at === null ? makePart(trx, engine, run) : approvePart(trx, engine, run);
}

/** Parts that are worked on beside each other: as many as the smallest machine has cores, for nearly all of the work is the database's. */
const beside = 2;

/** Goes on with a run until nothing of it is left. */
export async function workRun(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  runId: string,
): Promise<void> {
  const work = async () => {
    while (await inTransaction(db, (trx) => workPart(trx, engine, runId)));
  };
  const ended = await Promise.allSettled(Array.from({ length: beside }, work));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

const ofRun = z.object({ runId: z.string() });

/** @returns handlers by the names of their jobs */
export const runJobs = (
  app: Pick<AppContext, 'db' | 'engine'>,
): Record<string, (payload: unknown) => Promise<void>> => ({
  'payouts.workRun': (payload) => workRun(app, ofRun.parse(payload).runId),
});
