/** What support does on a case's page. */
import { z } from 'zod';
import { idOf, reason } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { breakCause } from '../reservations/breakCauses.ts';

/** Says that what needed attention is done; only a closable cause. */
export const attentionDone = z.object({ cause: z.string(), reason });
/** Says that what needed attention is done. */
export type AttentionDone = z.input<typeof attentionDone>;

/** Sends one of the accepted messages, with a reason for the log. */
export const caseAction = z.object({
  actorId: z.string(),
  message: z.string(),
  version: z.int().meta({ description: 'The version that the caller read' }),
  reason,
  cause: breakCause.optional().meta({ description: 'Required for breakHold, otherwise not allowed' }),
  causeText: z
    .string()
    .trim()
    .max(200, 'At most 200 characters.')
    .optional()
    .meta({ description: 'What the fan reads when the cause is `other`; required then' }),
  minutes: z
    .int('Give whole minutes.')
    .min(1, 'At least one minute.')
    .max(120, 'At most 120 minutes.')
    .optional()
    .meta({ description: 'Of extend: how many minutes on top; required then' }),
  listingId: idOf('listing').optional().meta({ description: 'Of move: to which listing; required then' }),
  seats: z
    .array(z.int())
    .max(100)
    .optional()
    .meta({ description: 'Of move: its seats; empty without seats' }),
  seenTotal: minorUnits
    .optional()
    .meta({ description: 'Of move: all-in, of all of them, as the person saw it; required then' }),
  confirmCode: z.string().trim().optional().meta({ description: 'The order code, typed once more' }),
  ticketIds: z
    .array(idOf('ticket'))
    .min(1, 'Choose a ticket.')
    .max(100)
    .optional()
    .meta({ description: 'Of a refund: only these tickets; without them all that is left' }),
  withFees: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the fee of these tickets goes back too; by default it does' }),
  backOnSale: z.boolean().optional().meta({
    description:
      'Whether their places may be sold again; by default they may, and never once the event began',
  }),
});
/** A support action as a client sends it. */
export type CaseAction = z.input<typeof caseAction>;

/** Seats on sale that a hold could go over to. */
export const holdMoves = z
  .object({
    total: money.meta({ description: 'What the hold costs now' }),
    data: z.array(
      z.object({
        listingId: idOf('listing'),
        places: z.string().meta({ example: '112 / F / 5–6' }),
        seats: z.array(z.int()),
        total: money,
        difference: money.meta({ description: 'Above zero: the fan would pay more' }),
      }),
    ),
  })
  .meta({ id: 'HoldMoves' });
/** Seats on sale that a hold could go over to. */
export type HoldMoves = z.infer<typeof holdMoves>;
