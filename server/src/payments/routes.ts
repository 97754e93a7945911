import { idParam } from '@holdfast/shared/http';
import {
  newPayment,
  type PaymentMode,
  payment,
  paymentMode,
  paymentProof,
  paymentProven,
} from '@holdfast/shared/payments';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import {
  type AnyEndpoint,
  command,
  endpoint,
  principalOf,
  query,
  requireKey,
} from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { callOffPayment } from './callOffPayment.ts';
import { inboxRoutes } from './inbox/routes.ts';
import type { PaymentUpdates } from './paymentUpdates.ts';
import { confirmByProof } from './proof.ts';
import { findOwnPayment, presentPayment } from './queries.ts';
import type { PaymentStarts } from './startPayment.ts';
import type { StripeClient } from './stripe.ts';
import { receiveWebhook } from './webhooks.ts';

export interface PaymentDesk {
  paymentStarts: PaymentStarts;
  paymentUpdates: PaymentUpdates;
  /** What is in use, which changes while the process runs. */
  payments: {
    readonly client: StripeClient;
    readonly stripe: { webhookSecret: string; connectWebhookSecret?: string | null };
    readonly mode: PaymentMode;
  };
}

export function paymentRoutes(app: AppContext, desk: PaymentDesk): AnyEndpoint[] {
  return [
    query({
      path: '/payment-mode',
      tag: 'Payments',
      summary: 'How a browser pays here',
      answer: paymentMode,
      read: async () => desk.payments.mode,
    }),
    endpoint({
      method: 'post',
      path: '/reservations/:id/payments',
      params: idParam('reservation'),
      tag: 'Payments',
      summary: 'Pay for a hold with a confirmation token',
      idempotent: true,
      body: newPayment,
      answer: payment,
      status: 202,
      problems: [
        'payment_under_way',
        'buyer_blocked',
        'hold_expired',
        'event_canceled',
        'event_postponed',
        'event_started',
        'transition_refused',
        'not_found',
      ],
      async handle(ctx, { params, body }) {
        const answer = await desk.paymentStarts.submit({
          reservationId: params.id,
          fanId: ctx.state.caller.fanId ?? '',
          confirmationTokenId: body.confirmationTokenId,
          email: body.email ?? null,
          accountEmail: ctx.state.caller.email,
          origin: { ip: ctx.ip, userAgent: ctx.get('user-agent') || null },
          ...requireKey(ctx),
        });
        if ('refused' in answer) throw answer.refused;
        return answer.started;
      },
    }),
    query({
      path: '/payments/:id',
      params: idParam('payment'),
      tag: 'Payments',
      summary: 'A payment of the fan’s own',
      answer: payment,
      problems: ['not_found'],
      async read(db, { params, caller }) {
        const row = await findOwnPayment(db, params.id, caller.fanId);
        if (!row) throw notFound('payment');
        return presentPayment(app.engine, row);
      },
    }),
    command({
      method: 'delete',
      path: '/payments/:id',
      params: idParam('payment'),
      tag: 'Payments',
      summary:
        'Call off a payment that waits for the fan at their bank: the tickets stay held until the deadline',
      answer: payment,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params, caller }) => callOffPayment(trx, app.engine, params.id, caller.fanId),
    }),
    endpoint({
      method: 'post',
      path: '/webhooks/stripe',
      tag: 'Payments',
      summary: 'Stripe’s webhooks, signed over the raw body',
      answer: z.object({ received: z.boolean() }),
      problems: ['webhook_signature_invalid'],
      async handle(ctx) {
        const { webhookSecret, connectWebhookSecret } = desk.payments.stripe;
        await receiveWebhook(app, desk.payments.client, desk.paymentUpdates, {
          rawBody: ctx.state.rawBody,
          signature: ctx.get('stripe-signature'),
          secrets: connectWebhookSecret ? [webhookSecret, connectWebhookSecret] : [webhookSecret],
        });
        return { received: true };
      },
    }),
    endpoint({
      method: 'post',
      path: '/admin/payments/:id/proof',
      reaches: 'service',
      params: idParam('payment'),
      tag: 'Admin',
      summary:
        'Confirm a payment by its id at Stripe: Stripe is asked about it, and what it says is followed if amount, currency and metadata are this payment’s',
      roles: ['support'],
      freshProof: true,
      idempotent: true,
      body: paymentProof,
      answer: paymentProven,
      problems: ['not_found', 'proof_refused', 'nothing_to_do', 'validation_failed'],
      handle: (ctx, { params, body }) =>
        confirmByProof(
          app,
          desk.payments.client,
          { ...body, paymentId: params.id },
          { principal: principalOf(ctx), key: requireKey(ctx) },
        ),
    }),
    ...inboxRoutes(),
  ];
}
