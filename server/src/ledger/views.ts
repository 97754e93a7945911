/** Rows of the views that ledger publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */
import type { PostingKind } from '@holdfast/shared/accounting';

/** Entries with their transaction. Amounts are minor units: debits positive, credits negative. */
export interface LedgerPostings {
  transaction_id: string;
  line: number;
  account: string;
  amount: number;
  currency: string;
  kind: PostingKind;
  reservation_id: string | null;
  payment_id: string | null;
  at: Date;
  /** The transition that it comes from, such as `pyt_…/3`. */
  cause: string;
}
