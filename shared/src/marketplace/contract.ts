/** The marketplace's own facts: what it is called, how it is reached, and whose clocks count its days. */
import { z } from 'zod';
import { optionalText } from '../catalog/index.ts';
import { basisPoints, bookCurrencies } from '../money/index.ts';

const fields = {
  name: z.string().trim().min(2, 'Name the marketplace.').max(60, 'At most 60 characters.'),
  contactEmail: z.email('Give an email address, such as help@example.com.').max(200),
  postalAddress: optionalText(300).meta({
    description: 'Lines of text; shown on every page and in every email',
  }),
  timeZone: z
    .string({ error: 'Choose the time zone.' })
    .min(1, 'Choose the time zone.')
    .max(60)
    .meta({ description: 'IANA zone whose days count every figure', example: 'America/New_York' }),
  currency: z.enum(bookCurrencies, { error: 'Choose the currency.' }).meta({
    description: 'Of the books and of every price; it stays from the first event on',
  }),
  mailFromName: z
    .string()
    .trim()
    .min(1, 'Give the name that emails come from.')
    .max(60)
    .regex(/^[^<>"\r\n]*$/, 'Leave out < > and quotation marks.'),
  mailFromAddress: z.email('Give an email address, such as tickets@example.com.').max(200),
};

/** When fans may choose between their tickets and their money because an event moved. */
const moves = {
  moveChoiceHours: z
    .int('Give whole hours.')
    .min(0, 'Give whole hours.')
    .max(8_760, 'At most 8,760 hours, a year.')
    .nullable()
    .meta({ description: 'An event that moved by more gives the choice; null: another date never does' }),
  moveChoiceVenue: z.boolean().meta({ description: 'Whether another venue gives it' }),
  moveChoiceDays: z
    .int('Give whole days.')
    .min(1, 'At least one day.')
    .max(60, 'At most 60 days.')
    .meta({ description: 'How many days fans have to choose' }),
};

/** How long what isn't needed for the books is kept. */
const retention = {
  stripeEventDays: z
    .int('Give whole days.')
    .min(60, 'At least 60 days: Stripe may tell of an event again for 30.')
    .max(3_650, 'At most 3,650 days, ten years.')
    .meta({ description: 'How long events of Stripe that were processed are kept' }),
  emailTextDays: z
    .int('Give whole days.')
    .min(180, 'At least 180 days: support and banks ask for what was written.')
    .max(3_650, 'At most 3,650 days, ten years.')
    .meta({
      description: 'How long the texts of emails are kept; that they were sent, to whom and when, stays',
    }),
  exportDays: z
    .int('Give whole days.')
    .min(1, 'At least one day.')
    .max(30, 'At most 30 days: files of large tables hold much about people.')
    .meta({ description: 'How long files are kept that were written in the background' }),
};

/** Fans who wait for tickets. */
const waiting = {
  waitingLists: z.boolean().meta({
    description:
      'Whether events have waiting lists; off: nobody joins and nothing is offered, and who waits keeps the place',
  }),
  waitingOfferMinutes: z
    .int('Give whole minutes.')
    .min(10, 'At least 10 minutes: an email takes its time.')
    .max(120, 'At most 120 minutes: nobody else can buy these tickets meanwhile.')
    .meta({ description: 'How long an offer is held; at most until the event begins' }),
};

/** What staff and consignors are told of. */
const notices = {
  noticeDays: z
    .int('Give whole days.')
    .min(7, 'At least 7 days: somebody may be away for a week.')
    .max(365, 'At most 365 days, a year.')
    .meta({ description: 'How long notices are kept in inboxes' }),
  noticeGatherMinutes: z
    .int('Give whole minutes.')
    .min(0, 'Give whole minutes; 0 gathers nothing.')
    .max(1_440, 'At most 1,440 minutes, a day.')
    .meta({ description: 'For how long unread notices of the same kind and consignor are one' }),
};

/** What everybody may know of the marketplace. */
export const marketplaceShown = z
  .object({
    name: z.string(),
    contactEmail: z.string(),
    postalAddress: z.string().nullable(),
    timeZone: z.string(),
    currency: z.string(),
  })
  .meta({ id: 'Marketplace' });
/** What everybody may know of the marketplace. */
export type MarketplaceShown = z.infer<typeof marketplaceShown>;

/** What an administrator changes; all of it at once, but the rules of moved events, of what is kept, of waiting lists and of notices stay where they are left out. */
export const marketplaceInput = z.object({
  ...fields,
  ...z.object({ ...moves, ...retention, ...waiting, ...notices }).partial().shape,
  version: z.int().meta({ description: 'As it was read; where somebody changed it since, it is refused' }),
});
/** What an administrator changes, as a client sends it. */
export type MarketplaceInput = z.input<typeof marketplaceInput>;

/** What the first run asks for besides the administrator; everything can be changed later under Settings. */
export const marketplaceSetUp = z.object({
  ...fields,
  commissionBps: basisPoints.meta({
    description: 'Default commission: what the marketplace keeps of a price',
  }),
  feeBps: basisPoints.meta({ description: 'Default service fee: what a fan pays on top' }),
});
/** What the first run asks for, as a client sends it. */
export type MarketplaceSetUp = z.input<typeof marketplaceSetUp>;

/** The settings as administrators see them, with what the server's environment decides. */
export const marketplaceSettings = z
  .object({
    id: z.literal('marketplace'),
    name: z.string(),
    contactEmail: z.string(),
    postalAddress: z.string().nullable(),
    timeZone: z.string(),
    mailFromName: z.string(),
    mailFromAddress: z.string(),
    ...moves,
    ...retention,
    ...waiting,
    ...notices,
    version: z.int(),
    currency: z.enum(bookCurrencies),
    hasEvents: z.boolean().meta({ description: 'From the first event on the currency stays' }),
    commissionBps: basisPoints.meta({ description: 'Default commission in force' }),
    feeBps: basisPoints.meta({ description: 'Default service fee in force' }),
    environment: z.object({
      publicUrl: z.string(),
      mailFrom: z
        .string()
        .nullable()
        .meta({ description: 'MAIL_FROM: it comes before the sender of the settings' }),
      sendsMail: z.boolean().meta({ description: 'False: without SMTP_URL emails stay in the outbox' }),
    }),
  })
  .meta({ id: 'MarketplaceSettings' });
/** The settings as administrators see them. */
export type MarketplaceSettings = z.infer<typeof marketplaceSettings>;
