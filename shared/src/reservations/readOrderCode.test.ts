import { expect, test } from 'vitest';
import { findOrder } from './contract.ts';

const code = 'HF-7K0M9Q1X';

test.each([
  code,
  'hf-7k0m9q1x',
  ' HF 7K0M 9Q1X ',
  'HF7K0M9Q1X',
  '7K0M9Q1X',
  '7k0m-9q1x',
  'HF-7KOM9QIX',
  'hf-7kom9qlx',
  'HF–7K0M9Q1X',
])('%j is read as %s', (typed) => {
  expect(findOrder.parse({ code: typed, email: ' ann@example.com ' })).toEqual({
    code,
    email: 'ann@example.com',
  });
});

test('a short code keeps its own letters, also when they look like the prefix', () => {
  expect(findOrder.parse({ code: 'HF-7K2M9Q', email: 'a@example.com' }).code).toBe('HF-7K2M9Q');
  expect(findOrder.parse({ code: 'HF7K2M9Q', email: 'a@example.com' }).code).toBe('HF-HF7K2M9Q');
});

test.each(['', 'HF-', '12345', 'x'.repeat(61)])('%j is refused with the form of a code', (typed) => {
  const refused = findOrder.safeParse({ code: typed, email: 'a@example.com' });
  expect(refused.error?.issues[0]?.message).toBe('The code looks like HF-7K2M9Q3X.');
});
