/** Buyers whom the marketplace sells nothing to: by email address, by account, or by the card that they paid with. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listQuery, listWithNext, reason } from '../http/index.ts';

/** By what somebody is known. */
export const blockKinds = ['email', 'account', 'card'] as const;
/** By what somebody is known. */
export type BlockKind = (typeof blockKinds)[number];
/** The kinds on screen. */
export const blockKindNames: Record<BlockKind, string> = {
  email: 'Email address',
  account: 'Account',
  card: 'Card',
};

/** Where a block stands. */
export const blockState = z.enum(['inForce', 'lifted', 'over']);
/** Where a block stands: `over` ended on its date by itself. */
export type BlockState = z.infer<typeof blockState>;

/** One block. */
export const buyerBlock = z
  .object({
    id: idOf('buyerBlock'),
    kind: z.enum(blockKinds),
    name: z.string().meta({ description: 'The address, the person’s name, or the card as `visa ··4242`' }),
    state: blockState,
    reason: z.string(),
    reservationId: z.string().nullable().meta({ description: 'The order from which it was made' }),
    by: z.string().meta({ description: 'Who blocked' }),
    createdAt: instant,
    until: instant.nullable().meta({ description: 'When it ends by itself; null: for good' }),
    liftedAt: instant.nullable(),
    liftedBy: z.string().nullable(),
    liftReason: z.string().nullable(),
  })
  .meta({ id: 'BuyerBlock' });
/** One block. */
export type BuyerBlock = z.infer<typeof buyerBlock>;

/** The query of the list, newest first. */
export const blockQuery = listQuery(
  ['createdAt'],
  {
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'Part of an address, a name, a card or a reason' }),
    state: blockState.optional(),
    ...afterPlace,
  },
  { order: 'desc' },
);
/** One page of blocks. */
export const blockList = listWithNext(buyerBlock);

const until = instant
  .nullable()
  .default(null)
  .meta({ description: 'When it ends by itself; null: for good' });

/** Blocks an address that somebody typed. */
export const newBlock = z.object({
  email: z.string().trim().pipe(z.email('Give an email address, such as ann@example.com.').max(200)),
  until,
  reason,
});
/** Blocks whoever made an order. */
export const blockBuyer = z.object({
  by: z.array(z.enum(blockKinds)).min(1, 'Choose by what they are blocked.').max(blockKinds.length),
  until,
  reason,
});
/** Lifts a block. */
export const liftBlock = z.object({ reason });

/** What fans read who are blocked; it doesn't say by what, so that nobody works around it. */
export const blockedWords =
  'We can’t take an order from you at the moment. If you think that this is a mistake, write to us and we will look at it.';
