/** Support: one reservation with everything that happened to it. */
import { z } from 'zod';
import { approvalRow } from '../approvals/contract.ts';
import { blockKinds, buyerBlock } from '../blocks/contract.ts';
import { caseState } from '../cases/contract.ts';
import { caseKinds } from '../cases/kinds.ts';
import { idOf, instant } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { reservation } from '../reservations/contract.ts';

/** A machine as its diagram needs it: the states with their parents, and the transitions between them. */
export const machineDrawing = z
  .object({
    states: z.array(
      z.object({ id: z.string(), label: z.string(), parent: z.string().nullable(), final: z.boolean() }),
    ),
    edges: z.array(z.object({ from: z.string(), to: z.string(), message: z.string(), after: z.boolean() })),
  })
  .meta({ id: 'MachineDrawing' });
/** A machine as its diagram needs it. */
export type MachineDrawing = z.infer<typeof machineDrawing>;

/** A message that the state accepts now and that the caller may send: one button. */
export const acceptedMessage = z.object({
  message: z.string(),
  label: z.string().meta({ example: 'Let the seats go' }),
  effect: z.string().meta({ description: 'What it will do to seats, money and emails' }),
  danger: z.boolean(),
  needsReason: z.boolean(),
  confirmWith: z.string().nullable().meta({
    description:
      'The order code, to be typed as a confirmation; then a named cause is required too. Null: neither',
  }),
});

/** One entry of an actor's log, or of what happened beside it (an email, a scan, what staff did by hand), with a sentence for people. */
export const timelineEntry = z
  .object({
    at: instant,
    actorType: z.string().meta({
      description: 'A machine, or `mail`, `gate` and `byHand` of what has none',
    }),
    actorId: z.string(),
    version: z.int(),
    message: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    by: z.string().meta({ description: 'A fan, a staff member, Stripe, a timer or an import' }),
    byKind: z.enum(['fan', 'system', 'stripe', 'clock', 'staff', 'email']),
    reason: z.string().nullable(),
    cause: z.string().nullable(),
    text: z.string().meta({ description: 'One sentence that says what happened' }),
    data: z.record(z.string(), z.unknown()).meta({ description: "The message's own fields" }),
  })
  .meta({ id: 'TimelineEntry' });
/** One thing that happened. */
export type TimelineEntry = z.infer<typeof timelineEntry>;

/**
 * One actor (reservation, payment, refund, dispute, handover, listing or import) with its state, diagram, timers and possible
 * messages.
 */
export const actorView = z
  .object({
    type: z.enum(['reservation', 'payment', 'refund', 'dispute', 'handover', 'listing', 'import']),
    id: z.string(),
    state: z.string(),
    version: z.int(),
    context: z.record(z.string(), z.unknown()),
    drawing: machineDrawing,
    visited: z.array(z.object({ from: z.string().nullable(), to: z.string(), message: z.string() })),
    accepts: z.array(z.string()),
    actions: z.array(acceptedMessage),
    refused: z
      .array(z.object({ message: z.string(), label: z.string(), because: z.array(z.string()) }))
      .meta({
        description:
          'What support could send in other states: the guards that say no, none where the state doesn’t know it',
      }),
    timers: z.array(z.object({ id: z.string(), fireAt: instant })),
  })
  .meta({ id: 'ActorView' });
/** One actor as support sees it. */
export type ActorView = z.infer<typeof actorView>;

/** Everything about one reservation on one page. */
export const supportCase = z
  .object({
    reservation,
    sentence: z.string().meta({ description: 'The present state in one sentence' }),
    fan: z.object({
      id: z.string(),
      email: z.string().nullable(),
      name: z.string().nullable(),
      phone: z.string().nullable().meta({ description: 'Of their account, where they gave one' }),
      blocks: z.array(buyerBlock).meta({ description: 'The blocks in force that name this buyer' }),
      blockable: z.array(z.object({ kind: z.enum(blockKinds), shown: z.string() })).meta({
        description: 'By what this buyer can be blocked; the cards are those that paid or were tried',
      }),
    }),
    attention: z.array(z.object({ cause: z.string(), text: z.string(), closable: z.boolean() })).meta({
      description:
        'Why it waits in support’s queue; a closable cause ends when a person says that it is done',
    }),
    approvals: z
      .array(approvalRow)
      .meta({ description: 'What waits for a second person, then what did, newest first' }),
    cases: z
      .array(
        z.object({ id: z.string(), kind: z.enum(caseKinds), state: caseState, owner: z.string().nullable() }),
      )
      .meta({ description: 'Its cases, the open ones first' }),
    actors: z
      .array(actorView)
      .meta({ description: 'The reservation, then its payments, refunds and disputes, newest first' }),
    tickets: z
      .array(
        z.object({
          id: idOf('ticket'),
          place: z.string().meta({ example: 'Section 112, row F, seat 5' }),
          price: minorUnits,
          fee: minorUnits,
          proceeds: minorUnits,
          commission: minorUnits,
          state: z
            .enum(['good', 'refunding', 'refunded'])
            .meta({ description: 'refunding: a refund is under way for it' }),
          refunded: minorUnits.meta({
            description: 'What its refund gives back; 0 where no refund names it',
          }),
          admitted: z
            .object({ at: instant, gate: z.string(), by: z.string() })
            .nullable()
            .meta({ description: 'When, where and by whom its holder was let in at our own event' }),
        }),
      )
      .meta({ description: 'The tickets of a paid order' }),
    timeline: z.array(timelineEntry).meta({ description: 'Newest first' }),
    books: z.object({
      fanPays: money,
      consignorProceeds: money,
      commission: money,
      fee: money,
      stripeFee: money.meta({ description: 'What Stripe kept, as far as it is booked: within minutes' }),
      tax: money.meta({ description: 'Taxes within what the fan pays, owed by the marketplace' }),
      bookedFanPays: minorUnits,
      bookedConsignorProceeds: minorUnits,
      bookedCommission: minorUnits,
      bookedTax: minorUnits,
    }),
    emails: z.array(
      z.object({ id: z.string(), to: z.string(), subject: z.string(), state: z.string(), at: instant }),
    ),
    consignors: z.array(z.object({ id: z.string(), name: z.string() })),
    stripe: z.array(z.object({ paymentId: z.string(), stripeId: z.string().nullable() })),
    serverNow: instant,
  })
  .meta({ id: 'SupportCase' });
/** Everything about one reservation. */
export type SupportCase = z.infer<typeof supportCase>;

const ofListing = z.object({ held: z.int(), sold: z.int() });

/** A case as it stood at a moment of its past. */
export const caseThen = z
  .object({
    at: instant,
    page: z
      .object({ page: z.enum(['checkout', 'order']), label: z.string(), title: z.string(), text: z.string() })
      .meta({ description: 'What the fan’s page said' }),
    actors: z.array(z.object({ id: z.string(), type: z.string(), state: z.string() })).meta({
      description: 'The reservation, its payments, refunds, disputes and deliveries that there were',
    }),
    seats: z
      .array(
        z.object({
          listingId: idOf('listing'),
          section: z.string().nullable(),
          row: z.string().nullable(),
          ticketType: z.string(),
          state: z
            .string()
            .nullable()
            .meta({ description: 'The listing’s state; null: it wasn’t there yet' }),
          seats: z.array(
            z.object({
              seat: z.int(),
              status: z.enum(['held', 'sold', 'free', 'offSale', 'unknown']).meta({
                description: 'unknown: it isn’t on sale now, and no log says since when',
              }),
              isOwn: z.boolean().meta({ description: 'Of this order' }),
            }),
          ),
          own: ofListing.meta({ description: 'Tickets of this order' }),
          others: ofListing.meta({ description: 'Tickets of other holds and orders' }),
        }),
      )
      .meta({ description: 'The listings of which it had tickets' }),
    money: z.object({ refunded: money, refunding: money, isWithheld: z.boolean() }),
    books: z
      .object({
        fanPays: minorUnits,
        consignorProceeds: minorUnits,
        commission: minorUnits,
        stripeFee: minorUnits,
        tax: minorUnits,
      })
      .meta({ description: 'What was booked until then' }),
  })
  .meta({ id: 'CaseThen' });
/** A case as it stood at a moment of its past. */
export type CaseThen = z.infer<typeof caseThen>;
/** The moment that is asked for. */
export const momentQuery = z.object({ at: instant });

/** The counts in the sidebar, except those of the queues of listings. */
export const sidebarCounts = z
  .object({
    pricing: z.int().meta({ description: 'Listings that are live or paused' }),
    attention: z.int().meta({ description: 'Reservations that wait for a person' }),
    failedEmails: z.int(),
    cases: z.int().meta({ description: 'Cases of the kinds that the caller works on' }),
    caseAlarms: z.int().meta({ description: 'Of them, those that owe a fan something for five minutes' }),
    deliveries: z.int().meta({ description: 'Deliveries that are late, refused or failed' }),
  })
  .meta({ id: 'SidebarCounts' });
/** The counts in the sidebar. */
export type SidebarCounts = z.infer<typeof sidebarCounts>;
