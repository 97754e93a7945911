/** The one search box. */
import { z } from 'zod';
import { idOf } from '../http/index.ts';
import { reservationRow } from './lists.ts';

/** The one search box: what was typed. */
export const searchQuery = z.object({ q: z.string().trim().min(1).max(100) });
/** What the one search box found. */
export const searchFound = z
  .object({
    orders: z.object({
      data: z.array(reservationRow),
      total: z.int(),
      more: z.boolean().meta({ description: 'There are more than `total`, which were looked at' }),
      isSimilar: z.boolean(),
    }),
    consignors: z
      .array(
        z.object({
          id: idOf('consignor'),
          name: z.string(),
          email: z.string(),
          phone: z.string().nullable(),
        }),
      )
      .meta({ description: 'For the roles that may open them' }),
  })
  .meta({ id: 'SearchFound' });
/** What the one search box found. */
export type SearchFound = z.infer<typeof searchFound>;
