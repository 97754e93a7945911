import type { Trx } from '../platform/db/index.ts';
import { loadReservation } from '../reservations/index.ts';
import { drawReceipt } from './drawReceipt.ts';
import { issueOf } from './issueReceipts.ts';
import { Receipt } from './Receipt.ts';

/** The receipt of an order as its buyer has it, issued now where it wasn't; null: the order was never paid. */
export async function receiptPdfOf(trx: Trx, reservationId: string): Promise<Buffer | null> {
  await issueOf(trx, reservationId);
  const receipt = await Receipt.query(trx).findOne({ reservation_id: reservationId, kind: 'receipt' });
  if (!receipt) return null;
  const { email } = await loadReservation(trx, reservationId);
  return drawReceipt(receipt, email, receipt.document);
}
