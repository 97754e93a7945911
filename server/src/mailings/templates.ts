/** What the texts of mailings may name. Their own texts are written by staff for each. */
import type { MailingAudience } from '@holdfast/shared/mailings';
import { defineEmail, flag, optionalLink, text } from '../emailTemplates/index.ts';

const common = {
  kind: 'mailing',
  when: 'Staff write to many at once.',
  subject: 'A message',
  text: 'Hello,',
} as const;

export const toBuyers = defineEmail({
  ...common,
  key: 'mailing.buyers',
  name: 'A message to buyers',
  to: 'fan',
  placeholders: {
    event: text('The event’s name', 'Denver Peaks vs. Portland Pilots'),
    when: text('When it starts, at its venue', 'Saturday, November 21, 2026, 7:00 PM MST'),
    venue: text('The venue', 'Summit Arena'),
    city: text('Its city', 'Denver'),
    order: text('The order’s code', 'HF-7K2M9Q'),
    tickets: text('Which tickets they hold', 'Section 112, row F, seats 7–8'),
    isDue: flag('Whether tickets of the order aren’t sent yet'),
    orderLink: optionalLink('Opens the order’s page, for this fan alone', 'https://tickets.example/order'),
  },
});

export const toConsignors = defineEmail({
  ...common,
  key: 'mailing.consignors',
  name: 'A message to consignors',
  to: 'consignor',
  placeholders: {
    name: text('The consignor’s name', 'Ridgeline Tickets'),
    event: text(
      'The event’s name; empty where all consignors are written to',
      'Denver Peaks vs. Portland Pilots',
    ),
    when: text('When it starts, at its venue; empty as well', 'Saturday, November 21, 2026, 7:00 PM MST'),
    sellingPage: optionalLink('The consignor’s own pages', 'https://tickets.example/selling'),
  },
});

export const templateFor = ({ to }: MailingAudience) => (to === 'buyers' ? toBuyers : toConsignors);
