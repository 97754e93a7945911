import type { MarketplaceSettings } from '@holdfast/shared/marketplace';
import { hasEvents } from '../catalog/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** The marketplace's default in force, basis points. */
export async function defaultPercentages(trx: Trx): Promise<{ commissionBps: number; feeBps: number }> {
  const [row] = await queryPrepared<{ commissionBps: number; feeBps: number }>(
    trx,
    `SELECT commission_bps AS "commissionBps", fee_bps AS "feeBps" FROM percentages_in_force(now()) WHERE scope = 'marketplace'`,
  );
  if (!row) throw new Error('there is no default percentage: the migration writes the first one');
  return row;
}

/** The settings, with what the server's environment decides. */
export async function showSettings(
  trx: Trx,
  { config, publicUrl }: Pick<AppContext, 'config' | 'publicUrl'>,
): Promise<MarketplaceSettings> {
  const { version, ...facts } = await readMarketplace(trx);
  return {
    id: 'marketplace',
    ...facts,
    version,
    hasEvents: await hasEvents(trx),
    ...(await defaultPercentages(trx)),
    environment: {
      publicUrl,
      mailFrom: config.mailFrom,
      sendsMail: config.smtpUrl !== null,
    },
  };
}
