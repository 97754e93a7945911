/**
 * Seeds payouts over the sales of past events, by finance's own commands: a run, made by finance and approved by the administrator,
 * paid by bank file where bank data is given and by check otherwise; one payout came back by the bank, one check in the mail. It
 * withholds tax from the one of whom the IRS told. Further runs are made each Monday by the calendar, and statements emailed monthly. Who is owed less than the run's minimum may be
 * paid by the next one.
 */
import { demoAccounts } from '../src/accounts/index.ts';
import { actors } from '../src/openAppContext.ts';
import { approveRun, changeCalendar, makeRun, payRun, stepPayout } from '../src/payouts/index.ts';
import { createEngine } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../src/platform/db/index.ts';
import { Problem } from '../src/platform/problem.ts';
import { marketToday } from '../src/stats/index.ts';
import {
  bookAnswerOf,
  type Money,
  type SeededFile,
  seedBankData,
  seedBankFile,
  seedClosedMonth,
} from './seedBank.ts';
import { seedDeposit, seedTaxData } from './seedTaxes.ts';

/** The run's smallest payout, minor units: the others wait, so that there is something to pay. */
const minimum = 40_000;
type App = Pick<AppContext, 'db'> & Partial<Pick<AppContext, 'secret'>>;

/** Emails nobody of payouts: what they tell of is past. Nothing where no sale is due yet; no bank data without a secret. */
export async function seedPayouts({ db, secret }: App): Promise<void> {
  const { known, money } = await inTransaction(db, async (trx) => {
    const known = await financePeople(trx);
    await changeCalendar(
      trx,
      { rhythm: 'weekly', runDay: 1, minimum: 2_500, statementDay: 3, version: 1 },
      known.approver,
    );
    return { known, money: secret === undefined ? null : { ...known, secret } };
  });
  // Bank data is used from the transaction after its own on.
  const hasBank = money !== null && (await inTransaction(db, (trx) => seedBankData(trx, money)));
  if (money !== null) await inTransaction(db, (trx) => seedTaxData(trx, money));
  const file = await inTransaction(db, (trx) => seedRun(trx, known, hasBank ? money : null));
  if (money === null) return;
  await inTransaction(db, (trx) => seedDeposit(trx, money));
  if (file !== null) await bookAnswerOf({ db }, money, file);
}

/** Closes the month before the first entry of the books; nothing without a secret, like the bank data. */
export async function closeFirstMonth({ db, secret }: App): Promise<void> {
  if (secret === undefined) return;
  await inTransaction(db, async (trx) => seedClosedMonth(trx, await financePeople(trx)));
}

/** Who makes and who approves the demo's payouts, with an engine that adds no jobs. */
export const financePeople = async (trx: Trx) => ({
  engine: createEngine(actors, { add: async () => {} }),
  maker: await personOf(trx, 'finance'),
  approver: await personOf(trx, 'admin'),
});

async function personOf(trx: Trx, role: string) {
  const email = demoAccounts.find((each) => each.role === role)?.email ?? '';
  const [person] = await queryPrepared<{ id: string }>(trx, 'SELECT id FROM people WHERE email = $1', [
    email,
  ]);
  return { by: person?.id ?? 'system', requestId: null };
}

/**
 * A run of everything that is due, paid by bank file where bank data is given, by check otherwise; the smallest check came back.
 * @param bank null: all by check
 * @returns the bank file of the run, with its answer; null where there is none
 */
export async function seedRun(
  trx: Trx,
  { engine, maker, approver }: Omit<Money, 'secret'>,
  bank: Money | null,
): Promise<SeededFile | null> {
  const id = await makeRun(trx, engine, { minimum, note: 'Games of last month' }, maker).catch((error) => {
    if (error instanceof Problem && error.code === 'nothing_to_do') return null;
    throw error;
  });
  if (id === null) return null;
  await approveRun(trx, engine, id, approver);
  const [byFile] = await queryPrepared<{ n: number; all: number }>(
    trx,
    `SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM bank_accounts_given b WHERE b.consignor_id = o.consignor_id))::int AS n, count(*)::int AS all
     FROM payouts_made o WHERE o.run_id = $1 AND o.state = 'approved'`,
    [id],
  );
  const file = bank && byFile && byFile.n > 0 ? await seedBankFile(trx, bank, id) : null;
  if (byFile && byFile.all > (file ? byFile.n : 0)) await payByCheck(trx, engine, id, maker);
  return file;
}

async function payByCheck(trx: Trx, engine: Money['engine'], runId: string, maker: Money['maker']) {
  await payRun(
    trx,
    engine,
    runId,
    { way: 'check', reference: 'Checks 1031–1072', paidOn: await marketToday(trx) },
    maker,
  );
  const [last] = await queryPrepared<{ id: string; version: number }>(
    trx,
    `SELECT id, version FROM payouts_made WHERE run_id = $1 AND state = 'paid' ORDER BY amount, id LIMIT 1`,
    [runId],
  );
  if (last)
    await stepPayout(
      trx,
      engine,
      last.id,
      { type: 'return', why: 'Undeliverable: moved' },
      { version: last.version, reason: 'Undeliverable: moved' },
      maker,
    );
}
