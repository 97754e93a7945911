/** Applies Stripe's updates to payments and refunds, many per transaction; webhooks are recorded in the same transaction. */

import { paymentMachine } from '@holdfast/shared/payments/machines';
import { type Addressed, hasTag, type Outcome } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Batcher, createBatcher } from '../platform/batcher.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** An update from a job's answer or a webhook; a webhook about an unknown object has no message. */
export interface StripeUpdate {
  addressed: Addressed | null;
  webhook: { id: string; type: string; objectId: string | null } | null;
}

export type PaymentUpdates = Batcher<StripeUpdate, Outcome | null>;

export function createPaymentUpdates(app: AppContext): PaymentUpdates {
  return createBatcher(
    (words) =>
      inTransaction(app.db, async (trx) => {
        const messages = words.flatMap((word) => word.addressed ?? []);
        const outcomes = messages.length > 0 ? await app.engine.apply(trx, messages) : [];
        let next = 0;
        const answers = words.map((word) => (word.addressed ? (outcomes[next++] as Outcome) : null));
        const webhooks = words.flatMap((word, i) =>
          word.webhook ? [{ ...word.webhook, outcome: answers[i]?.kind ?? 'notOurs' }] : [],
        );
        if (webhooks.length > 0) await storeWebhooks(trx, webhooks);
        crashPoint('outcome: applied, not committed');
        if (
          outcomes.some((outcome) => 'state' in outcome && hasTag(paymentMachine, outcome.state, 'captured'))
        )
          crashPoint('paid: applied, not committed');
        return answers;
      }),
    { maxBatch: 64, maxInFlight: 1 },
  );
}

async function storeWebhooks(
  trx: Trx,
  webhooks: ReadonlyArray<NonNullable<StripeUpdate['webhook']> & { outcome: string }>,
): Promise<void> {
  const { from, value } = records(webhooks, { id: 'text', type: 'text', objectId: 'text', outcome: 'text' });
  await queryPrepared(
    trx,
    `INSERT INTO stripe_events (id, type, object_id, outcome) SELECT n.* FROM ${from} ON CONFLICT (id) DO NOTHING`,
    [value],
  );
}
