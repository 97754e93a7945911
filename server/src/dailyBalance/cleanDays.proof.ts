/**
 * Clean days raise no difference: sixty, or as many as `CLEAN_DAYS` says. Each day has a purchase and a payout, every sixth (of very
 * many days every fortieth) money that moves in every way. A day becomes the past by moving what is younger than the compared
 * days on both sides, so that a day costs the same however many were before it.
 */
import { expect, test } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { buyAndMove } from '../../test/plantedDifferences.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { sandboxStripe } from '../../test/sandboxStripe.ts';
import { sumBooksAgain } from '../../test/sumBooksAgain.ts';
import { bookFees } from '../payments/bookFees.ts';
import { runBalance } from './index.ts';

const days = Number(process.env.CLEAN_DAYS ?? 60);
const movesEvery = days > 1_000 ? 40 : 6;
/** More than are read and compared again. */
const keptApart = 30;

async function makePast({ db }: TestApp['context']): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica');
    for (const table of ['balance_transactions', 'ledger_transactions'])
      await trx.raw(
        `UPDATE ${table} SET at = at - interval '1 day' WHERE at > now() - interval '${keptApart} days'`,
      );
  });
  await db.raw(
    `UPDATE sandbox.records SET created = created - 86400 WHERE kind IN ('transaction', 'payout')
       AND created > extract(epoch FROM now() - interval '${keptApart} days')`,
  );
}

test('clean days, with payouts on each, raise none, and each one’s closing is the next one’s opening', {
  timeout: 300_000 + days * 5_000,
}, async () => {
  const app = await startTestApp();
  const begun = performance.now();
  try {
    const stripe = sandboxStripe(app);
    const many = { ticketType: 'Lawn', quantity: 3 * days, priceAmount: 5_000 };
    const { id: listingId } = await buildListing(app.context, many);
    for (let day = 0; day < days; day += 1) {
      if (day % movesEvery === 0) await buyAndMove(app);
      else await new Fan(app).buy(listingId, 2);
      await bankDoes(app, 'payouts', { amount: 5_000 + (day % 1_000) });
      // Since the day before: a full reading of years is another proof's.
      await bookFees(app.context, stripe, day === 0 ? null : Math.floor(Date.now() / 1000) - 86_400);
      expect(await runBalance(app.context, stripe, { grace: 0 }), `day ${day}`).toBe(0);
      await makePast(app.context);
      if ((day + 1) % 250 === 0)
        console.log(`${day + 1} clean days in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    }
    const { rows } = await app.context.db.raw('SELECT count(*)::int AS count FROM balance_differences');
    expect(rows[0].count).toBe(0);
    const { rows: payouts } = await app.context.db.raw(
      `SELECT count(DISTINCT transaction_id)::int AS count FROM ledger_postings WHERE kind = 'stripePayout'`,
    );
    expect(payouts[0].count).toBe(days);
    // Days of the books were moved past the triggers.
    await sumBooksAgain(app);
    await app.verify({ sandbox: false });
  } finally {
    await app.close();
  }
});
