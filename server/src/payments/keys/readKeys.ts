/** Stripe's keys of the back office, sealed under the marketplace's secret. */
import { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { ConfigError, type StripeConfig } from '../../platform/config.ts';
import type { Database, Trx } from '../../platform/db/index.ts';
import { seal, sealKeyOf, unseal } from '../../platform/seal.ts';
import { StoredKeys } from './StoredKeys.ts';

const sealedKeys = z.object({
  secretKey: z.string(),
  webhookSecret: z.string(),
  connectWebhookSecret: z.string().nullish(),
});
/** What is sealed. */
export type SealedKeys = z.infer<typeof sealedKeys>;

/** The kind's name, which binds what is sealed to its row. */
const belongsTo = 'stripe';

/** The version of the stored keys, which is how a process sees that they changed; 0: none were ever given. */
export async function keysVersion(db: Database): Promise<number> {
  return (await StoredKeys.query(db).select('version').first())?.version ?? 0;
}

/** @returns null where the row has none. @throws ConfigError when they are sealed under another secret */
export function openKeys(
  row: Pick<StoredKeys, 'sealed' | 'keyId'> | undefined,
  secret: string,
): SealedKeys | null {
  if (!row?.sealed) return null;
  const key = sealKeyOf(secret, 'stripeKeys');
  if (row.keyId !== key.id)
    throw new ConfigError(
      'Stripe’s keys were sealed under another SECRET. Run `npm run secret:reseal`, or set STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET, which come first.',
    );
  return sealedKeys.parse(JSON.parse(unseal(key, belongsTo, row.sealed)));
}

/** The columns of sealed keys. */
export function sealKeys(keys: SealedKeys, secret: string): Pick<StoredKeys, 'sealed' | 'keyId'> {
  const key = sealKeyOf(secret, 'stripeKeys');
  return { sealed: seal(key, belongsTo, JSON.stringify(keys)), keyId: key.id };
}

/** The keys that the back office gave, with the version that they are of. */
export interface KeysNow {
  /** null: none were given, or the sandbox was chosen. */
  stripe: StripeConfig | null;
  version: number;
}

/** @throws ConfigError as `openKeys` */
export async function readKeys(
  db: Database | Trx,
  { config, secret }: Pick<AppContext, 'config' | 'secret'>,
): Promise<KeysNow> {
  const row = await StoredKeys.query(db).first();
  const opened = openKeys(row, secret);
  const stripe =
    opened && row?.publishableKey
      ? { ...opened, publishableKey: row.publishableKey, apiBase: config.stripeApiBase }
      : null;
  return { stripe, version: row?.version ?? 0 };
}

/** Seals the keys again after the marketplace's secret was changed. @returns whether there are any */
export async function resealStripeKeys(
  trx: Trx,
  { earlier, current }: { earlier: string; current: string },
): Promise<boolean> {
  const row = await StoredKeys.query(trx).first().forUpdate();
  if (!row?.sealed) return false;
  if (row.keyId === sealKeyOf(current, 'stripeKeys').id) return true;
  const opened = openKeys(row, earlier);
  if (opened) await StoredKeys.query(trx).findById(row.id).patch(sealKeys(opened, current));
  return true;
}
