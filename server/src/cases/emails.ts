/** The texts of emails about messages of fans, and of alarms. */
import { defineEmail, link, requiredText, text } from '../emailTemplates/index.ts';

const thread = link('The messages, for whoever wrote them', 'https://tickets.example/messages');

/** Without what was written: whoever types another's address sends them no words of their own. */
export const messageReceived = defineEmail({
  key: 'message.received',
  kind: 'messageReceived',
  name: 'We got your message',
  to: 'fan',
  when: 'Somebody wrote to the marketplace.',
  placeholders: { thread },
  subject: 'We got your message',
  text: `
A person of our team reads it and answers to this address.

Add to it, or read the answers, by the link below. If you didn’t write to us, you can ignore this email.

[Your messages with us]({{thread}})
`,
});

export const messageAnswer = defineEmail({
  key: 'message.answer',
  kind: 'messageAnswer',
  name: 'Our answer',
  to: 'fan',
  when: 'Support answers a message.',
  placeholders: {
    topic: text('What the message is about', 'my order'),
    answer: requiredText(
      'What support wrote',
      'Your tickets were sent this morning. Look for them in your account at the team.',
    ),
    thread,
  },
  subject: 'About {{topic}}: our answer',
  text: `
{{answer}}

[Answer us here]({{thread}})
`,
});

export const caseAlarm = defineEmail({
  key: 'case.alarm',
  kind: 'caseAlarm',
  name: 'A fan is owed something',
  to: 'staff',
  when: 'A fan is owed money, tickets or an answer about them for five minutes, to each of support.',
  placeholders: {
    kind: text('What kind of case it is', 'Refunds that failed'),
    what: text('What happened', 'A refund failed at the fan’s bank: the money is owed'),
    order: text('The order’s code; empty where it is about none', 'HF-7K2M9Q'),
    event: text('Its event', 'Denver Peaks vs. Portland Pilots'),
    remedy: text('What usually ends it', 'Send the refund again on the order, or pay it another way.'),
    casePage: link('Opens the case in the back office', 'https://tickets.example/admin/#/cases'),
  },
  subject: '{{kind}}: {{#order}}{{order}}{{/order}}{{^order}}a case{{/order}} for more than five minutes',
  text: `
{{what}}.

{{#order}}
Order {{order}}, {{event}}.

{{/order}}
{{remedy}}

[Open the case]({{casePage}})
`,
});
