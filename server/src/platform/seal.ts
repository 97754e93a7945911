/**
 * Seals a text so that a copy of the database alone doesn't give it away: AES-256-GCM under a key derived from the marketplace's
 * secret (HKDF-SHA-256), bound to what it belongs to, so that a sealed text moved to another row can't be opened.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** What is sealed. Each kind has a key of its own, derived under its text, which never changes. */
const purposes = {
  packageAccess: 'holdfast package access, version 1',
  secondFactor: 'holdfast second factor, version 1',
  feedKeys: 'holdfast feed keys, version 1',
  bankData: 'holdfast bank data, version 1',
  taxData: 'holdfast tax data, version 1',
  stripeKeys: 'holdfast stripe keys, version 1',
  webhookSecrets: 'holdfast webhook secrets, version 1',
  slack: 'holdfast slack, version 1',
  telegram: 'holdfast telegram, version 1',
} as const;
const nonceBytes = 12;
const tagBytes = 16;

/** A key and its name. The name is a hash of the key: it distinguishes keys and reveals nothing of them. */
export interface SealKey {
  id: string;
  key: Buffer;
}

/** @param secret the marketplace's, at least 32 characters */
export function sealKeyOf(secret: string, kind: keyof typeof purposes): SealKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purposes[kind], 32));
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 16), key };
}

/** @param belongsTo the id of what it is of */
export function seal({ key }: SealKey, belongsTo: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(belongsTo));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws Error when it was sealed with another key, belongs to something else, or was changed */
export function unseal({ key }: SealKey, belongsTo: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(belongsTo))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  );
}
