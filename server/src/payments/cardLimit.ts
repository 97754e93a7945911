/**
 * How many fans may pay with one card at one event within an hour. Fresh guests from many addresses who hold tickets, each with
 * a payment that waits for 3-D Secure, have a card in common; and so has who buys more than a fan may through many accounts.
 * A payment is counted once its card is known, and one that is over the limit is voided before anything is captured.
 */
import { createHash } from 'node:crypto';
import type { PaymentContext, PaymentMessage } from '@holdfast/shared/payments/machines';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { type Addressed, type Engine, messageTo, type Outcome } from '../platform/actors/index.ts';
import { type Database, queryPrepared, type Trx } from '../platform/db/index.ts';

type Decline = NonNullable<PaymentContext['decline']>;

/** Minutes within which fans of a card are counted. */
const withinMinutes = 60;

const hashOf = (fingerprint: string) => createHash('sha256').update(fingerprint).digest('base64url');

/** The payments whose card these messages name, in the order in which their cards are locked. */
function cardsIn(messages: readonly Addressed[]): Array<{ paymentId: string; hash: string }> {
  return messages
    .flatMap(({ id, actorType, message }) => {
      if (actorType !== paymentMachine.id) return [];
      const told = message as PaymentMessage;
      if (told.type !== 'authorized' && told.type !== 'actionRequired' && told.type !== 'cardKnown')
        return [];
      const fingerprint = told.card?.fingerprint;
      return fingerprint === undefined ? [] : [{ paymentId: id, hash: hashOf(fingerprint) }];
    })
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
}

/**
 * Counts payments by their card, before their messages are applied. One that was counted before isn't counted again.
 * @param limit fans; 0: none
 */
export async function noteCards(trx: Trx, limit: number, messages: readonly Addressed[]): Promise<void> {
  if (limit === 0) return;
  for (const { paymentId, hash } of cardsIn(messages)) {
    // Two payments of one card at the same moment: one is counted after the other.
    await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`card ${hash}`]);
    await queryPrepared(
      trx,
      `WITH mine AS (
         SELECT p.id, r.event_id, r.fan_id FROM payments p JOIN reservations_orders r ON r.id = p.reservation_id WHERE p.id = $1
       ),
       others AS (
         SELECT u.fan_id, max(u.at) AS at FROM card_uses u JOIN mine ON mine.event_id = u.event_id AND mine.fan_id <> u.fan_id
         WHERE u.card_hash = $2 AND u.retry_at IS NULL AND u.at > now() - interval '${withinMinutes} minutes' GROUP BY u.fan_id
       )
       INSERT INTO card_uses (payment_id, card_hash, event_id, fan_id, retry_at)
       SELECT mine.id, $2, mine.event_id, mine.fan_id,
         (SELECT at + interval '${withinMinutes} minutes' FROM others ORDER BY at DESC OFFSET $3 - 1 LIMIT 1)
       FROM mine ON CONFLICT (payment_id) DO NOTHING`,
      [paymentId, hash, limit],
    );
  }
}

/** Those of the payments that are over the limit, with what their fans read. */
export async function cardsOver(trx: Trx, paymentIds: readonly string[]): Promise<Map<string, Decline>> {
  const rows = await queryPrepared<{ id: string; retry_at: Date; minutes: number }>(
    trx,
    `SELECT payment_id AS id, retry_at, greatest(1, ceil(extract(epoch FROM retry_at - now()) / 60))::int AS minutes
     FROM card_uses WHERE payment_id = ANY($1::text[]) AND retry_at IS NOT NULL`,
    [paymentIds],
  );
  return new Map(
    rows.map(({ id, retry_at, minutes }) => [
      id,
      {
        code: 'card_limit',
        message: `Several other buyers used this card for this event within an hour. Use another card, or this one again in ${minutes} minute${minutes === 1 ? '' : 's'}.`,
        retryAt: retry_at.toISOString(),
      },
    ]),
  );
}

/**
 * Voids those that wait for 3-D Secure with a card that is over the limit: the hold is the fan's again until its deadline. One
 * that is authorized is voided by `captureOrVoid`.
 * @param outcomes of the messages, in their order
 */
export async function voidCardsOver(
  trx: Trx,
  engine: Engine,
  limit: number,
  messages: readonly Addressed[],
  outcomes: readonly Outcome[],
): Promise<void> {
  if (limit === 0) return;
  const named = new Set(cardsIn(messages).map(({ paymentId }) => paymentId));
  const waiting = messages.flatMap(({ id }, i) => {
    const outcome = outcomes[i];
    return named.has(id) && outcome && 'state' in outcome && outcome.state === 'open.requiresAction'
      ? [id]
      : [];
  });
  if (waiting.length === 0) return;
  const over = await cardsOver(trx, waiting);
  await engine.apply(
    trx,
    [...over].map(([id, decline]) =>
      messageTo(paymentMachine, id, { type: 'void', decline }, { by: 'system' }),
    ),
  );
}

/** Removes what counts no more. */
export async function removeOldCardUses(db: Database): Promise<void> {
  await db.raw(`DELETE FROM card_uses WHERE at < now() - interval '${2 * withinMinutes} minutes'`);
}
