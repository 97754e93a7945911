/** The texts of emails about an event that is called off, postponed, moved or on again. */
import { defineEmail, link, text } from '../emailTemplates/index.ts';
import { orderPlaceholders } from './orderFacts.ts';

const placeholders = {
  ...orderPlaceholders,
  tickets: text(
    'The tickets that the order still holds, as the beginning of a sentence',
    'The tickets of order HF-7K2M9Q',
  ),
  orderLink: link('Opens the order’s page, for this fan alone', 'https://tickets.example/order'),
} as const;
const common = { kind: 'eventChange', to: 'fan' } as const;

export const canceled = defineEmail({
  ...common,
  key: 'event.canceled',
  name: 'An event was canceled',
  when: 'An event is called off, to each fan who paid for it.',
  placeholders: {
    ...placeholders,
    money: text(
      'What becomes of the fan’s money: it depends on whether it went back already, and on a dispute',
      'You get all of your money back, $253.00, to the card that paid. You don’t need to do anything; we email you when it is sent. Banks take 5 to 10 days to show it.',
    ),
  },
  subject: 'Canceled: {{event}}',
  text: `
This event does not take place. {{tickets}} don’t open a gate.

{{money}}

[Open your order]({{orderLink}})
`,
});

export const postponed = defineEmail({
  ...common,
  key: 'event.postponed',
  name: 'An event was postponed',
  when: 'An event doesn’t take place on its date and the new one isn’t known, to each fan who paid for it.',
  placeholders,
  subject: 'Postponed: {{event}}',
  text: `
This event does not take place on its date. The new one isn’t known yet; we email it to you.

{{tickets}} are good for the new date{{^isFree}}, and your payment stays as it is. If the event is canceled instead, you get all of your money back{{/isFree}}.

[Open your order]({{orderLink}})
`,
});

export const moved = defineEmail({
  ...common,
  key: 'event.moved',
  name: 'An event was moved',
  when: 'An event has another date or venue, to each fan who paid for it.',
  placeholders: {
    ...placeholders,
    what: text('What is new, as a heading: New date, New venue, or both', 'New date'),
    before: text('When or where it was before', 'Friday, November 20, 2026, 7:00 PM MST'),
    yourTickets: text(
      'The tickets that the order still holds, within a sentence',
      'the tickets of order HF-7K2M9Q',
    ),
    choiceUntil: text(
      'Until when the fan may choose to have the money back; empty without a choice',
      'Friday, December 4, 2026, 11:59 PM MST',
    ),
    moneyLeft: text('What they would get then', 'all of your money back, $253.00'),
  },
  subject: '{{what}}: {{event}}',
  text: `
It starts {{when}} now, at {{venue}}, {{city}}.

Before, it was {{before}}.

{{#choiceUntil}}
You can keep {{yourTickets}}, or have {{moneyLeft}}, to the card that paid.

Choose on your order’s page, at the latest {{choiceUntil}}. If you don’t, you keep your tickets.
{{/choiceUntil}}
{{^choiceUntil}}
{{tickets}} are good for the new date{{^isFree}}, and your payment stays as it is{{/isFree}}.
{{/choiceUntil}}

[Open your order]({{orderLink}})
`,
});

export const restored = defineEmail({
  ...common,
  key: 'event.restored',
  name: 'An event takes place after all',
  when: 'An event that was called off or postponed is on again, to each fan who paid for it.',
  placeholders,
  subject: 'It takes place: {{event}}',
  text: `
This event takes place after all: {{when}}, at {{venue}}, {{city}}.

{{tickets}} are good.

[Open your order]({{orderLink}})
`,
});
