/** What a bank asks of a purchase when its cardholder disputes it: from where it was made, and under which terms. */
import { createHash } from 'node:crypto';
import { help, terms } from '@holdfast/shared/infoTexts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** From where somebody pays. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
}

/** The terms that are shown today, with the refund rules that are part of them. */
const termsText = [terms, { ...help, sections: help.sections.filter(({ id }) => id === 'refunds') }]
  .flatMap(({ sections }) => sections.map(({ title, paragraphs }) => `${title}\n${paragraphs.join('\n')}`))
  .join('\n\n');
const termsHash = createHash('sha256').update(termsText).digest('hex');

/** Characters of a browser's name that are kept. */
const longestAgent = 400;

/** @param fanId a guest's is their browser's cookie, the device of the purchase */
export async function keepPurchaseFacts(
  trx: Trx,
  purchases: ReadonlyArray<{ paymentId: string; fanId: string; origin: Origin }>,
): Promise<void> {
  // One array per column instead of `records`: part of every purchase, as in `startPayment`.
  await queryPrepared(
    trx,
    `WITH wording AS (INSERT INTO terms_texts (hash, text) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING)
     INSERT INTO purchase_facts (payment_id, ip, user_agent, device, terms_hash)
     SELECT n.*, $1 FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS n`,
    [
      termsHash,
      termsText,
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

/** Days after which no bank asks any more: a dispute comes within 120 days, and Visa's earlier purchases lie 365 before it. */
const keptDays = 540;

/** Removes what is older. @returns how many */
export async function removeOldPurchaseFacts(trx: Trx): Promise<number> {
  const rows = await queryPrepared(
    trx,
    `DELETE FROM purchase_facts WHERE at < now() - make_interval(days => ${keptDays}) RETURNING payment_id`,
    [],
  );
  return rows.length;
}
