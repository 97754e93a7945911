import type { ConnectedState } from '@holdfast/shared/connectedAccounts';
import { TableModel } from '../platform/db/index.ts';

/** An account of a consignor at Stripe: the one in use, or one that was before. */
export class ConnectedAccount extends TableModel {
  static override tableName = 'connected_accounts';
  static override jsonAttributes = ['missing'];
  declare id: string;
  declare consignorId: string;
  /** Stripe's; null: it hasn't answered yet. */
  declare stripeId: string | null;
  /** Counts the requests for it that Stripe refused. */
  declare attempt: number;
  declare state: ConnectedState;
  /** Stripe's names of what it asks for. */
  declare missing: string[];
  /** Stripe's `disabled_reason`. */
  declare reason: string | null;
  declare currency: string | null;
  /** Its consignor is paid to it once it is ready. */
  declare isWanted: boolean;
  declare payoutProblem: string | null;
  declare problemAt: Date | null;
  /** Counts the changes. */
  declare version: number;
  declare startedAt: Date;
  declare startedBy: string;
  declare askedAt: Date | null;
  /** Null: it is in use. */
  declare endedAt: Date | null;
}
