/** The secrets of endpoints, sealed under the marketplace's, and the signatures that are made with them. */
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { seal, sealKeyOf, unseal } from '../platform/seal.ts';
import { WebhookEndpoint } from './WebhookEndpoint.ts';

const prefix = 'whsec_';
/** Of chance. Source: Standard Webhooks 1.0.0, "Signature scheme": 24 to 64 */
const secretBytes = 24;
/** How long the secret of before signs too, milliseconds: time to give the new one to whoever reads. */
const rotationMs = 24 * 60 * 60 * 1000;

const stored = z.object({ now: z.string(), before: z.string().nullable() });
type Stored = z.infer<typeof stored>;
type Sealed = Pick<WebhookEndpoint, 'keyId' | 'sealed'>;

/** A new secret: `whsec_…`, base64. */
export const newSecret = (): string => `${prefix}${randomBytes(secretBytes).toString('base64')}`;

/** @param id of the endpoint, to which it is bound */
export function sealSecrets(secret: string, id: string, secrets: Stored): Sealed {
  const key = sealKeyOf(secret, 'webhookSecrets');
  return { keyId: key.id, sealed: seal(key, id, JSON.stringify(secrets)) };
}

/** @throws Error when they were sealed under another secret of the marketplace */
export function openSecrets(
  secret: string,
  { id, keyId, sealed }: Pick<WebhookEndpoint, 'id'> & Sealed,
): Stored {
  const key = sealKeyOf(secret, 'webhookSecrets');
  if (key.id !== keyId)
    throw new Error('The secrets of webhooks were sealed under another SECRET. Run `npm run secret:reseal`.');
  return stored.parse(JSON.parse(unseal(key, id, sealed)));
}

/** Seals all of them under another secret. @returns how many */
export async function resealWebhookSecrets(
  trx: Trx,
  { earlier, current }: { earlier: string; current: string },
): Promise<number> {
  const rows = await WebhookEndpoint.query(trx).orderBy('id').forUpdate();
  for (const row of rows) {
    const { keyId, sealed } = sealSecrets(current, row.id, openSecrets(earlier, row));
    await queryPrepared(trx, 'UPDATE webhook_endpoints SET key_id = $2, sealed = $3 WHERE id = $1', [
      row.id,
      keyId,
      sealed,
    ]);
  }
  return rows.length;
}

/**
 * The headers of one try. Source: Standard Webhooks 1.0.0: HMAC-SHA256 over id, timestamp and body, a signature for each secret in force
 * @param at of the try, so that one that was caught can't be sent again much later
 */
export function signedHeaders(
  { now, before }: Stored,
  rotatedAt: Date | null,
  { id, body, at }: { id: string; body: string; at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const isRotating = before !== null && rotatedAt !== null && at.getTime() - rotatedAt.getTime() < rotationMs;
  const sign = (secret: string) =>
    `v1,${createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': [now, ...(isRotating ? [before] : [])].map(sign).join(' '),
  };
}
