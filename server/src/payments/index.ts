export * from './jobs.ts';
export * from './openRefund.ts';
export * from './payment.actor.ts';
export * from './paymentUpdates.ts';
export * from './queries.ts';
export * from './routes.ts';
export * from './startPayment.ts';
export { openStripe, type StripeClient } from './stripe.ts';
export * from './summaries.ts';
