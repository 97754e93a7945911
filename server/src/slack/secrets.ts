/** Slack's token and webhook addresses, sealed under the marketplace's secret. Whoever has such an address can write there. */
import type { SlackDestination } from '@holdfast/shared/slack';
import { z } from 'zod';
import type { Trx } from '../platform/db/index.ts';
import { seal, sealKeyOf, unseal } from '../platform/seal.ts';
import { SlackSettings } from './SlackSettings.ts';

const stored = z.object({ token: z.string().nullable(), webhooks: z.record(z.string(), z.string()) });
/** The token, and webhook addresses by destination. */
export interface SlackSecrets {
  token: string | null;
  webhooks: Partial<Record<SlackDestination, string>>;
}

const belongsTo = 'slack';

/** The columns of sealed secrets. */
export function sealSlack(secret: string, secrets: SlackSecrets): Pick<SlackSettings, 'sealed' | 'keyId'> {
  const key = sealKeyOf(secret, 'slack');
  return { sealed: seal(key, belongsTo, JSON.stringify(secrets)), keyId: key.id };
}

/** @throws Error when they were sealed under another secret */
export function openSlack(secret: string, row: Pick<SlackSettings, 'sealed' | 'keyId'>): SlackSecrets {
  const key = sealKeyOf(secret, 'slack');
  if (key.id !== row.keyId)
    throw new Error('Slack’s token was sealed under another SECRET. Run `npm run secret:reseal`.');
  return stored.parse(JSON.parse(unseal(key, belongsTo, row.sealed)));
}

/** Seals them under another secret. @returns whether there are any */
export async function resealSlack(
  trx: Trx,
  { earlier, current }: { earlier: string; current: string },
): Promise<boolean> {
  const row = await SlackSettings.query(trx).first().forUpdate();
  if (!row) return false;
  if (row.keyId === sealKeyOf(current, 'slack').id) return true;
  await SlackSettings.query(trx)
    .findById(row.id)
    .patch(sealSlack(current, openSlack(earlier, row)));
  return true;
}
