/** Whether consignors may be paid by Stripe, as an administrator says. */
import type { connectSettingsInput, ConnectSettings as Shown } from '@holdfast/shared/connectedAccounts';
import type { z } from 'zod';
import { connectEvents } from '../payments/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { ConnectSettings } from './ConnectSettings.ts';

/** @throws Error where the migration didn't run */
export const settingsRow = (trx: Trx): Promise<ConnectSettings> =>
  ConnectSettings.query(trx).findById('connect').throwIfNotFound() as unknown as Promise<ConnectSettings>;

/** @throws Problem `transition_refused` while the marketplace doesn't pay by Stripe */
export async function requireOn(trx: Trx): Promise<void> {
  if (!(await settingsRow(trx)).isOn)
    throw new Problem('transition_refused', 'The marketplace doesn’t pay by Stripe.', { accepts: [] });
}

/** @param of the address of the marketplace, and whether news of connected accounts can be read */
export async function showConnectSettings(
  trx: Trx,
  { publicUrl, hasWebhookSecret }: { publicUrl: string; hasWebhookSecret: boolean },
): Promise<Shown> {
  const { isOn, version } = await settingsRow(trx);
  const [counts] = await queryPrepared<{ chosen: number; connected: number }>(
    trx,
    `SELECT (SELECT count(*)::int FROM connected_ways WHERE paid_by = 'stripe') AS chosen,
       (SELECT count(*)::int FROM connected_accounts
        WHERE ended_at IS NULL AND stripe_id IS NOT NULL AND state NOT IN ('rejected', 'deauthorized')) AS connected`,
  );
  return {
    id: 'connect',
    isOn,
    hasWebhookSecret,
    webhookUrl: `${publicUrl}/api/webhooks/stripe`,
    webhookEvents: [...connectEvents],
    paidByStripe: counts?.chosen ?? 0,
    connected: counts?.connected ?? 0,
    version,
  };
}

/** @throws Problem `version_conflict`, `nothing_to_do` */
export async function changeConnectSettings(
  trx: Trx,
  { isOn, version }: z.output<typeof connectSettingsInput>,
  principal: Principal,
): Promise<void> {
  const row = await ConnectSettings.query(trx).findById('connect').forUpdate().throwIfNotFound();
  if (row.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  if (row.isOn === isOn) throw new Problem('nothing_to_do', 'It is so already. Nothing was changed.');
  await ConnectSettings.query(trx)
    .findById('connect')
    .patch({ isOn, version: version + 1, changedAt: new Date() });
  await audit(trx, principal, [
    {
      what: 'marketplace.changeConnect',
      subject: 'connect',
      before: { isOn: row.isOn },
      after: { isOn },
    },
  ]);
}
