import { expect, it } from 'vitest';
import { holdFieldsOf, isHoldChosen, noHoldChoice } from './holdChoice.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const move = { listingId: 'lst_1', places: '1 / A / 2', seats: [2], total: usd(500), difference: usd(-100) };

it.each([
  ['15', true],
  ['', false],
  ['0', false],
  ['121', false],
  ['ten', false],
])('minutes %s', (minutes, isChosen) => {
  expect(isHoldChosen({ message: 'extend' }, { ...noHoldChoice, minutes })).toBe(isChosen);
});

it('sends what was seen of the chosen seats, and nothing with other actions', () => {
  expect(isHoldChosen({ message: 'move' }, noHoldChoice)).toBe(false);
  expect(holdFieldsOf({ message: 'move' }, { ...noHoldChoice, move })).toEqual({
    listingId: 'lst_1',
    seats: [2],
    seenTotal: 500,
  });
  expect(holdFieldsOf({ message: 'extend' }, noHoldChoice)).toEqual({ minutes: 15 });
  expect(holdFieldsOf({ message: 'refund' }, { ...noHoldChoice, move })).toEqual({});
});
