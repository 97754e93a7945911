/** The bot's token, sealed under the marketplace's secret. */
import type { Trx } from '../platform/db/index.ts';
import { seal, sealKeyOf, unseal } from '../platform/seal.ts';
import { TelegramSettings } from './TelegramSettings.ts';

type Sealed = Pick<TelegramSettings, 'sealed' | 'keyId'>;
const belongsTo = 'telegram';

/** The columns of a sealed token. */
export function sealToken(secret: string, token: string): Sealed {
  const key = sealKeyOf(secret, 'telegram');
  return { sealed: seal(key, belongsTo, token), keyId: key.id };
}

/** @throws Error when it was sealed under another secret */
export function openToken(secret: string, row: Sealed): string {
  const key = sealKeyOf(secret, 'telegram');
  if (key.id !== row.keyId)
    throw new Error('Telegram’s token was sealed under another SECRET. Run `npm run secret:reseal`.');
  return unseal(key, belongsTo, row.sealed);
}

/** Seals it under another secret. @returns whether there is one */
export async function resealTelegram(
  trx: Trx,
  { earlier, current }: { earlier: string; current: string },
): Promise<boolean> {
  const row = await TelegramSettings.query(trx).first().forUpdate();
  if (!row) return false;
  if (row.keyId !== sealKeyOf(current, 'telegram').id)
    await TelegramSettings.query(trx)
      .findById(row.id)
      .patch(sealToken(current, openToken(earlier, row)));
  return true;
}
