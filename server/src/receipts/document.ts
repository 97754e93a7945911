/**
 * What a receipt says: stored when it is issued, so that it says the same for ever; only the buyer's address
 * is read from the order, since people may have theirs forgotten. Amounts in minor units.
 */
import { z } from 'zod';

export const receiptDocument = z.object({
  /** Of the marketplace. */
  seller: z.object({ name: z.string(), email: z.string(), address: z.string().nullable() }),
  order: z.string(),
  /** When the order was paid, or the refund issued; ISO 8601. */
  at: z.string(),
  /** The last digits of the card; null where none was charged. */
  card: z.string().nullable(),
  /** A credit note of a refund that was paid another way than to the card. */
  elsewhere: z.boolean(),
  event: z.object({
    name: z.string(),
    venue: z.string(),
    startsAt: z.string(),
    timeZone: z.string(),
    timeTbd: z.boolean(),
  }),
  /** Empty on a credit note that isn't of the whole order. */
  lines: z.array(
    z.object({
      text: z.string(),
      quantity: z.int(),
      /** Of one ticket. */
      price: z.int(),
      /** Of one ticket. */
      fee: z.int(),
    }),
  ),
  /** Included in the total, or in what went back; absent on papers of before taxes were kept. Rates in parts per million. */
  taxes: z
    .array(z.object({ name: z.string(), jurisdiction: z.string(), ratePpm: z.int(), amount: z.int() }))
    .optional(),
  currency: z.string(),
  total: z.int(),
  /** On a credit note: the receipt that it is about. */
  receipt: z.int().nullable(),
});
/** What a receipt says. */
export type ReceiptDocument = z.output<typeof receiptDocument>;
