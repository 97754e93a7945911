/** Each message of a machine that the case draws has its sentence: the message's own name tells a person nothing. */
import { expect, it } from 'vitest';
import { actors } from '../openAppContext.ts';
import { hasSentence } from './timeline.ts';

const drawn = ['reservation', 'payment', 'refund', 'dispute'];
const messages = actors
  .filter(({ type }) => drawn.includes(type))
  .flatMap(({ type, machine }) => ['created', ...machine.events].map((message) => ({ type, message })));

it('there are messages of each machine', () => {
  expect(new Set(messages.map(({ type }) => type)).size).toBe(drawn.length);
});

it.each(messages)('a $type’s $message is told in words', ({ type, message }) => {
  expect(hasSentence(type, message)).toBe(true);
});
