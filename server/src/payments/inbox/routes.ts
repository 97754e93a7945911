/** The inbox of Stripe's events: what came, what it did, what waits, and processing one again. */
import {
  replayBody,
  stripeEventList,
  stripeEventParams,
  stripeEventQuery,
  stripeEventShown,
} from '@holdfast/shared/payments';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { listStripeEvents, replayEvent, showStripeEvent } from './listEvents.ts';

export function inboxRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/stripe-events',
      tag: 'Admin',
      summary: 'What Stripe told, newest first, with what became of it',
      roles: ['support', 'finance'],
      query: stripeEventQuery,
      answer: stripeEventList,
      run: (trx, { query }) => listStripeEvents(trx, query),
    }),
    query({
      path: '/admin/stripe-events/:id',
      params: stripeEventParams,
      tag: 'Admin',
      summary: 'One event of Stripe, with what it did',
      roles: ['support', 'finance'],
      answer: stripeEventShown,
      problems: ['not_found'],
      run: (trx, { params }) => showStripeEvent(trx, params.id),
    }),
    command({
      method: 'post',
      path: '/admin/stripe-events/:id/replay',
      params: stripeEventParams,
      tag: 'Admin',
      summary: 'Process an event once more, in the background; what it did already isn’t done twice',
      roles: ['support'],
      idempotent: true,
      body: replayBody,
      answer: stripeEventShown,
      status: 202,
      problems: ['not_found'],
      run: (trx, { params, body, principal }) => replayEvent(trx, params.id, body.reason, principal),
    }),
  ];
}
