/** All forty kinds of planted differences are found and named, and many clean days raise none. */

import { expect, test } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { buyAndMove, type MovedOrder, plantedDifferences } from '../../test/plantedDifferences.ts';
import { startTestApp } from '../../test/runningApp.ts';
import { sandboxStripe } from '../../test/sandboxStripe.ts';
import { bookFees } from '../payments/bookFees.ts';
import { runBalance } from './index.ts';

test('there are forty kinds, each under its own name', () => {
  expect(new Set(plantedDifferences.map(({ name }) => name)).size).toBe(40);
});

test('all of them are named, each once, and nothing else is', async () => {
  const app = await startTestApp();
  try {
    const stripe = sandboxStripe(app);
    const orders: MovedOrder[] = [];
    for (const _ of plantedDifferences) orders.push(await buyAndMove(app));
    await bookFees(app.context, stripe, null);
    expect(await runBalance(app.context, stripe, { grace: 0 })).toBe(0);
    const planted = [];
    for (const [i, each] of plantedDifferences.entries())
      planted.push({ ...each, ...(await each.plant(orders[i] as MovedOrder)) });
    // What Stripe doesn't have was never read.
    await app.context.db('balance_transactions').delete();
    await runBalance(app.context, stripe, { grace: 0 });
    const found = await app.context.db('balance_differences').whereNull('gone_at');
    for (const { name, kind, subject, reservationId } of planted)
      expect(
        found.filter(
          (line) =>
            line.kind === kind &&
            (subject ? line.subject === subject : line.reservation_id === reservationId),
        ),
        name,
      ).toHaveLength(1);
    // The charge and the dispute that Stripe doesn't have took their fees with them: the books still have those.
    expect(found.filter(({ kind }) => kind === 'feeUnknown')).toHaveLength(1 + 2);
    expect(found).toHaveLength(planted.length + 2);
  } finally {
    await app.close();
  }
});

test('sixty clean days, with payouts on each, raise none, and each one’s closing is the next one’s opening', async () => {
  const app = await startTestApp();
  try {
    const stripe = sandboxStripe(app);
    for (let day = 0; day < 60; day += 1) {
      if (day % 6 === 0) await buyAndMove(app);
      else await new Fan(app).buy((await buildListing(app.context)).id, 2);
      await bankDoes(app, 'payouts', { amount: 10_000 + day });
      await bookFees(app.context, stripe, null);
      expect(await runBalance(app.context, stripe, { grace: 0 }), `day ${day}`).toBe(0);
      // The day becomes the past, on both sides.
      for (const [table, column] of [
        ['balance_transactions', 'at'],
        ['ledger_transactions', 'at'],
      ] as const)
        await app.context.db.transaction(async (trx) => {
          await trx.raw('SET LOCAL session_replication_role = replica');
          await trx.raw(`UPDATE ${table} SET ${column} = ${column} - interval '1 day'`);
        });
      await app.context.db.raw(
        `UPDATE sandbox.records SET created = created - 86400 WHERE kind IN ('transaction', 'payout')`,
      );
    }
    const { rows } = await app.context.db.raw('SELECT count(*)::int AS count FROM balance_differences');
    expect(rows[0].count).toBe(0);
  } finally {
    await app.close();
  }
});
