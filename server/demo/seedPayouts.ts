/**
 * Seeds a payout run over the sales of past events, by finance's own commands: made by finance, approved by the administrator and
 * paid by check; one check came back. Further runs are made each Monday by the calendar, and statements emailed monthly. Who is owed less than the run's minimum may be paid by the next one.
 */
import { demoAccounts } from '../src/accounts/index.ts';
import { actors } from '../src/openAppContext.ts';
import { approveRun, changeCalendar, makeRun, payRun, stepPayout } from '../src/payouts/index.ts';
import { createEngine } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction, queryPrepared } from '../src/platform/db/index.ts';
import { Problem } from '../src/platform/problem.ts';
import { marketToday } from '../src/stats/index.ts';

/** The run's smallest payout, minor units: the others wait, so that there is something to pay. */
const minimum = 40_000;

/** Emails nobody: what it tells of is past. Nothing where no sale is due yet. */
export async function seedPayouts({ db }: Pick<AppContext, 'db'>): Promise<void> {
  const engine = createEngine(actors, { add: async () => {} });
  await inTransaction(db, async (trx) => {
    const by = async (role: string) => {
      const email = demoAccounts.find((each) => each.role === role)?.email ?? '';
      const [person] = await queryPrepared<{ id: string }>(trx, 'SELECT id FROM people WHERE email = $1', [
        email,
      ]);
      return { by: person?.id ?? 'system', requestId: null };
    };
    const [maker, approver] = [await by('finance'), await by('admin')];
    await changeCalendar(
      trx,
      { rhythm: 'weekly', runDay: 1, minimum: 2_500, statementDay: 3, version: 1 },
      approver,
    );
    const id = await makeRun(trx, engine, { minimum, note: 'Games of last month' }, maker).catch((error) => {
      if (error instanceof Problem && error.code === 'nothing_to_do') return null;
      throw error;
    });
    if (id === null) return;
    await approveRun(trx, engine, id, approver);
    await payRun(
      trx,
      engine,
      id,
      { way: 'check', reference: 'Checks 1031–1072', paidOn: await marketToday(trx) },
      maker,
    );
    const [last] = await queryPrepared<{ id: string; version: number }>(
      trx,
      'SELECT id, version FROM payouts WHERE run_id = $1 ORDER BY amount LIMIT 1',
      [id],
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
  });
}
