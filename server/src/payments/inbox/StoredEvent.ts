import type { StripeEventOutcome } from '@holdfast/shared/payments';
import { TableModel } from '../../platform/db/index.ts';
import type { StripeEvent } from '../stripe.ts';

/** An event of Stripe, once, with what became of it. */
export class StoredEvent extends TableModel {
  static override tableName = 'stripe_events';
  static override jsonAttributes = ['payload'];
  /** Stripe's. */
  declare id: string;
  declare type: string;
  /** Stripe's id of what it is about. */
  declare objectId: string | null;
  declare receivedAt: Date;
  /** When Stripe made it; null in rows of before. */
  declare happenedAt: Date | null;
  declare outcome: StripeEventOutcome;
  declare attempts: number;
  declare error: string | null;
  /** While `outcome` is `failed`. */
  declare payload: StripeEvent | null;
}
