import type { marketplaceInput } from '@holdfast/shared/marketplace';
import type { z } from 'zod';
import { changeMarketplace } from '../marketplace/index.ts';
import type { Principal } from '../platform/audit.ts';
import { allowLong, type Trx } from '../platform/db/index.ts';
import { rebuildSales } from '../statistics/index.ts';
import { setMarketZone } from '../stats/index.ts';

/**
 * Changes the settings. Another time zone counts every figure again, on the days of its clocks: sales wait meanwhile.
 * @throws Problem as `changeMarketplace`
 */
export async function changeSettings(
  trx: Trx,
  input: z.output<typeof marketplaceInput>,
  principal: Principal,
): Promise<void> {
  const before = await changeMarketplace(trx, input, principal);
  if (before.timeZone === input.timeZone) return;
  await allowLong(trx);
  await setMarketZone(trx, input.timeZone);
  await rebuildSales(trx);
}
