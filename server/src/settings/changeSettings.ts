import type { marketplaceInput } from '@holdfast/shared/marketplace';
import type { z } from 'zod';
import { sumAgain } from '../accounting/index.ts';
import { hasEvents } from '../catalog/index.ts';
import { changeMarketplace } from '../marketplace/index.ts';
import type { Principal } from '../platform/audit.ts';
import { allowLong, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { rebuildSales } from '../statistics/index.ts';
import { setMarketZone } from '../stats/index.ts';

/**
 * Changes the settings. Another time zone counts every figure again, on the days of its clocks: sales wait meanwhile,
 * and reports take longer for a minute.
 * @throws Problem as `changeMarketplace`; `validation_failed` for another currency once there are events
 */
export async function changeSettings(
  trx: Trx,
  input: z.output<typeof marketplaceInput>,
  principal: Principal,
): Promise<void> {
  const before = await changeMarketplace(trx, input, principal);
  // The settings are locked, so that no event is added meanwhile.
  if (before.currency !== input.currency && (await hasEvents(trx)))
    throw fieldsRefused([
      {
        field: 'currency',
        code: 'in_use',
        message: `There are events that sell in ${before.currency}. The currency is chosen before the first one.`,
      },
    ]);
  if (before.timeZone === input.timeZone) return;
  await allowLong(trx);
  await setMarketZone(trx, input.timeZone);
  await rebuildSales(trx);
  await sumAgain(trx);
}
