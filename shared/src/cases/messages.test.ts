import { expect, it } from 'vitest';
import { hasCardNumber, newMessage } from './messages.ts';

it('knows a card’s number, however it is grouped, and no other number for one', () => {
  for (const text of [
    '4242 4242 4242 4242',
    'my card 4242-4242-4242-4242, please',
    '378282246310005',
    '6011.1111.1111.1117',
  ])
    expect(hasCardNumber(text), text).toBe(true);
  for (const text of [
    'HF-7K2M9Q3X',
    '+1 412 555 0142',
    '4242 4242 4242 4241',
    'On 2026-11-29 at 19:02',
    '12345',
  ])
    expect(hasCardNumber(text), text).toBe(false);
});

it('refuses one in a message, with words', () => {
  const sent = { email: 'ann@example.com', topic: 'refund', text: 'Refund it to 4242 4242 4242 4242 please' };
  expect(newMessage.safeParse(sent).error?.issues[0]?.message).toMatch(/Take the card’s number out/);
});
