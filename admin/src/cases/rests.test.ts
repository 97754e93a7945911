import { marketplaceZone } from '@holdfast/shared/time';
import { expect, test } from 'vitest';
import { restChoices } from './rests.ts';

const hourMs = 3_600_000;

test('rests end an hour or four later, or at eight in the morning of the marketplace, also across a change of clocks', () => {
  for (const now of ['2026-03-06T22:15:30.250Z', '2026-10-30T03:00:00.000Z', '2026-11-29T14:00:00.000Z']) {
    const [hour, four, ...mornings] = restChoices(new Date(now));
    expect(Date.parse(hour?.until ?? '') - Date.parse(now)).toBe(hourMs);
    expect(Date.parse(four?.until ?? '') - Date.parse(now)).toBe(4 * hourMs);
    for (const { until } of mornings) {
      const clock = new Date(until).toLocaleTimeString('en-US', { timeZone: marketplaceZone });
      // A change of clocks between now and then is the morning of another offset: still eight o’clock.
      expect(clock, until).toBe('8:00:00 AM');
      expect(Date.parse(until)).toBeGreaterThan(Date.parse(now));
    }
  }
});
