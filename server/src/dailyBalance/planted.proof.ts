/** All forty kinds of planted differences are found and named. */

import { expect, test } from 'vitest';
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
