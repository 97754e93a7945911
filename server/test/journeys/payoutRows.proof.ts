/**
 * Killed between any two rows: at every row that paying 30 consignors writes, and at rows of a seed (`SEED`) while 12,000 (`PAYOUTS`) are
 * paid.
 */
import { expect, test } from 'vitest';
import { randomFor } from '../../demo/consignment/random.ts';
import { partSize } from '../../src/payouts/lockRun.ts';
import { payKilledAtRows } from './payoutRows.ts';
import type { PayoutWork } from './payoutSteps.ts';

const timeout = 3_600_000;
/** Rows that a transaction of these steps writes, about; of the others it is that many for each payout. */
const rowsAtOnce: Partial<Record<PayoutWork['step'], number>> = {
  make: 8 * partSize,
  approve: 3 * partSize,
  retry: 12,
};
/** After so many kills since it last moved on, a step is let through. */
const mostInVain = 6;

test('at every row', { timeout }, async () => {
  const kills = await payKilledAtRows({ payouts: 30, returnsOneOf: 3 }, (kill) => kill);
  console.log('killed at every row:', kills);
  for (const [step, times] of Object.entries(kills)) expect(times, step).toBeGreaterThan(10);
});

test('at rows of a seed, of 12,000', { timeout }, async () => {
  const random = randomFor(process.env.SEED ?? 'rows', 'kills');
  const payouts = Number(process.env.PAYOUTS ?? 12_000);
  // To verify thousands of payouts takes longer than a step: it is done once each is taken.
  const sizes = { payouts, returnsOneOf: 100, verifiesEach: payouts <= 100 };
  console.log(
    'killed at rows of a seed:',
    await payKilledAtRows(sizes, (kill, step) =>
      kill > mostInVain ? Number.MAX_SAFE_INTEGER : random.whole(1, rowsAtOnce[step] ?? payouts * 8),
    ),
  );
});
