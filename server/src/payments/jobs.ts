/** Stripe calls as jobs. Each may run twice; its idempotency key makes Stripe act once. */
import {
  type PaymentMessage,
  paymentMachine,
  type RefundMessage,
  refundMachine,
} from '@holdfast/shared/payments/machines';
import type { ContextFrom } from 'xstate';
import { z } from 'zod';
import { type Addressed, messageTo, type Restored } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction } from '../platform/db/index.ts';
import { removeOldEvents, removeOldEventsTask } from './inbox/removeOldEvents.ts';
import { takeInTask } from './inbox/storeEvents.ts';
import { takeInAgain } from './inbox/takeIn.ts';
import type { PaymentUpdates } from './paymentUpdates.ts';
import { reconcile } from './reconcile.ts';
import { recordCard } from './recordCard.ts';
import { cancelPayment, capturePayment, confirmPayment, readPayment, type StripeClient } from './stripe.ts';
import { createRefund, readRefund } from './stripeRefunds.ts';

const payload = z.object({ id: z.string(), version: z.int() });

export type JobHandler = (payload: unknown) => Promise<void>;

async function stateOf<M extends typeof paymentMachine | typeof refundMachine>(
  app: AppContext,
  machine: M,
  id: string,
): Promise<Restored<ContextFrom<M>>> {
  const found = await inTransaction(app.db, (trx) => app.engine.read(trx, machine, [id]));
  const actor = found.get(id);
  if (!actor) throw new Error(`${id} is gone`);
  return actor;
}

/** @returns handlers by the names of their jobs */
export function paymentJobs(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
): Record<string, JobHandler> {
  return {
    ...authorizationJobs(app, stripe, paymentUpdates),
    ...refundJobs(app, stripe, paymentUpdates),
    'payments.reconcile': async () => {
      await reconcile(app, stripe, paymentUpdates);
    },
    [removeOldEventsTask]: async () => {
      await removeOldEvents(app);
    },
    [takeInTask]: (given) => takeInAgain(app, stripe, paymentUpdates, given),
  };
}

function authorizationJobs(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
): Record<string, JobHandler> {
  const submit = (addressed: Addressed) => paymentUpdates.submit({ messages: [addressed], webhook: null });

  async function notifyOf(id: string, message: PaymentMessage | null): Promise<void> {
    if (message === null) return;
    const sent = { by: 'stripe' };
    const named = await recordCard(app, stripe, id, message);
    const outcome = await submit(messageTo(paymentMachine, id, named, sent));
    // The webhook arrived first, and it names no card.
    if (outcome?.kind === 'refused' && 'card' in message && message.card)
      await submit(messageTo(paymentMachine, id, { type: 'cardKnown', card: message.card }, sent));
  }

  async function confirm(id: string): Promise<void> {
    const { context } = await stateOf(app, paymentMachine, id);
    if (context.confirmationTokenId === null) return;
    const { reservationId, amount, currency, confirmationTokenId } = context;
    const returnUrl = `${app.publicUrl}/checkout/${reservationId}`;
    crashPoint('authorise: before Stripe is asked');
    const update = await confirmPayment(stripe, {
      id,
      reservationId,
      amount,
      currency,
      confirmationTokenId,
      returnUrl,
    });
    crashPoint('authorise: Stripe did, we have not heard');
    await notifyOf(id, update);
    crashPoint('outcome: committed, job not ended');
  }

  const withStripeId =
    (act: (stripeId: string, key: string) => ReturnType<typeof capturePayment>, name: string): JobHandler =>
    async (raw) => {
      const { id, version } = payload.parse(raw);
      const { context } = await stateOf(app, paymentMachine, id);
      // Without the intent's id the first call has no known outcome; repeating it with the same key returns it.
      if (context.stripeId === null) return confirm(id);
      await notifyOf(id, await act(context.stripeId, `${name}/${id}/${version}`));
    };

  return {
    'payments.confirm': async (raw) => confirm(payload.parse(raw).id),
    'payments.capture': withStripeId(async (stripeId, key) => {
      crashPoint('capture: before Stripe is asked');
      const update = await capturePayment(stripe, stripeId, key);
      crashPoint('capture: Stripe did, we have not heard');
      return update;
    }, 'capture'),
    'payments.cancel': withStripeId((stripeId, key) => cancelPayment(stripe, stripeId, key), 'cancel'),
    'payments.ask': withStripeId((stripeId) => readPayment(stripe, stripeId), 'ask'),
  };
}

function refundJobs(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
): Record<string, JobHandler> {
  async function tellRefund(id: string, message: RefundMessage): Promise<void> {
    const addressed = messageTo(refundMachine, id, message, { by: 'stripe' });
    await paymentUpdates.submit({ messages: [addressed], webhook: null });
  }

  return {
    'payments.refund': async (raw) => {
      const { id } = payload.parse(raw);
      const { context, state } = await stateOf(app, refundMachine, id);
      if (!state.startsWith('sending')) return;
      const payment = await stateOf(app, paymentMachine, context.paymentId);
      const stripePaymentId = payment.context.stripeId;
      if (stripePaymentId === null) throw new Error(`${context.paymentId} has no payment intent to refund`);
      await tellRefund(
        id,
        await createRefund(stripe, { id, stripePaymentId, amount: context.amount, attempt: context.attempt }),
      );
    },
    'payments.askRefund': async (raw) => {
      const { id } = payload.parse(raw);
      const { context } = await stateOf(app, refundMachine, id);
      if (context.stripeId !== null) return tellRefund(id, await readRefund(stripe, context.stripeId));
      const payment = await stateOf(app, paymentMachine, context.paymentId);
      const stripePaymentId = payment.context.stripeId;
      if (stripePaymentId === null) return;
      await tellRefund(
        id,
        await createRefund(stripe, { id, stripePaymentId, amount: context.amount, attempt: context.attempt }),
      );
    },
  };
}
