/** The texts of a handover's emails: to the friend, and to the sender. */
import { code, defineEmail, flag, link, list, text } from '../emailTemplates/index.ts';

const facts = {
  event: text('The event’s name', 'Denver Peaks vs. Portland Pilots'),
  whereAndWhen: text(
    'When it starts and where, as a sentence',
    'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver.',
  ),
  places: text('Which tickets, a line each', 'Section 112, row F, seat 7\nSection 112, row F, seat 8'),
  tickets: text('How many tickets', '2 tickets'),
  isOne: flag('Whether it is one ticket'),
  isCanceled: flag('Whether the event was canceled'),
  isAccepted: flag('Whether the friend had accepted'),
} as const;

const ofFriend = {
  ...facts,
  from: text('Who sent them', 'Ann'),
  friend: text('Whom they were sent to; empty where no name was given', 'Ben'),
  page: link('The friend’s own page: whoever has it has the tickets', 'https://tickets.example/tickets'),
} as const;
const friend = { to: 'friend', placeholders: ofFriend } as const;

const over = 'handoverOver';
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

const sender = {
  to: 'fan',
  placeholders: {
    ...facts,
    friend: text('Whom they were sent to', 'Ben'),
    page: link('The sender’s own page, with how it stands', 'https://tickets.example/order'),
  },
} as const;

const bothFacts = `
{{whereAndWhen}}

{{places}}
`;
const seeHow = '[See how it stands]({{page}})';

/** Every email to the sender. */
export const toSender = {
  sent: defineEmail({
    ...sender,
    key: 'handover.sender.sent',
    kind: 'handoverSent',
    name: 'You sent tickets',
    when: 'A fan sends tickets to a friend, to the fan.',
    subject: 'You sent {{#isOne}}a ticket{{/isOne}}{{^isOne}}{{tickets}}{{/isOne}} to {{friend}}: {{event}}',
    text: `
We emailed {{friend}} a link to accept or decline. Until {{friend}} accepts, your {{#isOne}}code stays{{/isOne}}{{^isOne}}codes stay{{/isOne}} good, and you can take {{#isOne}}it{{/isOne}}{{^isOne}}them{{/isOne}} back on the page.
${bothFacts}
That wasn’t you? Take it back at once, and answer this email.

${seeHow}
`,
  }),
  accepted: defineEmail({
    ...sender,
    key: 'handover.sender.accepted',
    kind: 'handoverAccepted',
    name: 'A friend has your tickets',
    when: 'A friend accepted tickets, to the fan who sent them.',
    subject: '{{friend}} has your {{#isOne}}ticket{{/isOne}}{{^isOne}}tickets{{/isOne}}: {{event}}',
    text: `
{{#isOne}}
{{friend}} accepted. Your code no longer opens the gate; {{friend}} has a new one. If money ever goes back for it, it goes to the card that paid.
{{/isOne}}
{{^isOne}}
{{friend}} accepted. Your codes no longer open the gate; {{friend}} has new ones. If money ever goes back for them, it goes to the card that paid.
{{/isOne}}
${bothFacts}
${seeHow}
`,
  }),
  declined: defineEmail({
    ...sender,
    key: 'handover.sender.declined',
    kind: over,
    name: 'A friend declined',
    when: 'A friend declines tickets, to the fan who sent them.',
    subject: '{{friend}} declined: {{event}}',
    text: `
Your {{#isOne}}ticket is{{/isOne}}{{^isOne}}tickets are{{/isOne}} still yours, and your {{#isOne}}code is{{/isOne}}{{^isOne}}codes are{{/isOne}} good.
${bothFacts}
${seeHow}
`,
  }),
  lapsed: defineEmail({
    ...sender,
    key: 'handover.sender.lapsed',
    kind: over,
    name: 'A friend didn’t accept in time',
    when: 'The event begins and the friend hasn’t accepted, to the fan who sent the tickets.',
    subject: '{{friend}} didn’t accept in time: {{event}}',
    text: `
The event begins, so what you sent can’t be accepted any more. Your {{#isOne}}code is{{/isOne}}{{^isOne}}codes are{{/isOne}} good.
${bothFacts}
${seeHow}
`,
  }),
  ended: defineEmail({
    ...sender,
    key: 'handover.sender.ended',
    kind: over,
    name: 'What you sent has ended',
    when: 'Support ended what a fan sent, or its event was canceled, to the fan.',
    subject: 'What you sent to {{friend}} has ended: {{event}}',
    text: `
{{#isCanceled}}
The event was canceled.
{{/isCanceled}}
{{^isCanceled}}
{{#isAccepted}}
We took back what {{friend}} still had. Those tickets are yours again, with new codes: they are on the page.
{{/isAccepted}}
{{^isAccepted}}
{{friend}} can’t accept {{#isOne}}it{{/isOne}}{{^isOne}}them{{/isOne}} any more.
{{/isAccepted}}
{{/isCanceled}}
${bothFacts}
${seeHow}
`,
  }),
} as const;
