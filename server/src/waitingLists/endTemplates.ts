/** The texts of emails to those whose place in line is over. */
import { defineEmail, flag, optionalLink } from '../emailTemplates/index.ts';
import { facts } from './templates.ts';

const atEnd = {
  ...facts,
  isCanceled: flag('Whether the event was canceled'),
  eventPage: optionalLink('The event’s page', 'https://tickets.example/games/denver-peaks-portland-pilots'),
} as const;

/** It is over: there is nothing more to do but look at the event. */
export const ends = {
  lapsedLast: defineEmail({
    key: 'waiting.lapsedLast',
    kind: 'waitingLapsed',
    name: 'A place in line ended',
    to: 'fan',
    when: 'Two offers in a row got no answer.',
    placeholders: atEnd,
    subject: 'Your place in line has ended: {{event}}',
    text: `
Two offers in a row got no answer, so your place goes to those who still wait. Nothing was charged.

If you still want tickets, join the list again on the event’s page.

[The event]({{eventPage}})
`,
  }),
  removed: defineEmail({
    key: 'waiting.removed',
    kind: 'waitingEnded',
    name: 'Taken off the waiting list',
    to: 'fan',
    when: 'Staff took somebody off the list.',
    placeholders: atEnd,
    subject: 'You are no longer on the waiting list: {{event}}',
    text: `
We took your entry off the list. Answer this email if you have a question about it.

[The event]({{eventPage}})
`,
  }),
  ended: defineEmail({
    key: 'waiting.ended',
    kind: 'waitingEnded',
    name: 'The waiting list has ended',
    to: 'fan',
    when: 'The event began or was canceled, to those who still wait.',
    placeholders: atEnd,
    subject: 'The waiting list has ended: {{event}}',
    text: `
{{#isCanceled}}
This event was canceled, so nothing is sold for it any more. Nothing was charged.
{{/isCanceled}}
{{^isCanceled}}
The event has begun, and no tickets came up that fitted what you wait for. Nothing was charged.

We are sorry that it didn’t work out this time.
{{/isCanceled}}

[The event]({{eventPage}})
`,
  }),
} as const;
