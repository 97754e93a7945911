/** Two consignors are paid, killed at every row that it writes; more of them in `payoutRows.proof.ts`. */
import { expect, it } from 'vitest';
import { payKilledAtRows } from './payoutRows.ts';

it('each consignor is paid once', async () => {
  const kills = await payKilledAtRows({ payouts: 2, returnsOneOf: 2, verifiesEach: false }, (kill) => kill);
  for (const [step, times] of Object.entries(kills)) expect(times, step).toBeGreaterThanOrEqual(3);
});
