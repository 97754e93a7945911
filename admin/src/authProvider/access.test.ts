import { expect, it } from 'vitest';
import { mayOpen, mayOpenAddress } from './access.ts';

it.each(['constructor', 'toString', '__proto__'])(
  '“%s” is no page: administrators alone, and its address leads to “not found”',
  (name) => {
    expect(mayOpen(name, ['finance'])).toBe(false);
    expect(mayOpen(name, ['admin'])).toBe(true);
    expect(mayOpenAddress(`/${name}`, ['finance'])).toBe(true);
  },
);

it('opens the pages of a role, and no other', () => {
  expect(mayOpenAddress('/to-price', ['finance'])).toBe(false);
  expect(mayOpenAddress('/percentages', ['finance'])).toBe(true);
  expect(mayOpen('staff', ['support'])).toBe(false);
});
