/** What a bank asks of a purchase when its cardholder disputes it: from where it was made, and under which terms. */
import { createHash } from 'node:crypto';
import { purchaseOriginDays } from '@holdfast/shared/payments';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** From where somebody pays. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
}

/** Characters of a browser's name that are kept. */
const longestAgent = 400;

/**
 * @param terms the words that are shown today, which are kept with every purchase
 * @param purchases `fanId`: a guest's is their browser's cookie, the device of the purchase
 */
export async function keepPurchaseFacts(
  trx: Trx,
  terms: string,
  purchases: ReadonlyArray<{ paymentId: string; fanId: string; origin: Origin }>,
): Promise<void> {
  // One array per column instead of `records`: part of every purchase, as in `startPayment`.
  await queryPrepared(
    trx,
    `WITH wording AS (INSERT INTO terms_texts (hash, text) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING)
     INSERT INTO purchase_facts (payment_id, ip, user_agent, device, terms_hash)
     SELECT n.*, $1 FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS n`,
    [
      createHash('sha256').update(terms).digest('hex'),
      terms,
      purchases.map(({ paymentId }) => paymentId),
      purchases.map(({ origin }) => origin.ip),
      purchases.map(({ origin }) => origin.userAgent?.slice(0, longestAgent) ?? null),
      purchases.map(({ fanId }) => (fanId.startsWith('fan_') ? fanId : null)),
    ],
  );
}

/** Somebody's account is closed: from where they paid is forgotten. */
export async function erasePurchaseFacts(trx: Trx, reservationIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    `DELETE FROM purchase_facts f USING payments p WHERE p.id = f.payment_id AND p.reservation_id = ANY($1::text[])`,
    [reservationIds],
  );
}

/** Removes what is older. @returns how many */
export async function removeOldPurchaseFacts(trx: Trx): Promise<number> {
  const rows = await queryPrepared(
    trx,
    `DELETE FROM purchase_facts WHERE at < now() - make_interval(days => ${purchaseOriginDays}) RETURNING payment_id`,
    [],
  );
  return rows.length;
}
