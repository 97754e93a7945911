/** Taking some seats of a listing back for the consignor while the rest stays on sale. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';

/** Which seats to take back, or how many tickets of a listing without seats. */
export const takeBack = z.object({
  seats: z
    .array(z.int().min(1, 'Seats are positive whole numbers.').max(99_999))
    .max(200)
    .default([])
    .meta({ description: 'Of a seated listing' }),
  quantity: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .meta({ description: 'Of a listing without seats: how many of its free tickets' }),
  reason,
  override: z.boolean().default(false).meta({
    description: 'Allow leaving seats that the split rule can’t sell; logged',
  }),
  preview: z.boolean().default(false),
});
/** A request to take seats back, as a client sends it. */
export type TakeBack = z.input<typeof takeBack>;

/** What was taken back, or with `preview` would be. */
export const takenBack = z
  .object({
    preview: z.boolean(),
    listingId: idOf('listing'),
    withdrawn: z
      .boolean()
      .meta({ description: 'No other ticket was unsold: the whole listing is withdrawn' }),
    leftAtOnce: z.array(z.int()).meta({ description: 'Seats off sale now' }),
    leavesLater: z
      .array(z.object({ seat: z.int(), heldSince: instant, expiresAt: instant, paying: z.boolean() }))
      .meta({
        description: 'Seats that a fan holds: withdrawn when the hold ends, or sold if the fan pays',
      }),
    quantity: z.int().meta({ description: 'All tickets, also those without seats' }),
    overridden: z.boolean(),
  })
  .meta({ id: 'TakenBack' });
/** What was taken back. */
export type TakenBack = z.infer<typeof takenBack>;
