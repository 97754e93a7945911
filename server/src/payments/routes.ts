import { newPayment, type PaymentMode, payment, paymentMode } from '@holdfast/shared/payments';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, commandHash, commandKey, endpoint } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import type { PaymentUpdates } from './paymentUpdates.ts';
import { findOwnPayment, presentPayment } from './queries.ts';
import type { PaymentStarts } from './startPayment.ts';
import type { StripeClient } from './stripe.ts';
import { receiveWebhook } from './webhooks.ts';

export interface PaymentDesk {
  paymentStarts: PaymentStarts;
  paymentUpdates: PaymentUpdates;
  stripe: StripeClient;
  webhookSecret: string;
  mode: PaymentMode;
}

export function paymentRoutes(app: AppContext, desk: PaymentDesk): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/payment-mode',
      tag: 'Payments',
      summary: 'How a browser pays here',
      answer: paymentMode,
      handle: async () => desk.mode,
    }),
    endpoint({
      method: 'post',
      path: '/reservations/:id/payments',
      tag: 'Payments',
      summary: 'Pay for a hold with a confirmation token',
      idempotent: true,
      body: newPayment,
      answer: payment,
      status: 202,
      problems: ['payment_under_way', 'hold_expired', 'transition_refused', 'not_found'],
      async handle(ctx, { body }) {
        const answer = await desk.paymentStarts.submit({
          reservationId: String(ctx.params.id),
          fanId: ctx.state.caller.fanId ?? '',
          confirmationTokenId: body.confirmationTokenId,
          email: body.email ?? null,
          key: commandKey(ctx),
          hash: commandHash(ctx),
        });
        if ('refused' in answer) throw answer.refused;
        return answer.started;
      },
    }),
    endpoint({
      method: 'get',
      path: '/payments/:id',
      tag: 'Payments',
      summary: 'A payment of the fan’s own',
      answer: payment,
      problems: ['not_found'],
      async handle(ctx) {
        const row = await findOwnPayment(app.db, String(ctx.params.id), ctx.state.caller.fanId);
        if (!row) throw notFound('payment');
        return presentPayment(app.engine, row);
      },
    }),
    endpoint({
      method: 'post',
      path: '/webhooks/stripe',
      tag: 'Payments',
      summary: 'Stripe’s webhooks, signed over the raw body',
      answer: z.object({ received: z.boolean() }),
      problems: ['webhook_signature_invalid'],
      async handle(ctx) {
        await receiveWebhook(app, desk.stripe, desk.paymentUpdates, {
          rawBody: ctx.state.rawBody,
          signature: ctx.get('stripe-signature'),
          secret: desk.webhookSecret,
        });
        return { received: true };
      },
    }),
  ];
}
