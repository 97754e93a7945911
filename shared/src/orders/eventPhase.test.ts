import { expect, test } from 'vitest';
import { eventPhase } from './eventPhase.ts';

const event = { startsAt: '2026-11-29T18:00:00.000Z', timeTbd: false, status: 'scheduled' as const };
const at = (text: string) => Date.parse(text);

test('an event is ahead, has started, and is over', () => {
  expect(eventPhase(event, at('2026-11-29T17:59:59Z'))).toBe('ahead');
  expect(eventPhase(event, at('2026-11-29T18:00:00Z'))).toBe('started');
  expect(eventPhase(event, at('2026-11-30T00:00:00Z'))).toBe('over');
});

test('an event without a time is ahead, is today, and is over; it never has started', () => {
  const tbd = { ...event, timeTbd: true };
  expect(eventPhase(tbd, at('2026-11-29T17:59:59Z'))).toBe('ahead');
  expect(eventPhase(tbd, at('2026-11-30T00:00:00Z'))).toBe('today');
  expect(eventPhase(tbd, at('2026-11-30T18:00:00Z'))).toBe('over');
});

test('its status comes first', () => {
  expect(eventPhase({ ...event, status: 'cancelled' }, at('2027-01-01T00:00:00Z'))).toBe('canceled');
  expect(eventPhase({ ...event, status: 'postponed' }, at('2026-11-01T00:00:00Z'))).toBe('postponed');
  expect(eventPhase({ ...event, status: 'moved' }, at('2026-11-01T00:00:00Z'))).toBe('ahead');
});
