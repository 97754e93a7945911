/** Mailings: what staff write to many buyers or consignors at once, and what became of each email. */
import { z } from 'zod';
import { emailPlaceholder } from '../emailTemplates/index.ts';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';

/** Who is written to. Filters narrow: what isn't named doesn't. */
export const mailingAudience = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('buyers'),
    eventId: idOf('event', 'Choose the event.'),
    sections: z.array(z.string().trim().min(1).max(60)).max(100).default([]).meta({
      description: 'Whose tickets are in one of these sections; none: in any',
    }),
    listingIds: z.array(idOf('listing')).max(100).default([]).meta({
      description: 'Whose tickets are of one of these listings; none: of any',
    }),
    deliveryDue: z.boolean().default(false).meta({ description: 'Whose tickets aren’t sent yet' }),
  }),
  z.object({
    to: z.literal('consignors'),
    eventId: idOf('event').nullable().default(null).meta({
      description: 'Who has listings of this event; null: all',
    }),
  }),
]);
/** Who is written to. */
export type MailingAudience = z.output<typeof mailingAudience>;
/** Who is written to, as it is asked. */
export type MailingAudienceInput = z.input<typeof mailingAudience>;

const words = {
  subject: z.string().trim().min(1, 'Write the subject.').max(200, 'A subject has 200 characters at most.'),
  text: z.string().trim().min(1, 'Write the text.').max(20_000, 'A text has 20,000 characters at most.'),
};

/** Why somebody isn’t written to. */
export const leftOutReasons = {
  noAddress: 'gave no address, or closed their account',
  sameAddress: 'have another order with the same address, which gets the email',
  deactivated: 'are deactivated',
} as const;
/** Why somebody isn’t written to. */
export type LeftOutReason = keyof typeof leftOutReasons;

/** Asks whom a mailing would reach and what it would say. */
export const mailingPreviewRequest = z.object({
  audience: mailingAudience,
  subject: z.string().max(200),
  text: z.string().max(20_000),
});

/** Whom it would reach, and what it would say to three of them. */
export const mailingPreview = z.object({
  count: z.int().meta({ description: 'How many emails it would be' }),
  leftOut: z.array(
    z.object({
      reason: z.enum(Object.keys(leftOutReasons) as [LeftOutReason, ...LeftOutReason[]]),
      count: z.int(),
    }),
  ),
  examples: z.array(z.object({ to: z.string(), subject: z.string(), html: z.string(), text: z.string() })),
  problems: z.array(z.object({ field: z.enum(['subject', 'text']), message: z.string() })),
  placeholders: z.array(emailPlaceholder),
  sections: z.array(z.string()).meta({ description: 'In which the event’s buyers have tickets' }),
});
/** Whom it would reach, and what it would say to three of them. */
export type MailingPreview = z.output<typeof mailingPreview>;

/** Sends a mailing. */
export const newMailing = z.object({
  audience: mailingAudience,
  ...words,
  count: z.int().min(1, 'Nobody would get it.').meta({
    description: 'How many emails the preview said; refused when it is another number by now',
  }),
});
/** Sends a mailing. */
export type NewMailing = z.input<typeof newMailing>;

/** Where a mailing stands. */
export const mailingStates = ['sending', 'stopped', 'sent'] as const;

/** A mailing in the list. */
export const mailing = z.object({
  id: idOf('mailing'),
  subject: z.string(),
  text: z.string(),
  audience: mailingAudience,
  audienceText: z.string().meta({ description: 'Whom it is written to, in words' }),
  eventId: idOf('event').nullable(),
  state: z.enum(mailingStates),
  by: z.string().nullable(),
  createdAt: instant,
  counts: z.object({
    all: z.int(),
    waiting: z.int(),
    underWay: z.int().meta({ description: 'Written, and on their way to the email server' }),
    sent: z.int(),
    failed: z.int(),
    leftOut: z.int().meta({ description: 'Had no address any more when their turn came' }),
    stopped: z.int(),
  }),
});
/** A mailing in the list. */
export type Mailing = z.output<typeof mailing>;

/** Asks for mailings, newest first. */
export const mailingQuery = listQuery(['createdAt'], { eventId: idOf('event').optional() });
/** Mailings, newest first. */
export const mailingList = listOf(mailing);
/** Mailings, newest first. */
export type MailingList = z.output<typeof mailingList>;

/** One who couldn’t be reached. */
export const mailingFailure = z.object({
  emailId: idOf('email').nullable(),
  to: z.string(),
  reason: z.string(),
});

/** A mailing with those whom it couldn’t reach. */
export const mailingDetail = mailing.extend({
  failures: z.array(mailingFailure).meta({ description: 'The first 200' }),
});
/** A mailing with those whom it couldn’t reach. */
export type MailingDetail = z.output<typeof mailingDetail>;
