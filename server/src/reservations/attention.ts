/** Why reservations wait in support's queue: one text a cause, each set and removed by what it is about. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/**
 * `delivery`: tickets that a fan can’t accept or that can’t be delivered. `outside`: money that somebody moved at Stripe, past Holdfast. `event`: a canceled event's refund couldn't be asked. `other`: a
 * text of before causes were stored that names none of them.
 */
export type AttentionCause = 'review' | 'refund' | 'dispute' | 'outside' | 'event' | 'delivery' | 'other';

/** Sets why reservations need attention, for one cause; null removes it. */
export async function setAttention(
  trx: Trx,
  reservationIds: string[],
  cause: AttentionCause,
  attention: string | null,
): Promise<void> {
  if (reservationIds.length === 0) return;
  await queryPrepared(
    trx,
    `UPDATE reservations r SET attention_causes = n.causes,
       attention = (SELECT string_agg(value, '; ' ORDER BY key) FROM jsonb_each_text(n.causes))
     FROM (SELECT id, CASE WHEN $3::text IS NULL THEN attention_causes - $2::text
         ELSE attention_causes || jsonb_build_object($2::text, $3::text) END AS causes
       FROM reservations WHERE id = ANY($1::text[])) n
     WHERE r.id = n.id AND r.attention_causes IS DISTINCT FROM n.causes`,
    [reservationIds, cause, attention],
  );
}
