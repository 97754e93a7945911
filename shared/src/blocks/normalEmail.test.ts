import { expect, it } from 'vitest';
import { normalEmail } from './normalEmail.ts';

it('brings every spelling of a mailbox to one', () => {
  const spelled = [' Ann.Lee@Gmail.com', 'annlee+tickets@gmail.com', 'a.n.n.lee@googlemail.com'];
  expect(new Set(spelled.map(normalEmail))).toEqual(new Set(['annlee@gmail.com']));
  expect(normalEmail('Ann.Lee+x+y@Example.com')).toBe('ann.lee@example.com');
});

it('keeps apart what may be different people, and leaves alone what is no address', () => {
  expect(normalEmail('ann.lee@example.com')).not.toBe(normalEmail('annlee@example.com'));
  expect(['+tag@example.com', 'nobody', '@x'].map(normalEmail)).toEqual(['+tag@example.com', 'nobody', '@x']);
});
