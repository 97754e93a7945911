/** The steps in which consignors are paid, as finance and the bank take them; each may be taken again after it was killed. */
import { bookAnswer, makeFile, planAnswer, readAnswer, settleFile } from '../../src/bankFiles/index.ts';
import { beginApproval, beginRun, payRun, stepPayout, workRun } from '../../src/payouts/index.ts';
import type { Engine } from '../../src/platform/actors/index.ts';
import { type Database, inTransaction, type Trx } from '../../src/platform/db/index.ts';
import { achAnswer } from '../bankAnswers.ts';

/** One step. */
export interface PayoutWork {
  secret: string;
  step: 'make' | 'approve' | 'file' | 'answer' | 'settle' | 'retry' | 'pay';
  /** Of so many payouts in a file, the bank returns one. */
  returnsOneOf: number;
  /** The day on which the file pays. */
  day: string;
}

const by = (name: string) => ({ by: name, requestId: null });

/** Takes a step, or goes on with it where it was left. */
export async function takePayoutStep(
  db: Database,
  engine: Engine,
  { secret, step, returnsOneOf, day }: PayoutWork,
): Promise<void> {
  const transaction = (what: (trx: Trx) => Promise<unknown>) =>
    inTransaction(db, async (trx) => {
      await what(trx);
    });
  const newest = (table: string) => db(table).orderBy('id', 'desc').first();
  const today = new Date().toISOString().slice(0, 10);
  /** A run is begun once; whoever takes the step again goes on with it, as the job does. */
  const goOn = async (isBegun: boolean, begin: (trx: Trx) => Promise<unknown>) => {
    if (!isBegun) await transaction(begin);
    await workRun({ db, engine }, (await newest('payout_runs')).id);
  };
  const run = await newest('payout_runs');
  const file = await newest('bank_files');
  const steps = {
    make: () =>
      goOn(run !== undefined, (trx) => beginRun(trx, engine, { minimum: 1, note: null }, by('maker'))),
    approve: () =>
      goOn(run.approved_at !== null, (trx) => beginApproval(trx, engine, run.id, by('approver'))),
    file: () =>
      transaction((trx) => makeFile(trx, engine, { secret, runId: run.id, paysOn: day }, by('maker'))),
    answer: () => returnSome(db, engine, { secret, fileId: file.id, returnsOneOf }),
    settle: () => transaction((trx) => settleFile(trx, engine, file.id, today, by('maker'))),
    retry: async () => {
      for (const { id, version } of await db('payouts').where({ state: 'returned' }).orderBy('id'))
        await transaction((trx) => stepPayout(trx, engine, id, { type: 'retry' }, { version }, by('maker')));
    },
    pay: () =>
      transaction((trx) =>
        payRun(trx, engine, run.id, { way: 'check', reference: 'Checks 1031–', paidOn: today }, by('maker')),
      ),
  };
  await steps[step]();
}

/** The bank returns some of a file, in one answer. */
async function returnSome(
  db: Database,
  engine: Engine,
  { secret, fileId, returnsOneOf }: { secret: string; fileId: string; returnsOneOf: number },
): Promise<void> {
  const { rows } = await db.raw(
    `SELECT l.trace, a.amount FROM bank_file_lines l JOIN payout_attempts a ON a.id = l.attempt_id
     WHERE l.file_id = ? AND l.line % ? = 0 ORDER BY l.line`,
    [fileId, returnsOneOf],
  );
  const entries = (rows as { trace: string; amount: number }[]).map((row) => ({ ...row, code: 'R02' }));
  const file = await readAnswer(Buffer.from(achAnswer(entries)));
  await inTransaction(db, async (trx) => {
    const { digest: seen } = (await planAnswer(trx, file)).plan;
    await bookAnswer(trx, engine, { secret, file, name: 'returns.ach', seen }, by('maker'));
  });
}
