/** The texts of a waiting list's emails. Each has the link to its page, and most one to leave. */
import { defineEmail, link, list, requiredText, text } from '../emailTemplates/index.ts';

/** Of the event. */
export const facts = {
  event: text('The event’s name', 'Denver Peaks vs. Portland Pilots'),
  whereAndWhen: text(
    'When it starts and where, as a sentence',
    'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver.',
  ),
} as const;
const wish = text('What they wait for', '2 tickets together, at most $150.00 each');
const page = link('Their own page in the line', 'https://tickets.example/waiting');
const leave = link('Takes them off the list', 'https://tickets.example/waiting/leave');

export const confirm = defineEmail({
  key: 'waiting.confirm',
  kind: 'waitingConfirm',
  name: 'Confirm a place in line',
  to: 'fan',
  when: 'Somebody without an account asks for a place on an event’s waiting list.',
  placeholders: { ...facts, wish, confirm: link('Confirms the place', 'https://tickets.example/waiting') },
  subject: 'Confirm your place in line: {{event}}',
  text: `
Somebody asked with this address for a place on the waiting list of {{event}}: {{wish}}.

{{whereAndWhen}}

Your place counts from when you confirm. The link is good for 24 hours.

If that wasn’t you, do nothing: without the link nothing happens, and we don’t keep the address.

[Confirm my place]({{confirm}})
`,
});

export const inLine = defineEmail({
  key: 'waiting.inLine',
  kind: 'waitingInLine',
  name: 'A place in line',
  to: 'fan',
  when: 'Somebody has a place on an event’s waiting list.',
  placeholders: {
    ...facts,
    wish,
    line: text('Where they stand in the line', '3rd in line for 2 tickets'),
    rules: list(
      'How the line works, a sentence each, with the time that the settings give an offer',
      { rule: text('The sentence', 'What comes up is offered in the order of the line.') },
      [
        { rule: 'What comes up is offered in the order of the line.' },
        { rule: 'An offer is held for you for 30 minutes.' },
      ],
    ),
    page,
    leave,
  },
  subject: 'You are {{line}}: {{event}}',
  text: `
You wait for {{wish}}.

{{whereAndWhen}}

{{#rules}}
{{rule}}

{{/rules}}
[Your place in line]({{page}})

[Leave the list]({{leave}})
`,
});

export const offer = defineEmail({
  key: 'waiting.offer',
  kind: 'waitingOffer',
  name: 'Tickets are held for you',
  to: 'fan',
  when: 'Tickets came up for somebody in the line, and are held for them for a while.',
  placeholders: {
    ...facts,
    tickets: text('How many, as the beginning of a sentence', '2 tickets are'),
    untilTime: text('Until which time they are held', '4:30 PM MST'),
    until: text('Until when they are held, with the day', 'Friday, November 20, 4:30 PM MST'),
    items: list(
      'The tickets',
      {
        places: requiredText('Where they are', 'Section 112, row F, seats 7–8'),
        price: text('What each costs, with all fees', '$126.50'),
        total: text('What they cost together; empty for one ticket', '$253.00'),
        disclosure: text('What to know of the seats; empty where nothing is', 'Restricted view'),
        delivery: text('How they come', 'Mobile transfer, within a day'),
      },
      [
        {
          places: 'Section 112, row F, seats 7–8',
          price: '$126.50',
          total: '$253.00',
          disclosure: '',
          delivery: 'Mobile transfer, within a day',
        },
      ],
    ),
    why: text('Why it is their turn', 'You are the first in line whose wish fits these.'),
    page,
    decline: link('Lets the tickets go', 'https://tickets.example/waiting/decline'),
    leave,
  },
  subject: '{{tickets}} held for you until {{untilTime}}: {{event}}',
  text: `
{{whereAndWhen}}

{{#items}}
{{places}}: {{price}} each{{#total}}, {{total}} in all{{/total}}, with all fees.
{{#disclosure}}
{{disclosure}}
{{/disclosure}}
{{delivery}}

{{/items}}
They are held for you until {{until}}. Nobody else can buy them until then.

{{why}}

If you don’t want these, let them go: the next in line gets them at once, and you keep your place.

[See the offer and buy]({{page}})

[No thanks, let them go]({{decline}})

[Leave the list]({{leave}})
`,
});

export const lapsed = defineEmail({
  key: 'waiting.lapsed',
  kind: 'waitingLapsed',
  name: 'An offer is over',
  to: 'fan',
  when: 'Tickets that were held for somebody in the line weren’t bought in time.',
  placeholders: {
    ...facts,
    line: text('Where they stand in the line now; empty where they don’t', '1st in line for 2 tickets'),
    page,
    leave,
  },
  subject: 'Your offer is over: {{event}}',
  text: `
The tickets that we held for you were not bought in time, and go on to others. Nothing was charged.

{{#line}}
You keep your place: {{line}}. For an hour nothing is offered to you, unless you say on your page that you are there.

If the next offer gets no answer either, your place ends.

{{/line}}
[Your place in line]({{page}})

[Leave the list]({{leave}})
`,
});
