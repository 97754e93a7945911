import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRules } from './listingStates.ts';
import {
  allocate,
  allocateAdmissions,
  allowedAdmissions,
  allowedQuantities,
  mayTakeOut,
  runLengths,
  type SplitRule,
  takeOutChoices,
} from './splitRule.ts';

const positions = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 30 });
const rules = fc.constantFrom<SplitRule>(...splitRules, 'custom:2,4', 'custom:3', 'custom:1,3,4');

describe('allowedQuantities', () => {
  it.each<[SplitRule, number[], number, number[]]>([
    ['any', [], 5, []],
    ['any', [4], 5, [1, 2, 3, 4]],
    ['any', [2, 6], 4, [1, 2, 3, 4]],
    ['pairs', [1], 5, []],
    ['pairs', [5], 5, [2, 4]],
    ['pairs', [2, 3], 5, [2]],
    ['neverLeaveOne', [1], 5, [1]],
    ['neverLeaveOne', [2], 5, [2]],
    ['neverLeaveOne', [3], 5, [1, 3]],
    ['neverLeaveOne', [4], 5, [1, 2, 4]],
    ['neverLeaveOne', [6], 5, [1, 2, 3, 4]],
    ['neverLeaveOne', [2, 3], 5, [1, 2, 3]],
    ['neverLeaveOne', [2], 1, []],
    ['allOrNothing', [4], 5, [4]],
    ['allOrNothing', [6], 5, []],
    ['allOrNothing', [1, 3, 3], 5, [1, 3]],
    ['any', [4], 0, []],
    ['custom:2,4', [6], 5, [2, 4]],
    ['custom:2,4', [5], 5, [2, 4]],
    ['custom:2,3', [4], 5, [2]],
    ['custom:2,3', [5], 5, [2, 3]],
    ['custom:4', [3], 5, []],
  ])('%s of runs %j, at most %i: %j', (rule, runs, max, expected) => {
    expect(allowedQuantities(rule, runs, max)).toEqual(expected);
  });

  it('allows a quantity exactly when seats can be allocated for it', () => {
    fc.assert(
      fc.property(rules, positions, fc.integer({ min: 1, max: 8 }), (rule, free, max) => {
        const allowed = allowedQuantities(rule, runLengths(free), max);
        for (let quantity = 1; quantity <= max; quantity++) {
          expect(allocate(rule, free, quantity) !== null).toBe(allowed.includes(quantity));
        }
      }),
    );
  });
});

describe('allocate', () => {
  it.each<[SplitRule, number[], number, number[] | null]>([
    ['any', [0, 1, 2, 3, 8, 9], 2, [8, 9]],
    ['any', [0, 1, 2, 3, 7, 8, 9], 2, [7, 8]],
    ['any', [9, 3, 2, 1], 1, [9]],
    ['any', [1, 3, 5], 2, null],
    ['pairs', [4, 5, 6], 3, null],
    ['pairs', [4, 5, 6], 2, [4, 5]],
    ['neverLeaveOne', [0, 1, 2, 5, 6, 7, 8], 2, [5, 6]],
    ['neverLeaveOne', [0, 1], 1, null],
    ['neverLeaveOne', [0, 1, 5], 1, [5]],
    ['allOrNothing', [0, 1, 2, 3], 2, null],
    ['allOrNothing', [0, 1, 2, 3], 4, [0, 1, 2, 3]],
    ['any', [], 1, null],
  ])('%s of free %j, %i wanted: %j', (rule, free, quantity, expected) => {
    expect(allocate(rule, free, quantity)).toEqual(expected);
  });

  it('takes adjacent free seats from an end of a run, preferring a run that fits exactly', () => {
    fc.assert(
      fc.property(rules, positions, fc.integer({ min: 1, max: 8 }), (rule, free, quantity) => {
        const given = allocate(rule, free, quantity);
        if (given === null) return;
        expect(given).toHaveLength(quantity);
        expect(runLengths(given)).toEqual([quantity]);
        expect(given.every((position) => free.includes(position))).toBe(true);
        const before = runLengths(free);
        const left = runLengths(free.filter((position) => !given.includes(position)));
        expect(left.length).toBe(before.includes(quantity) ? before.length - 1 : before.length);
      }),
    );
  });

  it('refuses positions given twice and numbers that are not whole', () => {
    expect(() => allocate('any', [1, 1], 1)).toThrow(RangeError);
    expect(() => allocate('any', [0.5], 1)).toThrow(RangeError);
    expect(() => allocate('any', [1], 0)).toThrow(RangeError);
    expect(() => allowedQuantities('any', [0], 1)).toThrow(RangeError);
    expect(() => allowedQuantities('any', [1], Number.NaN)).toThrow(RangeError);
  });
});

describe('general admission', () => {
  it('sells any quantity that is left, adjacent or not', () => {
    expect(allowedAdmissions(3, 5)).toEqual([1, 2, 3]);
    expect(allowedAdmissions(300, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(allowedAdmissions(0, 5)).toEqual([]);
    expect(allocateAdmissions([9, 2, 5], 2)).toEqual([2, 5]);
    expect(allocateAdmissions([9, 2], 3)).toBeNull();
  });
});

describe('mayTakeOut', () => {
  it.each<[SplitRule, number[], number[], boolean]>([
    ['any', [0, 1, 2, 3], [1], true],
    ['pairs', [0, 1, 2, 3], [0, 1], true],
    ['pairs', [0, 1, 2, 3], [1, 2], false],
    ['pairs', [0, 1, 2], [2], true],
    ['neverLeaveOne', [0, 1, 2, 3], [3], true],
    ['neverLeaveOne', [0, 1, 2, 3], [2], false],
    ['neverLeaveOne', [0, 1, 2, 3], [0, 1, 2, 3], true],
    ['neverLeaveOne', [0, 4, 5, 6], [4], true],
    ['allOrNothing', [0, 1, 2, 3], [0], false],
    ['allOrNothing', [0, 1, 4, 5], [0, 1], true],
    ['custom:2,4', [0, 1, 2, 3], [0, 1], true],
    ['custom:2,4', [0, 1, 2, 3], [3], false],
    ['custom:3', [0, 1, 2, 3, 4, 5], [3, 4, 5], true],
  ])('%s: of %j without %j is %s', (rule, on, taken, expected) => {
    expect(mayTakeOut(rule, on, taken)).toBe(expected);
  });

  it('never allows what leaves a run that can’t be sold completely', () => {
    fc.assert(
      fc.property(rules, positions, fc.infiniteStream(fc.boolean()), (rule, on, coin) => {
        const taken = on.filter(() => coin.next().value);
        const rest = on.filter((position) => !taken.includes(position));
        if (taken.length === 0 || !mayTakeOut(rule, on, taken)) return;
        const sold = (free: number[]): number[] => {
          const quantity = allowedQuantities(rule, runLengths(free), free.length).at(-1);
          const seats = quantity === undefined ? null : allocate(rule, free, quantity);
          return seats ? sold(free.filter((seat) => !seats.includes(seat))) : free;
        };
        // What can't be sold afterwards couldn't be before: those runs were left alone.
        expect(sold(rest).every((seat) => sold([...on]).includes(seat))).toBe(true);
      }),
    );
  });
});

describe('takeOutChoices', () => {
  it('lists the adjacent seats that may be taken out', () => {
    expect(takeOutChoices('neverLeaveOne', [0, 1, 2, 3], 2)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(takeOutChoices('neverLeaveOne', [0, 1, 2, 3], 1)).toEqual([[0], [3]]);
    expect(takeOutChoices('allOrNothing', [0, 1, 2], 2)).toEqual([]);
  });
});
