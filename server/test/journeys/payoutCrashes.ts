/**
 * Consignors are paid by bank file, some of it comes back and is paid by check, while whoever takes the steps is killed again and again.
 * A run is made and approved part after part: after each kill whole parts of it were, and going on does the others. The other steps were
 * taken for all or for none. Each consignor is paid once.
 */
import { expect } from 'vitest';
import { changeBankSettings, giveBankAccount } from '../../src/bankAccounts/index.ts';
import { post } from '../../src/ledger/index.ts';
import { firstPartSize, partSize } from '../../src/payouts/lockRun.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { verify } from '../../src/verify/verify.ts';
import type { TestAppContext } from '../appContext.ts';
import { payDay, usAccount, usOrigin } from '../bankData.ts';
import { testSecret } from '../runningApp.ts';
import type { PayoutWork } from './payoutSteps.ts';

/** How many are paid, and of how many in a file the bank returns one. */
export interface Sizes {
  payouts: number;
  returnsOneOf: number;
  /** Whether `verify` looks after each kill; otherwise once each step is taken. */
  verifiesEach?: boolean;
}

/**
 * An attempt to take a step.
 * @param kill the how manieth since the step last moved on
 * @param left how many transactions of it are left
 * @returns whether whoever took it lived to its end
 */
export type Attempt = (work: PayoutWork, kill: number, left: number) => Promise<boolean>;

const maker = { by: 'maker', requestId: null };

/** Consignors with bank data, each owed a cent more than the one before. */
export async function oweConsignors(app: TestAppContext, { payouts }: Sizes): Promise<void> {
  const settings = { waitingDays: 0, requiresBankData: false, sepa: null, us: usOrigin, version: 1 };
  await inTransaction(app.db, (trx) => changeBankSettings(trx, testSecret, settings, maker));
  await app.db.raw(
    `INSERT INTO consignors (id, name, email, created_at)
     SELECT 'con_' || lpad(n::text, 26, '0'), 'Consignor ' || n, n || '@example.com', now() FROM generate_series(1, ?::int) n`,
    [payouts],
  );
  const ids: string[] = await app
    .db('consignors')
    .where('name', 'like', 'Consignor %')
    .orderBy('id')
    .pluck('id');
  await inTransaction(app.db, async (trx) => {
    for (const consignorId of ids)
      await giveBankAccount(
        trx,
        { secret: testSecret, consignorId, details: usAccount, as: 'finance' },
        maker,
      );
    await post(
      trx,
      ids.map((id, at) => ({
        kind: 'adjustment',
        cause: `proof/${id}`,
        reservationId: null,
        paymentId: null,
        currency: 'USD',
        at: new Date().toISOString(),
        entries: [
          { account: `consignor:${id}`, amount: -(10_000 + at) },
          { account: 'adjustments', amount: 10_000 + at },
        ],
      })),
    );
  });
}

/** A step, which payouts it moves from where to where, and how many in one transaction; `first`: in its first one, where it is smaller. */
interface Leg {
  step: PayoutWork['step'];
  from: string | null;
  to: string;
  moves: number;
  atOnce: number;
  first?: number;
}

function legsOf({ payouts, returnsOneOf }: Sizes): Leg[] {
  const returned = Math.floor(payouts / returnsOneOf);
  const all = { moves: payouts, atOnce: payouts };
  const some = { moves: returned, atOnce: returned };
  return [
    { step: 'make', from: null, to: 'draft', moves: payouts, atOnce: partSize, first: firstPartSize },
    { step: 'approve', from: 'draft', to: 'approved', moves: payouts, atOnce: partSize },
    { step: 'file', from: 'approved', to: 'sending', ...all },
    { step: 'answer', from: 'sending', to: 'returned', ...some },
    { step: 'settle', from: 'sending', to: 'paid', moves: payouts - returned, atOnce: payouts - returned },
    { step: 'retry', from: 'returned', to: 'approved', moves: returned, atOnce: 1 },
    { step: 'pay', from: 'approved', to: 'paid', ...some },
  ];
}

async function statesOf({ db }: TestAppContext): Promise<Record<string, number>> {
  const rows: { state: string; count: number }[] = await db('payouts')
    .select('state')
    .count({ count: '*' })
    .groupBy('state');
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Where payouts stand once so many were moved. */
function statesAfter(
  before: Record<string, number>,
  { from, to }: Leg,
  moved: number,
): Record<string, number> {
  const states = { ...before, [to]: (before[to] ?? 0) + moved };
  if (from !== null) states[from] = (before[from] ?? 0) - moved;
  return Object.fromEntries(Object.entries(states).filter(([, count]) => count > 0));
}

/**
 * Takes every step until it is taken, however often whoever takes it is killed. After each kill payouts stand between two transactions of
 * the step, and `verify` finds nothing.
 * @returns how often each step was killed
 */
export async function payWhileKilled(
  app: TestAppContext,
  sizes: Sizes,
  attempt: Attempt,
): Promise<Record<string, number>> {
  const kills: Record<string, number> = {};
  for (const leg of legsOf(sizes)) kills[leg.step] = await takeKilled(app, leg, sizes, attempt);
  await expectPaidOnce(app, sizes);
  return kills;
}

async function takeKilled(
  app: TestAppContext,
  leg: Leg,
  { returnsOneOf, verifiesEach = true }: Sizes,
  attempt: Attempt,
): Promise<number> {
  const before = await statesOf(app);
  const work = { secret: testSecret, step: leg.step, returnsOneOf, day: payDay() };
  let moved = 0;
  let kills = 0;
  for (let kill = 1; moved < leg.moves; kill += 1) {
    const lived = await attempt(work, kill, Math.ceil((leg.moves - moved) / leg.atOnce));
    if (!lived) kills += 1;
    const now = await statesOf(app);
    const movedNow = leg.from === null ? (now[leg.to] ?? 0) : (before[leg.from] ?? 0) - (now[leg.from] ?? 0);
    const where = `${leg.step}: ${JSON.stringify(now)} at the kill number ${kills}`;
    expect(now, where).toEqual(statesAfter(before, leg, movedNow));
    const whole =
      movedNow === 0 || movedNow === leg.moves || (movedNow - (leg.first ?? 0)) % leg.atOnce === 0;
    expect(whole, where).toBe(true);
    expect(movedNow, where).toBeGreaterThanOrEqual(moved);
    if (verifiesEach || movedNow === leg.moves) expect(await verify(app.db, app.engine), where).toEqual([]);
    if (lived) expect(movedNow, where).toBe(leg.moves);
    if (movedNow > moved) kill = 0;
    moved = movedNow;
  }
  return kills;
}

async function expectPaidOnce({ db }: TestAppContext, { payouts, returnsOneOf }: Sizes): Promise<void> {
  const { rows } = await db.raw(
    `SELECT (SELECT count(*) FROM payout_runs)::int AS runs, (SELECT count(*) FROM bank_files)::int AS files,
       (SELECT count(*) FROM bank_answers)::int AS answers, (SELECT count(DISTINCT consignor_id) FROM payouts WHERE state = 'paid')::int AS consignors,
       (SELECT count(*) FROM payout_attempts WHERE state = 'paid')::int AS paid, (SELECT count(*) FROM payout_attempts)::int AS attempts,
       (SELECT sum(amount) FROM ledger_postings WHERE account LIKE 'consignor:%')::bigint AS owed`,
  );
  expect(rows[0]).toEqual({
    runs: 1,
    files: 1,
    answers: 1,
    consignors: payouts,
    paid: payouts,
    attempts: payouts + Math.floor(payouts / returnsOneOf),
    owed: 0,
  });
}
