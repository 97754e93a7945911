import { afterEach, describe, expect, it } from 'vitest';
import { setMarketplaceZone } from '../time/index.ts';
import {
  currencyExample,
  keptExample,
  limitExample,
  moveDaysExample,
  moveHoursExample,
  senderExample,
  waitingExample,
  waitingOfferExample,
  zoneExample,
} from './examples.ts';

/** A Monday; 11:43 PM in Chicago, and the next day already in Berlin. */
const now = Date.parse('2037-12-01T05:43:20Z');
afterEach(() => setMarketplaceZone('America/New_York'));

it('a zone shows its clock and the day on which a sale counts', () => {
  expect(zoneExample('America/Chicago', now)).toBe(
    'It is 11:43 PM there: a sale of this moment counts on Monday, November 30.',
  );
  expect(zoneExample('Europe/Berlin', now)).toBe(
    'It is 6:43 AM there: a sale of this moment counts on Tuesday, December 1.',
  );
});

it.each([
  ['USD', 'A ticket for a hundred shows as $100.00.'],
  ['CAD', 'A ticket for a hundred shows as CA$100.00.'],
  ['EUR', 'A ticket for a hundred shows as €100.00.'],
])('a currency shows a price: %s', (currency, text) => expect(currencyExample(currency)).toBe(text));

it('a sender shows what mailboxes show', () => {
  expect(senderExample('Lakeside', 'tickets@lakeside.example')).toBe(
    'Mailboxes show Lakeside <tickets@lakeside.example>.',
  );
});

describe('days and hours are counted from now, by the clocks of the marketplace', () => {
  it.each([
    [moveHoursExample(0, now), 'A game of Wed, Dec 2, 12:00 AM, gives the choice with any other start.'],
    [
      moveHoursExample(36, now),
      'A game of Wed, Dec 2, 12:00 AM, gives the choice when it moves past Thu, Dec 3, 12:00 PM.',
    ],
    [
      moveDaysExample(14, now),
      'Of a move that is decided now, fans choose until the end of Tue, Dec 15, 2037.',
    ],
    [keptExample(730, now), 'Tonight what is older than Sun, Dec 2, 2035 goes.'],
    [
      waitingOfferExample(30, now),
      'Tickets that come up now are held for whom they are offered to until Tue, Dec 1, 1:13 AM.',
    ],
    [waitingExample(0, now), 'Bank data that is given now is paid to at once.'],
    [waitingExample(7, now), 'Bank data that is given now is paid to from Tue, Dec 8, 12:43 AM on.'],
  ])('%s', (said, text) => expect(said).toBe(text));

  it('another zone counts other days', () => {
    setMarketplaceZone('America/Chicago');
    expect(moveDaysExample(14, now)).toMatch(/Mon, Dec 14, 2037/);
  });
});

it('a limit shows what one person decides, and what waits', () => {
  expect(limitExample(0, 'USD')).toBe('Every refund is one person’s decision.');
  expect(limitExample(50_000, 'USD')).toBe(
    'One person gives $500.00 of an order back. $500.01 waits for a second one, and so does $0.01 more after that.',
  );
});
