/** Processes Stripe's events: as they arrive, and again where that failed or somebody asks for it. */
import { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import type { PaymentUpdates } from '../paymentUpdates.ts';
import type { StripeClient, StripeEvent } from '../stripe.ts';
import { updateOf } from '../stripeEvents.ts';
import { StoredEvent } from './StoredEvent.ts';
import { keepFailed } from './storeEvents.ts';

/**
 * Processes an event that is known to be Stripe's, any number of times and in any order. One that fails is kept and tried
 * again by a job.
 * @throws what the database says when it can't keep it
 */
export async function takeIn(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
  event: StripeEvent,
): Promise<void> {
  try {
    await paymentUpdates.submit(await updateOf(app, stripe, event));
  } catch (error) {
    app.log.error(
      { err: error, event: event.id, type: event.type },
      'an event of Stripe failed, and is kept',
    );
    await keepFailed(app, event, error as Error);
  }
}

const payload = z.object({ id: z.string() });

/** The job `payments.takeIn`: the event as it was kept, or as Stripe has it. @throws what makes it fail again */
export async function takeInAgain(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
  given: unknown,
): Promise<void> {
  const { id } = payload.parse(given);
  const kept = await StoredEvent.query(app.db).findById(id);
  if (!kept) return;
  try {
    const event = kept.payload ?? (await stripe.events.retrieve(id));
    await paymentUpdates.submit(await updateOf(app, stripe, event));
  } catch (error) {
    await StoredEvent.query(app.db)
      .findById(id)
      .whereIn('outcome', ['failed', 'early'])
      .patch({ error: (error as Error).message, attempts: kept.attempts + 1 });
    throw error;
  }
}
