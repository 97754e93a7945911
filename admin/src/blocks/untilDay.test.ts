import { expect, it } from 'vitest';
import { withUntil } from './untilDay.ts';

it('ends with the day in the marketplace’s zone, or never; what can’t be read is left for the contract to refuse', () => {
  expect(withUntil({ until: '2037-03-05', reason: 'x' })).toEqual({
    until: '2037-03-06T05:00:00.000Z',
    reason: 'x',
  });
  expect(withUntil({ until: '' })).toEqual({ until: null });
  expect(withUntil({ until: 'unfinished' })).toEqual({ until: 'unfinished' });
});
