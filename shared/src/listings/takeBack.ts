/** A consignor takes some seats of a listing back while the rest stays on sale. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';

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
    .meta({ description: 'Of a listing without seats: how many of those that are free' }),
  reason,
  override: z.boolean().default(false).meta({
    description: 'Although the split rule would leave seats that can’t be sold; logged',
  }),
  preview: z.boolean().default(false),
});
export type TakeBack = z.input<typeof takeBack>;

export const takenBack = z
  .object({
    preview: z.boolean(),
    listingId: idOf('listing'),
    withdrawn: z
      .boolean()
      .meta({ description: 'Nothing else was unsold: the listing is withdrawn as a whole' }),
    leftAtOnce: z.array(z.int()).meta({ description: 'Seats off sale now' }),
    leavesLater: z
      .array(z.object({ seat: z.int(), heldSince: instant, expiresAt: instant, paying: z.boolean() }))
      .meta({
        description: 'Seats that a fan holds: they leave when they are free, or are sold if the fan pays',
      }),
    quantity: z.int().meta({ description: 'Tickets in all, also those without seats' }),
    overridden: z.boolean(),
  })
  .meta({ id: 'TakenBack' });
export type TakenBack = z.infer<typeof takenBack>;
