/** Applies Stripe's updates to payments, refunds and disputes, many per transaction; webhooks are recorded in the same transaction. */

import type { StripeEventOutcome } from '@holdfast/shared/payments';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { type Addressed, hasTag, type Outcome } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Batcher, createBatcher } from '../platform/batcher.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { noteCards, voidCardsOver } from './cardLimit.ts';
import { type EventFacts, storeEvents } from './inbox/storeEvents.ts';

/** An update from a job's answer or a webhook; a webhook about an unknown object has no message. */
export interface StripeUpdate {
  /**
   * The messages of it, or what makes them in the transaction: an actor may begin with its first news. `early`: what it is
   * about isn't known here yet; the reconciliation brings it again. `passedOn`: a job of a higher room has it.
   */
  messages: Addressed[] | ((trx: Trx) => Promise<Addressed[] | 'early' | 'passedOn'>);
  webhook: EventFacts | null;
}

/** Answers the outcome of an update's last message; null where it has none. */
export type PaymentUpdates = Batcher<StripeUpdate, Outcome | null>;

export function createPaymentUpdates(app: AppContext): PaymentUpdates {
  return createBatcher(
    (updates) =>
      inTransaction(app.db, async (trx) => {
        const { perCard } = app.config.holdLimits;
        // Cards are locked before any row is: what is found in the transaction is about refunds and disputes, and locks payments.
        const told = updates.flatMap(({ messages: own }) => (typeof own === 'function' ? [] : own));
        await noteCards(trx, perCard, told);
        const special = new Map<StripeUpdate, StripeEventOutcome>();
        const messages: Addressed[][] = [];
        for (const update of updates) {
          const own = typeof update.messages === 'function' ? await update.messages(trx) : update.messages;
          if (own === 'early') special.set(update, 'early');
          if (own === 'passedOn') special.set(update, 'applied');
          messages.push(typeof own === 'string' ? [] : own);
        }
        const all = messages.flat();
        const outcomes = all.length > 0 ? await app.engine.apply(trx, all) : [];
        await voidCardsOver(trx, app.engine, perCard, all, outcomes);
        let next = 0;
        const answers = messages.map((own): Outcome | null => {
          next += own.length;
          return own.length > 0 ? (outcomes[next - 1] as Outcome) : null;
        });
        const webhooks = updates.flatMap((update, i) => {
          const outcome: StripeEventOutcome = special.get(update) ?? answers[i]?.kind ?? 'notOurs';
          return update.webhook ? [{ ...update.webhook, outcome }] : [];
        });
        await storeEvents(trx, webhooks);
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
