import { TableModel } from '../../platform/db/index.ts';

/** Stripe's keys as the back office gave them; at most one row. */
export class StoredKeys extends TableModel {
  static override tableName = 'stripe_keys';
  declare id: 'stripe';
  /** null, as the next ones: the sandbox was chosen. */
  declare publishableKey: string | null;
  declare secretHint: string | null;
  /** Stripe's id of the account; null where the key may not read it. */
  declare account: string | null;
  declare accountName: string | null;
  declare isLive: boolean | null;
  /** Secret key and webhook secret as JSON, sealed. */
  declare sealed: Buffer | null;
  declare keyId: string | null;
  /** Counts the changes. */
  declare version: number;
  declare changedAt: Date;
}
