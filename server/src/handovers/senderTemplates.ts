/** The texts of a handover's emails to the sender. */
import { defineEmail, link, text } from '../emailTemplates/index.ts';
import { facts, over } from './facts.ts';

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
