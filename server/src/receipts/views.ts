/** What other rooms read. */
import type { ReceiptKind } from '@holdfast/shared/receipts';

/** Receipts and credit notes without what they say. */
export interface ReceiptsIssued {
  kind: ReceiptKind;
  number: number;
  reservation_id: string;
  refund_id: string | null;
  /** Minor units. */
  amount: number;
  currency: string;
  happened_at: Date;
  issued_at: Date;
}

/** How far each series of numbers has come. */
export interface ReceiptsNumbered {
  kind: ReceiptKind;
  last_number: number;
  issued_until: Date;
}
