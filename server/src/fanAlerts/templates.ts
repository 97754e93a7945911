/** The texts of alerts' emails. */
import { defineEmail, flag, link, list, optionalLink, text } from '../emailTemplates/index.ts';

const stop = link('Stops this alert', 'https://tickets.example/alerts/stop');

export const asked = defineEmail({
  key: 'alert.asked',
  kind: 'alertAsked',
  name: 'Turn an alert on',
  to: 'fan',
  when: 'Somebody without an account asks for an alert.',
  placeholders: {
    wish: text(
      'What it waits for, as the end of a sentence',
      '2 tickets cost at most $150.00 each, with all fees, for Denver Peaks vs. Portland Pilots',
    ),
    isOn: flag('Whether they have this alert already'),
    alert: link('Turns the alert on, or shows it', 'https://tickets.example/alerts'),
    stop: optionalLink('Stops this alert', 'https://tickets.example/alerts/stop'),
  },
  subject: '{{#isOn}}Your alert is on{{/isOn}}{{^isOn}}Turn your alert on{{/isOn}}',
  text: `
Somebody asked to be emailed at this address when {{wish}}.

{{#isOn}}
You have this alert already, and it is on.
{{/isOn}}
{{^isOn}}
It begins when you open the link below. If that wasn’t you, do nothing: without it you get no email.
{{/isOn}}

You get at most one email a day of it.

[{{#isOn}}Your alert{{/isOn}}{{^isOn}}Turn it on{{/isOn}}]({{alert}})

{{#isOn}}
[Stop this alert]({{stop}})
{{/isOn}}
`,
});

export const price = defineEmail({
  key: 'alert.price',
  kind: 'alertPrice',
  name: 'Tickets cost what a fan would pay',
  to: 'fan',
  when: 'Tickets of an event cost what a fan’s alert waits for.',
  placeholders: {
    event: text('The event’s name', 'Denver Peaks vs. Portland Pilots'),
    whereAndWhen: text(
      'When it starts and where, as a sentence',
      'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver.',
    ),
    tickets: text('How many for how much', '2 tickets for $126.50 each'),
    places: text('Where they are', 'Section 112, row F, seats 7–8'),
    price: text('What each costs, with all fees', '$126.50'),
    total: text('What they cost together; empty for one ticket', '$253.00'),
    limit: text('What the fan would pay', '$150.00'),
    now: text('When that was so', 'Friday, 4:05 PM MST'),
    ticketsPage: link(
      'The event’s page, with these tickets',
      'https://tickets.example/games/denver-peaks-portland-pilots?quantity=2',
    ),
    stop,
  },
  subject: '{{tickets}}: {{event}}',
  text: `
{{whereAndWhen}}

{{places}}: {{price}} each{{#total}}, {{total}} in all{{/total}}, with all fees. It is the cheapest of what fits.

You asked for {{limit}} or less. This is the price of {{now}}. Nothing is held for you: anybody can buy it.

[See the tickets]({{ticketsPage}})

[Stop this alert]({{stop}})
`,
});

export const search = defineEmail({
  key: 'alert.search',
  kind: 'alertSearch',
  name: 'A search finds something new',
  to: 'fan',
  when: 'A search that a fan keeps finds events that it didn’t find before.',
  placeholders: {
    title: text('What is new, in a few words', '2 new events of your search'),
    events: list(
      'The events, ten at most',
      {
        event: text('Its name', 'Denver Peaks vs. Portland Pilots'),
        when: text('When and where', 'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver'),
        price: text('From which price', 'from $84.00 with all fees'),
        eventPage: link('Its page', 'https://tickets.example/games/denver-peaks-portland-pilots'),
      },
      [
        {
          event: 'Denver Peaks vs. Portland Pilots',
          when: 'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver',
          price: 'from $84.00 with all fees',
          eventPage: 'https://tickets.example/games/denver-peaks-portland-pilots',
        },
      ],
    ),
    more: text('How many more there are; empty where all are named', ''),
    searchPage: link('The whole search', 'https://tickets.example/games?q=peaks'),
    stop,
  },
  subject: '{{title}}',
  text: `
Your search finds what it didn’t find before:

{{#events}}
{{event}}
{{when}}: {{price}}
{{eventPage}}

{{/events}}
{{#more}}
And {{more}} more on the page.

{{/more}}
[The whole search]({{searchPage}})

[Stop this alert]({{stop}})
`,
});
