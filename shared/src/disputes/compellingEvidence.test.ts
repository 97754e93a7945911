import { expect, test } from 'vitest';
import { countingPurchases, type EarlierPurchase } from './compellingEvidence.ts';

const disputedAt = '2026-11-29T12:00:00.000Z';
const own = { ip: '203.0.113.9', device: 'fan_1', account: null, email: 'ann@example.com' };
const earlier = (days: number, facts: Partial<EarlierPurchase> = {}): EarlierPurchase => ({
  ...own,
  stripeId: `pi_${days}`,
  at: new Date(Date.parse(disputedAt) - days * 86_400_000).toISOString(),
  ...facts,
});
const ids = (purchases: EarlierPurchase[], disputed = own) =>
  countingPurchases(disputed, disputedAt, purchases).map(({ stripeId }) => stripeId);

test('two purchases of 120 to 365 days before count, newest first', () => {
  expect(ids([earlier(365), earlier(120), earlier(200)])).toEqual(['pi_120', 'pi_200', 'pi_365']);
});

test.each([
  ['one alone', [earlier(200)]],
  ['newer than 120 days', [earlier(119), earlier(200)]],
  ['older than 365 days', [earlier(366), earlier(200)]],
  ['nothing shared but the address', [130, 140].map((days) => earlier(days, { ip: null, device: null }))],
  ['the network alone', [130, 140].map((days) => earlier(days, { device: null, email: 'x@example.com' }))],
  ['each another pair', [earlier(130, { ip: null }), earlier(140, { device: null, email: 'X@b.example' })]],
])('%s doesn’t count', (_, purchases) => {
  expect(ids(purchases)).toEqual([]);
});

test('the spelling of an address doesn’t matter, and at most five are named', () => {
  const spelled = [130, 140, 150, 160, 170, 180].map((days) =>
    earlier(days, { ip: null, email: 'Ann@Example.com' }),
  );
  expect(ids(spelled)).toHaveLength(5);
});
