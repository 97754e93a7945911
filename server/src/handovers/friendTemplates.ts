/** The texts of a handover's emails to the friend. */
import { code, defineEmail, flag, link, list, text } from '../emailTemplates/index.ts';
import { facts, over } from './facts.ts';

const ofFriend = {
  ...facts,
  from: text('Who sent them', 'Ann'),
  friend: text('Whom they were sent to; empty where no name was given', 'Ben'),
  page: link('The friend’s own page: whoever has it has the tickets', 'https://tickets.example/tickets'),
} as const;
const friend = { to: 'friend', placeholders: ofFriend } as const;

const yours = '[Your tickets]({{page}})';

/** Every email to the friend. */
export const toFriend = {
  sent: defineEmail({
    ...friend,
    key: 'handover.sent',
    kind: 'handoverSent',
    name: 'A friend sends you tickets',
    when: 'A fan sends tickets to a friend.',
    subject: '{{from}} sent you {{#isOne}}a ticket{{/isOne}}{{^isOne}}{{tickets}}{{/isOne}}: {{event}}',
    text: `
{{#friend}}{{friend}}{{/friend}}{{^friend}}Hello{{/friend}}, {{from}} wants you to have {{tickets}} of {{event}}.

{{whereAndWhen}}

{{places}}

{{#isOne}}
Accept it, and it is yours, with a code of its own. You pay nothing here. Until then {{from}} can take it back, and once the event begins it can’t be accepted any more.
{{/isOne}}
{{^isOne}}
Accept them, and they are yours, with codes of their own. You pay nothing here. Until then {{from}} can take them back, and once the event begins they can’t be accepted any more.
{{/isOne}}

You don’t know who that is? Decline, or do nothing: without the link nothing happens.

[See {{#isOne}}it{{/isOne}}{{^isOne}}them{{/isOne}}, and accept or decline]({{page}})
`,
  }),
  accepted: defineEmail({
    to: 'friend',
    key: 'handover.accepted',
    kind: 'handoverAccepted',
    name: 'Tickets of a friend are yours',
    when: 'A friend accepted tickets: these have new codes.',
    placeholders: {
      ...ofFriend,
      codes: list(
        'The friend’s tickets with their new codes',
        {
          place: text('Where the ticket is', 'Section 112, row F, seat 7'),
          code: code('Its code, with its picture', '8QK2M9T4RW'),
        },
        [{ place: 'Section 112, row F, seat 7', code: '8QK2M9T4RW' }],
      ),
    },
    subject: '{{#isOne}}Your ticket{{/isOne}}{{^isOne}}Your tickets{{/isOne}}: {{event}}',
    text: `
{{whereAndWhen}}

{{#isOne}}
{{from}} sent it to you. Show this code at the gate; {{from}}’s no longer opens it. Whoever has this email’s link has the tickets, so keep it to yourself.
{{/isOne}}
{{^isOne}}
{{from}} sent them to you. Show each code at the gate; {{from}}’s no longer open it. Whoever has this email’s link has the tickets, so keep it to yourself.
{{/isOne}}

{{#codes}}
> {{place}}
> {{code}}

{{/codes}}
${yours}
`,
  }),
  takenBack: defineEmail({
    ...friend,
    key: 'handover.takenBack',
    kind: over,
    name: 'Tickets were taken back',
    when: 'A fan takes tickets back before the friend accepts.',
    subject: '{{from}} took {{#isOne}}a ticket{{/isOne}}{{^isOne}}tickets{{/isOne}} back: {{event}}',
    text: `
What {{from}} sent you can’t be accepted any more. You needn’t do anything.

{{whereAndWhen}}

${yours}
`,
  }),
  ended: defineEmail({
    ...friend,
    key: 'handover.ended',
    kind: over,
    name: 'What a friend sent has ended',
    when: 'Support ended what a fan sent, or its event was canceled before the friend accepted.',
    subject:
      '{{#isAccepted}}Your tickets have ended{{/isAccepted}}{{^isAccepted}}Tickets can’t be accepted any more{{/isAccepted}}: {{event}}',
    text: `
{{#isAccepted}}
We ended what {{from}} had sent you: your codes no longer open the gate. Answer this email if you have a question about it.
{{/isAccepted}}
{{^isAccepted}}
What {{from}} sent you has ended{{#isCanceled}}, because the event was canceled{{/isCanceled}}. You needn’t do anything.
{{/isAccepted}}

{{whereAndWhen}}

${yours}
`,
  }),
  voided: defineEmail({
    to: 'friend',
    key: 'handover.voided',
    kind: 'handoverVoided',
    name: 'A friend’s tickets were refunded',
    when: 'Tickets that a friend has were refunded to whoever bought them.',
    placeholders: {
      ...ofFriend,
      voided: text('How many were refunded', '2'),
      isOneVoided: flag('Whether it is one'),
    },
    subject:
      '{{#isOneVoided}}A ticket of yours was{{/isOneVoided}}{{^isOneVoided}}{{voided}} tickets of yours were{{/isOneVoided}} refunded: {{event}}',
    text: `
{{#isOneVoided}}
It no longer opens the gate. The money goes back to the card that paid for it, not to you; ask {{from}} about it.
{{/isOneVoided}}
{{^isOneVoided}}
They no longer open the gate. The money goes back to the card that paid for them, not to you; ask {{from}} about it.
{{/isOneVoided}}

{{whereAndWhen}}

${yours}
`,
  }),
  canceled: defineEmail({
    ...friend,
    key: 'handover.eventCanceled',
    kind: 'handoverEvent',
    name: 'A friend’s event was canceled',
    when: 'An event is called off, to friends who have tickets of it.',
    subject: 'Your event was canceled: {{event}}',
    text: `
It doesn’t take place, and your tickets open no gate. The money goes back to the card that paid for them, not to you; ask {{from}} about it.

${yours}
`,
  }),
  postponed: defineEmail({
    ...friend,
    key: 'handover.eventPostponed',
    kind: 'handoverEvent',
    name: 'A friend’s event is postponed',
    when: 'An event doesn’t take place on its date, to friends who have tickets of it.',
    subject: 'Your event is postponed: {{event}}',
    text: `
The new date isn’t known yet. Keep your tickets: they are good for it.

${yours}
`,
  }),
  moved: defineEmail({
    ...friend,
    key: 'handover.eventMoved',
    kind: 'handoverEvent',
    name: 'A friend’s event has a new date',
    when: 'An event has another date or takes place after all, to friends who have tickets of it.',
    subject: 'Your event has a new date: {{event}}',
    text: `
{{whereAndWhen}}

Your tickets are good for it.

${yours}
`,
  }),
} as const;
