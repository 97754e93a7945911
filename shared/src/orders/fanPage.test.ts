import { expect, test } from 'vitest';
import type { Reservation } from '../reservations/contract.ts';
import { fanPage } from './fanPage.ts';

const hold = (more: object = {}) =>
  ({
    state: 'pending.holding',
    total: { amount: 22_400, currency: 'USD' },
    email: 'ann@example.com',
    serverNow: '2026-11-20T18:00:00.000Z',
    createdAt: '2026-11-20T17:55:00.000Z',
    expiresAt: '2026-11-20T18:10:00.000Z',
    deadlinePassed: false,
    broken: null,
    payment: null,
    timeline: [],
    items: [{ kind: 'seated', way: 'gateCode', seats: [5, 6], quantity: 2, tickets: [] }],
    event: {
      status: 'scheduled',
      startsAt: '2026-11-29T21:25:00.000Z',
      previousStartsAt: null,
      timeTbd: false,
      holdMs: 900_000,
      venue: { timeZone: 'America/New_York' },
    },
    ...more,
  }) as unknown as Reservation;

test('a hold: what is to be paid, and until when it is held', () => {
  expect(fanPage(hold())).toEqual({
    page: 'checkout',
    label: 'Held',
    title: 'Pay for your two seats',
    text: 'Held for you until 1:10 PM ET.',
  });
});

test('a declined card: what the bank said, and that the seats are still held', () => {
  const decline = { code: 'card_declined', message: 'Your card has insufficient funds' };
  const page = fanPage(hold({ payment: { state: 'failed', decline } }));
  expect(page).toMatchObject({ label: 'Declined', title: 'Your bank declined this card' });
  expect(page.text).toBe(
    'Your card has insufficient funds. Nothing was charged, and the seats are still held. Held for you until 1:10 PM ET.',
  );
});

test('a payment under way, an event that was called off meanwhile, an end without a sale, and an order', () => {
  const paying = hold({ state: 'pending.paying', payment: { state: 'confirming', decline: null } });
  expect(fanPage(paying)).toMatchObject({ label: 'At the bank', title: 'Asking your bank…' });
  const late = hold({ ...paying, deadlinePassed: true });
  expect(fanPage(late).title).toBe('We’re waiting for your bank');
  const event = { ...hold().event, status: 'cancelled' };
  expect(fanPage(hold({ event })).title).toBe('This event was canceled');
  expect(fanPage(hold({ state: 'expired' }))).toMatchObject({
    label: 'Hold ended',
    title: 'Your 15 minutes are up',
  });
  const paid = hold({ state: 'paid', payment: { state: 'succeeded' } });
  expect(fanPage(paid)).toMatchObject({ page: 'order', title: 'See you Sunday, November 29' });
});
