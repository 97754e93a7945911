/** An administrator says where payments go: to Stripe with these keys, or to the sandbox. */
import type { FieldProblem } from '@holdfast/shared/http';
import type { StripeKeys, StripeSettings, StripeTrial, stripeKeysGiven } from '@holdfast/shared/payments';
import { raw } from 'objection';
import type { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import type { Database, Trx } from '../../platform/db/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import { sealKeyOf } from '../../platform/seal.ts';
import {
  isLiveKey,
  isStripeItself,
  type StripeConfig,
  sandboxKeys,
  unsafeParts,
} from '../../platform/stripeConfig.ts';
import { followedEvents } from '../stripeEvents.ts';
import { refuseWhileOpen } from './openElsewhere.ts';
import { openKeys, sealKeys } from './readKeys.ts';
import { StoredKeys } from './StoredKeys.ts';
import { tryKeys } from './tryKeys.ts';

type Of = Pick<AppContext, 'config' | 'secret' | 'publicUrl'>;

/** `sk_live_…wxyz`. */
const hintOf = (key: string): string => `${/^[a-z]+_(test|live)_/.exec(key)?.[0] ?? ''}…${key.slice(-4)}`;

/** Where payments go, and what may be shown of the keys. @param inUse what this process uses now */
export async function showKeys(
  db: Database | Trx,
  { config, publicUrl }: Of,
  inUse: StripeConfig,
): Promise<StripeSettings> {
  const row = await StoredKeys.query(db).first();
  const isStored = !config.hasStripeKeys && row?.publishableKey != null;
  const source = config.hasStripeKeys ? 'environment' : isStored ? 'backOffice' : 'sandbox';
  const base = { id: 'stripe' as const, source, version: row?.version ?? 0 } as const;
  const common = {
    hasSandbox: config.allowsSandbox,
    webhookUrl: `${publicUrl}/api/webhooks/stripe`,
    webhookEvents: [...followedEvents],
    hasConnectWebhookSecret: Boolean(inUse.connectWebhookSecret),
  };
  if (isStored && row)
    return {
      ...base,
      ...common,
      mode: !isStripeItself(config.stripeApiBase) ? 'sandbox' : row.isLive ? 'live' : 'test',
      secretKey: row.secretHint,
      publishableKey: hintOf(row.publishableKey as string),
      accountId: row.account,
      accountName: row.accountName,
    };
  const isStripe = config.hasStripeKeys && isStripeItself(inUse.apiBase);
  return {
    ...base,
    ...common,
    mode: !isStripe ? 'sandbox' : isLiveKey(inUse.secretKey) ? 'live' : 'test',
    secretKey: config.hasStripeKeys ? hintOf(inUse.secretKey) : null,
    publishableKey: config.hasStripeKeys ? hintOf(inUse.publishableKey) : null,
    accountId: null,
    accountName: null,
  };
}

const remedies: Record<keyof StripeKeys, string> = {
  secretKey: 'Give the secret key.',
  publishableKey: 'Give the publishable key.',
  webhookSecret: 'Give the signing secret of the webhook endpoint.',
};

/** Keys that may lack. */
type GivenKeys = Record<keyof StripeKeys | 'connectWebhookSecret', string | null>;

/** @throws Problem `validation_failed` for what lacks, and for keys that the environment would be refused with too */
function checkedKeys(keys: GivenKeys, { config }: Of): StripeConfig {
  const lacks = (Object.keys(remedies) as Array<keyof StripeKeys>).filter((name) => keys[name] === null);
  if (lacks.length > 0)
    throw fieldsRefused(lacks.map((field) => ({ field, code: 'required', message: remedies[field] })));
  const all = { ...(keys as StripeKeys), apiBase: config.stripeApiBase };
  const refused: FieldProblem[] = unsafeParts(all).map(({ part, because }) =>
    part === 'apiBase'
      ? { field: 'secretKey', code: 'unsafe', message: `STRIPE_API_BASE of the server ${because}` }
      : { field: part, code: 'unsafe', message: `This ${because}` },
  );
  if (
    all.webhookSecret === sandboxKeys.webhookSecret &&
    !refused.some(({ field }) => field === 'webhookSecret')
  )
    refused.push({
      field: 'webhookSecret',
      code: 'unsafe',
      message: 'This is the sandbox’s, which everybody knows. The sandbox needs no keys: choose it instead.',
    });
  if (refused.length > 0) throw fieldsRefused(refused);
  return all;
}

async function keptKeys(db: Database | Trx, { secret }: Of): Promise<GivenKeys> {
  const row = await StoredKeys.query(db).first();
  // Sealed under another secret they are lost, and given anew.
  const isOurs = row?.keyId === sealKeyOf(secret, 'stripeKeys').id;
  const opened = isOurs ? openKeys(row, secret) : null;
  return {
    secretKey: opened?.secretKey ?? null,
    publishableKey: row?.publishableKey ?? null,
    webhookSecret: opened?.webhookSecret ?? null,
    connectWebhookSecret: opened?.connectWebhookSecret ?? null,
  };
}

/** Keys as they would be in use: those given, and for the rest those kept. @throws Problem as `checkedKeys` */
export async function keysToUse(
  db: Database,
  app: Of,
  given: z.output<typeof stripeKeysGiven>,
): Promise<StripeConfig> {
  const kept = await keptKeys(db, app);
  return checkedKeys(
    {
      secretKey: given.secretKey ?? kept.secretKey,
      publishableKey: given.publishableKey ?? kept.publishableKey,
      webhookSecret: given.webhookSecret ?? kept.webhookSecret,
      connectWebhookSecret: given.connectWebhookSecret ?? kept.connectWebhookSecret,
    },
    app,
  );
}

/** What a change would store. */
export interface AskedKeys {
  keys: StripeConfig;
  /** Which of them were given, by their fields. */
  given: string[];
  trial: StripeTrial;
}

/** Asks Stripe with the keys that would be in use, outside of a transaction. @throws Problem `validation_failed`, also where Stripe refuses them */
export async function askWithKeys(
  db: Database,
  app: Of,
  input: z.output<typeof stripeKeysGiven>,
): Promise<AskedKeys> {
  const keys = await keysToUse(db, app, input);
  const given = ([...Object.keys(remedies), 'connectWebhookSecret'] as Array<keyof GivenKeys>).filter(
    (name) => input[name] !== null,
  );
  const trial = await tryKeys(keys);
  if (trial.problem !== null)
    throw fieldsRefused([{ field: 'secretKey', code: 'refused', message: trial.problem }]);
  return { keys, given, trial };
}

/** What the log says of the keys: never the keys. */
const logged = (row: Partial<StoredKeys> | undefined) => ({
  use: row?.publishableKey ? 'stripe' : 'sandbox',
  ...(row?.publishableKey
    ? {
        mode: row.isLive ? 'live' : 'test',
        account: row.account ?? null,
        secretKey: row.secretHint,
        publishableKey: hintOf(row.publishableKey),
      }
    : {}),
});

/** What higher rooms have open at the account of today, such as `2 payouts`; nothing of it begins until the transaction ends. */
export type OpenThere = (trx: Trx) => Promise<string[]>;
const nothingOpen: OpenThere = async () => [];

/** A change of the keys. */
interface KeyChange {
  asked: AskedKeys | null;
  version: number;
  openThere?: OpenThere;
}

/**
 * Stores where payments go. Every process follows with its next job, and its next page within seconds.
 * @param asked the keys with Stripe's answer; null: the sandbox
 * @throws Problem `nothing_to_do` where the environment has keys or no sandbox is allowed; `version_conflict`; as `refuseWhileOpen`
 *   for another account or mode
 */
export async function changeKeys(
  trx: Trx,
  { config, secret }: Of,
  { asked, version, openThere = nothingOpen }: KeyChange,
  principal: Principal,
): Promise<void> {
  if (config.hasStripeKeys)
    throw new Problem(
      'nothing_to_do',
      'The server’s environment has Stripe’s keys, which come first. Change STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET there, and restart. Nothing was changed.',
    );
  if (asked === null && !config.allowsSandbox)
    throw new Problem(
      'nothing_to_do',
      'This server allows no sandbox (SANDBOX_IN_PRODUCTION). Nothing was changed.',
    );
  const row = await StoredKeys.query(trx).first().forUpdate();
  if ((row?.version ?? 0) !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed the keys since you opened them. Reload, then change them.',
    );
  if (asked === null && !row?.publishableKey)
    throw new Problem('nothing_to_do', 'Payments go to the sandbox already.');
  const isLive = asked && isLiveKey(asked.keys.secretKey);
  const before = row?.publishableKey ? row : undefined;
  const isSameAccount =
    asked === null
      ? before === undefined
      : before !== undefined &&
        before.account !== null &&
        before.account === asked.trial.accountId &&
        before.isLive === isLive;
  if (!isSameAccount)
    await refuseWhileOpen(
      trx,
      before ? `Stripe’s account ${before.account ?? 'of today'}` : 'the sandbox',
      await openThere(trx),
    );
  const after = {
    publishableKey: asked?.keys.publishableKey ?? null,
    secretHint: asked && hintOf(asked.keys.secretKey),
    account: asked?.trial.accountId ?? null,
    accountName: asked?.trial.accountName ?? null,
    isLive,
    ...(asked ? sealKeys(asked.keys, secret) : { sealed: null, keyId: null }),
    version: version + 1,
  };
  if (row)
    await StoredKeys.query(trx)
      .findById(row.id)
      .patch({ ...after, changedAt: raw('now()') });
  else await StoredKeys.query(trx).insert({ id: 'stripe', ...after });
  await audit(trx, principal, [
    {
      what: 'marketplace.stripeKeys',
      subject: 'marketplace',
      before: logged(row),
      after: { ...logged(after), ...(asked ? { given: asked.given } : {}) },
    },
  ]);
}
