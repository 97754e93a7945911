/** Alerts: a fan is emailed when tickets of an event cost what they would pay, or when a search finds something new. */
import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { idOf, instant } from '../http/index.ts';
import { currencyCode, money } from '../money/index.ts';

const email = z
  .email('Give an email address, such as ann@example.com.')
  .max(200)
  .optional()
  .meta({ description: 'Of a guest; an account is emailed at its own address' });

/** Emails a fan when tickets of an event cost no more. */
export const newPriceAlert = z
  .object({
    size: z
      .int('How many tickets? Give a whole number.')
      .min(1, 'Ask for at least one ticket.')
      .max(20, 'At most 20 tickets.'),
    limitAmount: z
      .int('Give the price in whole cents.')
      .min(100, 'Nothing is sold for so little. Give a higher price.')
      .max(99_999_999, 'That is more than one payment can be.')
      .meta({ description: 'The most for one ticket, all-in, minor units' }),
    email,
  })
  .meta({ id: 'NewPriceAlert' });
/** What a client sends for a price alert. */
export type NewPriceAlert = z.input<typeof newPriceAlert>;

/** Emails a fan when a search finds events that it didn't find before. */
export const newSearchAlert = z
  .object({
    search: z.string().max(600, 'This search is too long to be kept.').meta({
      description: 'The filters as in the address of the list of events',
      example: 'performer=steelers&onSale=true',
    }),
    email,
  })
  .meta({ id: 'NewSearchAlert' });
/** What a client sends for an alert on a search. */
export type NewSearchAlert = z.input<typeof newSearchAlert>;

/** An alert as its fan reads it. */
export const fanAlert = z
  .object({
    id: idOf('fanAlert'),
    token: z.string().meta({ description: 'The secret of its links: whoever has it acts for the fan' }),
    kind: z.enum(['price', 'search']),
    state: z.enum(['unconfirmed', 'on', 'ended']),
    event: catalogEvent.nullable().meta({ description: 'Of a price alert' }),
    size: z.int().nullable(),
    limit: money.nullable(),
    search: z.string().nullable().meta({ description: 'Of an alert on a search: its filters' }),
    currency: currencyCode.meta({ description: 'Of the prices in those filters' }),
    email: z.string().meta({ description: 'Masked but for its first letter' }),
    sentAt: instant.nullable().meta({ description: 'When it was emailed last' }),
  })
  .meta({ id: 'FanAlert' });
/** An alert as its fan reads it. */
export type FanAlertShown = z.infer<typeof fanAlert>;

/** The answer to asking for an alert. */
export const askedAlert = z.object({
  alert: fanAlert.nullable().meta({
    description:
      'Of an account whose address is confirmed; null: an email is on its way, whose link turns it on',
  }),
});
/** The answer to asking for an alert. */
export type AskedAlert = z.infer<typeof askedAlert>;

/** Opens an alert by the secret of its links. */
export const openFanAlert = z.object({ token: z.string().min(1).max(200) });

/** The filters of a list of events that an alert keeps, in their order. */
export const alertFilters = [
  'q',
  'league',
  'performer',
  'venue',
  'city',
  'weekday',
  'from',
  'to',
  'onSale',
  'quantity',
  'maxPrice',
  'near',
  'within',
] as const;
