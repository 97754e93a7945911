/** Receipts and credit notes of orders. */
import { z } from 'zod';
import { instant } from '../http/index.ts';
import { money } from '../money/index.ts';

/** `receipt` for a paid order, `creditNote` for a refund of it. */
export const receiptKinds = ['receipt', 'creditNote'] as const;
/** `receipt` for a paid order, `creditNote` for a refund of it. */
export type ReceiptKind = (typeof receiptKinds)[number];

/** The number as people read it: `R-000042`, `C-000007`. Each series counts from 1 without a gap. */
export const receiptNumber = z.string().regex(/^[RC]-\d{6,9}$/);

/** A receipt or credit note, as an order lists it. */
export const issuedReceipt = z
  .object({
    number: receiptNumber.meta({ example: 'R-000042' }),
    kind: z.enum(receiptKinds),
    amount: money,
    issuedAt: instant,
  })
  .meta({ id: 'IssuedReceipt' });
/** A receipt or credit note, as an order lists it. */
export type IssuedReceipt = z.infer<typeof issuedReceipt>;

/** Those of one order, in the order in which they were issued. */
export const issuedReceipts = z.object({ data: z.array(issuedReceipt) });

/** @param number its place in its series */
export function receiptNumberOf(kind: ReceiptKind, number: number): string {
  return `${kind === 'receipt' ? 'R' : 'C'}-${String(number).padStart(6, '0')}`;
}

/** The inverse of `receiptNumberOf`. @param text a `receiptNumber` */
export function readReceiptNumber(text: string): { kind: ReceiptKind; number: number } {
  return { kind: text.startsWith('R') ? 'receipt' : 'creditNote', number: Number(text.slice(2)) };
}
