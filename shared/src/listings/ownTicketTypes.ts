/** The ticket types of the marketplace's own events. */
import { z } from 'zod';
import { idOf } from '../http/index.ts';
import { money } from '../money/index.ts';
import { listingState } from './listingStates.ts';

/** A ticket type of an own event: one listing of the marketplace. */
export const ownTicketType = z
  .object({
    listingId: idOf('listing'),
    name: z.string(),
    price: money.meta({ description: 'Each, before the fee' }),
    quantity: z.int(),
    available: z.int(),
    held: z.int(),
    sold: z.int(),
    maxPerFan: z
      .int()
      .nullable()
      .meta({ description: 'Tickets of it that one fan may have; null: as the event says' }),
    state: listingState,
    isOver: z.boolean().meta({ description: 'It has left the sale' }),
  })
  .meta({ id: 'OwnTicketType' });
/** A ticket type of an own event. */
export type OwnTicketType = z.infer<typeof ownTicketType>;
