import { randomUUID } from 'node:crypto';

/** A new id with Stripe's prefix, such as `pi_3f0c…`. Unguessable: 122 random bits. */
export const newId = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

/** Charge ids are derived from their payment intent's, so that a charge needs no index of its own. */
export const chargeId = (paymentIntentId: string, attempt: number): string =>
  `ch_${paymentIntentId.slice(3)}${String(attempt).padStart(3, '0')}`;

/** The payment intent that a charge id belongs to. */
export const paymentIntentIdOfCharge = (charge: string): string => `pi_${charge.slice(3, -3)}`;
