/** Handovers: a fan sends tickets to a friend, who accepts or declines them by the link of an email. */
import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { idOf, instant } from '../http/index.ts';
import { handoverStates } from './states.ts';

/** One state of a handover. */
export const handoverState = z.enum(handoverStates).meta({
  id: 'HandoverState',
  description: 'undated: sent, of an event that is postponed; lapsed: the event began before it was accepted',
});
/** How often one ticket may be sent, all tries counted: who needs more writes to support. */
export const mostTriesOfTicket = 10;

/** A name in an email of ours: nobody writes advertising or a link with it. */
const name = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(40, 'At most 40 characters.')
    .refine(
      (text) => !/[\p{C}/@<>]|www\.|\.[a-z]{2}/iu.test(text),
      'Give a name, without links or addresses.',
    );

/** What is sent, and to whom. */
export const sendTickets = z
  .object({
    ticketIds: z.array(idOf('ticket')).min(1, 'Choose a ticket.').max(100),
    toName: name('Give your friend’s name.'),
    toEmail: z.email('Give an email address, such as ann@example.com.').max(200),
    fromName: name('Give your name, so that your friend knows who sends the tickets.'),
  })
  .meta({ id: 'SendTickets' });
/** What a client sends to hand tickets over. */
export type SendTickets = z.input<typeof sendTickets>;

/** Why a ticket can't be sent now. */
export const handoverObstacles = ['sent', 'admitted', 'refunded', 'tooOften'] as const;
/** A ticket that its reader has, and whether it can be sent. */
const ownTicket = z.object({
  id: idOf('ticket'),
  place: z.string().meta({ example: 'Section 112, row F, seat 5' }),
  obstacle: z.enum(handoverObstacles).nullable().meta({ description: 'Null: it can be sent' }),
});
/** A ticket that its reader has. */
export type OwnTicket = z.infer<typeof ownTicket>;

/** A handover as its sender reads it. */
export const sentHandover = z
  .object({
    id: idOf('handover'),
    state: handoverState,
    toName: z.string().meta({ description: 'Empty: erased' }),
    toEmail: z.string().meta({ description: 'Masked but for its first letters' }),
    ticketIds: z.array(idOf('ticket')),
    sentAt: instant,
    answeredAt: instant.nullable().meta({ description: 'When it was accepted, or ended' }),
  })
  .meta({ id: 'SentHandover' });
/** A handover as its sender reads it. */
export type SentHandover = z.infer<typeof sentHandover>;

/** What somebody sent, and can send, of an order. */
export const sending = z
  .object({
    tickets: z.array(ownTicket).meta({ description: 'Those that the reader has, with codes of ours' }),
    whyNot: z.string().nullable().meta({ description: 'Why none can be sent now; null: they can' }),
    sent: z.array(sentHandover).meta({ description: 'Newest first' }),
    fromName: z.string().meta({ description: 'The sender’s name as it is known; may be empty' }),
  })
  .meta({ id: 'Sending' });
/** What somebody sent, and can send. */
export type Sending = z.infer<typeof sending>;

/** A handover as the friend reads it. */
export const handover = z
  .object({
    id: idOf('handover'),
    token: z.string().meta({ description: 'The secret of its links: whoever has it acts for the friend' }),
    state: handoverState,
    event: catalogEvent,
    fromName: z.string(),
    toName: z.string(),
    sentAt: instant,
    tickets: z.array(
      z.object({
        id: idOf('ticket'),
        place: z.string(),
        disclosure: z.string().nullable(),
        state: z.enum(['offered', 'yours', 'sentOn', 'void', 'gone']).meta({
          description:
            'offered: not accepted yet; void: refunded; gone: the sender’s again, or somebody else’s',
        }),
        code: z.string().nullable().meta({ description: 'Of a ticket that is yours' }),
        qr: z.string().nullable().meta({ description: 'Its QR code, as SVG' }),
        admittedAt: instant.nullable(),
      }),
    ),
    sending: sending.nullable().meta({ description: 'To send them on; null: nothing was accepted' }),
  })
  .meta({ id: 'Handover' });
/** A handover as the friend reads it. */
export type Handover = z.infer<typeof handover>;

const token = z.string().min(1).max(200);
/** Opens a handover by the secret of its links. */
export const openHandover = z.object({ token });
/** The friend sends the tickets on. */
export const sendOn = z.object({ token, ...sendTickets.shape });
/** The sender of an order's tickets takes one back. */
export const takeHandoverBack = z.object({ handoverId: idOf('handover') });
/** A friend who sent them on does. */
export const takeSentOnBack = z.object({ token, handoverId: idOf('handover') });
