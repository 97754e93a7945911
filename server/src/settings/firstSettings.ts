import type { marketplaceSetUp } from '@holdfast/shared/marketplace';
import { plainComponents } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import type { FirstRun } from '../accounts/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import { askWithKeys, changeKeys } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import type { Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { createPercentages } from '../pricingRules/index.ts';
import { changeSettings } from './changeSettings.ts';
import { defaultPercentages } from './showSettings.ts';

/**
 * Keeps what the first run asks for: the settings, and default percentages that apply from now on.
 * @throws Problem `validation_failed` for an unknown time zone
 */
async function keepFirstSettings(
  trx: Trx,
  { commissionBps, feeBps, ...facts }: z.output<typeof marketplaceSetUp>,
  principal: Principal,
): Promise<void> {
  const { version } = await readMarketplace(trx);
  await changeSettings(trx, { ...facts, version }, principal);
  const now = await defaultPercentages(trx);
  if (now.commissionBps === commissionBps && now.feeBps === feeBps) return;
  await createPercentages(
    trx,
    {
      scope: 'marketplace',
      target: null,
      components: plainComponents(commissionBps, feeBps),
      effectiveUntil: null,
      reason: 'The first run',
    },
    principal,
  );
}

/** What the first run keeps besides the administrator. @param inUse what this process pays with, which follows new keys */
export const firstRun = (app: AppContext, inUse: { newest(): Promise<unknown> }): FirstRun => ({
  keepSettings: keepFirstSettings,
  async askWithKeys(given) {
    const asked = await askWithKeys(app.db, app, given);
    return (trx, principal) => changeKeys(trx, app, { asked, version: 0 }, principal);
  },
  async done() {
    await inUse.newest();
  },
});
