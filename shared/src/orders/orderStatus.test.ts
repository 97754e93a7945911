import { expect, test } from 'vitest';
import type { Reservation } from '../reservations/contract.ts';
import { orderStatus } from './orderStatus.ts';

const order = (event: object = {}, more: object = {}) =>
  ({
    state: 'paid',
    total: { amount: 22_400, currency: 'USD' },
    email: 'ann@example.com',
    serverNow: '2026-11-20T18:00:00.000Z',
    payment: { state: 'succeeded' },
    items: [{ way: 'gateCode', seats: [5], quantity: 1, tickets: [{ code: 'ABC' }] }],
    event: {
      status: 'scheduled',
      startsAt: '2026-11-29T21:25:00.000Z',
      doorsAt: null,
      previousStartsAt: null,
      timeTbd: false,
      venue: { timeZone: 'America/New_York' },
      ...event,
    },
    ...more,
  }) as unknown as Reservation;

test('a canceled event: no gate, and where the money goes', () => {
  const { title, text, opensGate } = orderStatus(order({ status: 'cancelled' }));
  expect(title).toBe('This event was canceled');
  expect(text).toContain('You get all of it back: $224.00, to the card that paid');
  expect(opensGate).toBe(false);
});

test('a canceled event whose payment is disputed: the bank decides, so no refund is promised', () => {
  const { text } = orderStatus(
    order({ status: 'cancelled' }, { payment: { state: 'succeeded', withheld: true } }),
  );
  expect(text).toContain('by your bank’s decision');
  expect(text).not.toContain('You get all of it back');
});

test('a refund that the bank returned: the money is still the fan’s', () => {
  const refunded = (payment: string) =>
    orderStatus(order({}, { state: 'refunded', payment: { state: payment } }));
  expect(refunded('refunded').title).toBe('Your refund is on its way');
  expect(refunded('succeeded')).toMatchObject({ label: 'Refund returned', opensGate: false });
  expect(refunded('succeeded').text).toContain('The money is still yours');
});

test('a ticket of two was refunded: the order says which part, and the other opens the gate', () => {
  const items = [
    {
      way: 'gateCode',
      seats: [5, 6],
      quantity: 2,
      tickets: [
        { id: 'a', seat: 5, state: 'refunded', code: 'ABC' },
        { id: 'b', seat: 6, state: 'sold', code: 'DEF' },
      ],
    },
  ];
  const refunded = { amount: 11_200, currency: 'USD' };
  const payment = { state: 'partiallyRefunded', refunded, refunding: { amount: 0, currency: 'USD' } };
  const part = orderStatus(order({}, { items, payment }));
  expect(part.text).toContain('1 of 2 tickets was refunded: $112.00 goes back to the card that paid.');
  expect(part.opensGate).toBe(true);
  const rest = orderStatus(order({ status: 'cancelled' }, { items, payment }));
  expect(rest.text).toContain('You get all of it back: $112.00,');
  // All tickets went back, the fees were kept: nothing was returned by the bank.
  const all = orderStatus(order({}, { state: 'refunded', items, payment }));
  expect(all).toMatchObject({ title: 'Your refund is on its way', opensGate: false });
  expect(all.text).toContain('$112.00 goes back');
});

test('an event without a time is today; one with a time is under way', () => {
  const now = { serverNow: '2026-11-29T22:00:00.000Z' };
  expect(orderStatus(order({ timeTbd: true }, now))).toMatchObject({
    label: 'Today',
    title: 'It is today',
    opensGate: true,
  });
  expect(orderStatus(order({}, now))).toMatchObject({
    label: 'Under way',
    title: 'It has started. Enjoy it',
  });
});

test('a moved event: both times, and that the tickets stay good', () => {
  const moved = order({ status: 'moved', previousStartsAt: '2026-11-28T18:00:00.000Z' });
  expect(orderStatus(moved)).toMatchObject({
    kind: 'moved',
    opensGate: true,
    title: 'Moved: see you Sunday, November 29',
  });
  expect(orderStatus(moved).text).toContain(
    'It starts Sun, Nov 29, 4:25 PM ET now. It was Sat, Nov 28, 1:00 PM ET. Your tickets are good for the new time',
  );
});

test('a postponed event keeps its tickets; a past one says so and opens no gate', () => {
  expect(orderStatus(order({ status: 'postponed' }))).toMatchObject({ kind: 'postponed', opensGate: true });
  const past = orderStatus(order({}, { serverNow: '2026-12-01T00:00:00.000Z' }));
  expect(past).toMatchObject({ kind: 'over', opensGate: false, title: 'This was Sunday, November 29' });
});

test('an order of this device’s cache goes by the device’s clock, so that a past game isn’t ahead', () => {
  const shownLongAgo = { serverNow: '2020-11-20T18:00:00.000Z' };
  const past = { startsAt: '2020-11-29T21:25:00.000Z' };
  expect(orderStatus(order(past, shownLongAgo)).kind).toBe('ahead');
  expect(orderStatus(order(past, { ...shownLongAgo, isKept: true }))).toMatchObject({
    kind: 'over',
    opensGate: false,
  });
});

test('ahead, in preparation and refunded', () => {
  expect(orderStatus(order())).toMatchObject({ kind: 'ahead', title: 'See you Sunday, November 29' });
  expect(
    orderStatus(
      order({}, { items: [{ way: 'gateCode', seats: [5], quantity: 1, tickets: [{ code: null }] }] }),
    ).kind,
  ).toBe('making');
  // Its code is the friend's.
  const tickets = [{ code: null, isSentOn: true }];
  expect(
    orderStatus(order({}, { items: [{ way: 'gateCode', seats: [5], quantity: 1, tickets }] })).kind,
  ).toBe('ahead');
  expect(orderStatus(order({ status: 'cancelled' }, { state: 'refunded' }))).toMatchObject({
    kind: 'refunded',
    opensGate: false,
  });
});

test('tickets that are late, refused or can’t be delivered: the heading says it, not “see you”', () => {
  const item = (state: string) => ({
    way: 'transfer',
    seats: [5],
    quantity: 1,
    tickets: [{ code: null }],
    tracking: { state },
  });
  const of = (...states: string[]) => orderStatus(order({}, { items: states.map(item) }));
  expect(of('sent')).toMatchObject({ kind: 'ahead', title: 'See you Sunday, November 29' });
  expect(of('overdue', 'sent')).toMatchObject({
    kind: 'trouble',
    title: 'Your tickets are late',
    opensGate: true,
  });
  expect(of('refused', 'overdue')).toMatchObject({
    title: 'Something is wrong with your tickets',
    tone: 'off',
  });
  expect(of('refused', 'failed').title).toBe('Your tickets can’t be delivered');
  const over = { serverNow: '2026-12-29T22:00:00.000Z', items: [item('failed')] };
  expect(orderStatus(order({}, over)).kind).toBe('over');
});
