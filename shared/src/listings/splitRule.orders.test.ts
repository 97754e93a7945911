/**
 * Every order of holds, expiries and sales on blocks of up to 12 seats, and sampled orders with refunds: only a refund
 * stranded but by a refund.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, allowedQuantities, runLengths, type SplitRule, sellableQuantities } from './splitRule.ts';

/** The most seats of one hold. */
const max = 5;

/**
 * Each seat: '.' free, a lowercase letter held, a capital sold; one letter per order. Letters are assigned in the order of
 * the seats, so that states that differ only in their history are the same string.
 */
type State = string;

const placesIn = (state: State, wanted: (seat: string) => boolean) =>
  [...state].flatMap((seat, place) => (wanted(seat) ? [place] : []));
const freeOf = (state: State) => placesIn(state, (seat) => seat === '.');
const isHeld = (seat: string) => seat >= 'a';
const holdsOf = (state: State) => [...new Set([...state].filter(isHeld))];
const salesOf = (state: State) => [...new Set([...state].filter((seat) => seat >= 'A' && seat < 'a'))];
const seatsOf = (state: State, order: string) => placesIn(state, (seat) => seat === order);
const heldAloneIn = (state: State) =>
  holdsOf(state).flatMap((hold) => {
    const seats = seatsOf(state, hold);
    return seats.length === 1 ? seats : [];
  });

function named(seats: readonly string[]): State {
  const names = new Map<string, string>();
  return seats
    .map((seat) => {
      if (seat === '.') return seat;
      const name = names.get(seat) ?? String.fromCharCode((seat >= 'a' ? 97 : 65) + names.size);
      names.set(seat, name);
      return name;
    })
    .join('');
}

const become = (state: State, places: readonly number[], seat: string) =>
  named([...state].map((before, place) => (places.includes(place) ? seat : before)));
const hold = (state: State, places: readonly number[]) => become(state, places, 'z');
const release = (state: State, order: string) => become(state, seatsOf(state, order), '.');
const sell = (state: State, order: string) => become(state, seatsOf(state, order), 'Z');

function holdsFrom(rule: SplitRule, state: State): State[] {
  const alone = heldAloneIn(state);
  return sellableQuantities(rule, freeOf(state), max, alone).map((quantity) =>
    hold(state, allocate(rule, freeOf(state), quantity, alone) as number[]),
  );
}

/**
 * Seats that could never be sold again if all holds expired: under `neverLeaveOne` the single ones, otherwise those
 * that no sequence of sales can include.
 */
function stranded(rule: SplitRule, state: State): number {
  const runs = runLengths(freeOf(state));
  if (rule === 'neverLeaveOne') return runs.filter((length) => length === 1).length;
  return runs.reduce((sum, length) => sum + length - reachable(rule, length), 0);
}

const known = new Map<string, number>();
/** The most seats of a single run that successive sales can sell. */
function reachable(rule: SplitRule, length: number): number {
  if (length === 0) return 0;
  const key = `${rule} ${length}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const most = allowedQuantities(rule, [length], max).reduce(
    (best, quantity) => Math.max(best, quantity + reachable(rule, length - quantity)),
    0,
  );
  known.set(key, most);
  return most;
}

/** Every state that holds, expiries and sales can produce from a whole block, in any order. */
function everyState(rule: SplitRule, length: number, each: (state: State) => void): number {
  const start = '.'.repeat(length);
  const seen = new Set([start]);
  const open = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    each(state);
    const now = state;
    const next = [
      ...holdsFrom(rule, now),
      ...holdsOf(now).flatMap((order) => [release(now, order), sell(now, order)]),
    ];
    for (const reached of next)
      if (!seen.has(reached)) {
        seen.add(reached);
        open.push(reached);
      }
  }
  return seen.size;
}

/** With the longest block whose orders can all be tried in about a second; longer blocks are sampled below. */
const triedTo: ReadonlyArray<readonly [SplitRule, number]> = [
  ['any', 7],
  ['pairs', 12],
  ['neverLeaveOne', 9],
  ['allOrNothing', 12],
  ['custom:2,4', 12],
  ['custom:1,3,4', 7],
  ['custom:2,3', 11],
];
const rules = triedTo.map(([rule]) => rule);
const blocks = triedTo.flatMap(([rule, most]) =>
  Array.from({ length: most }, (_, index) => [rule, index + 1] as const),
);

describe('every order of holds, expiries and sales', () => {
  it.each(blocks)(
    'under %s strands no seat of a block of %i that was not so from the start',
    (rule, length) => {
      const fromTheStart = stranded(rule, '.'.repeat(length));
      let worst = 0;
      const states = everyState(rule, length, (state) => {
        // Each hold may yet expire: the seats must be sound whichever of them do.
        worst = Math.max(
          worst,
          stranded(rule, state),
          ...holdsOf(state).map((order) => stranded(rule, release(state, order))),
        );
      });
      expect(worst).toBeLessThanOrEqual(fromTheStart);
      expect(states).toBeGreaterThan(allowedQuantities(rule, [length], max).length);
    },
  );
});

describe('sampled orders with refunds as well', () => {
  const step = fc.record({
    what: fc.constantFrom('hold', 'hold', 'hold', 'expire', 'sell', 'sell', 'refund'),
    which: fc.nat({ max: 20 }),
  });
  const at = <Item>(items: readonly Item[], which: number) => items[which % items.length];

  it.each(rules)('only a refund leaves seats behind: %s', (rule) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 40 }), (length, steps) => {
        let state: State = '.'.repeat(length);
        let refunded = false;
        for (const { what, which } of steps) {
          const before = stranded(rule, state);
          const order = at(what === 'refund' ? salesOf(state) : holdsOf(state), which);
          if (what === 'hold') state = at(holdsFrom(rule, state), which) ?? state;
          else if (order && what === 'sell') state = sell(state, order);
          else if (order) state = release(state, order);
          if (what === 'refund' && order) refunded = true;
          // A hold or a sale strands nothing, even among the runs that refunds have left.
          if (what === 'hold' || what === 'sell')
            expect(stranded(rule, state), state).toBeLessThanOrEqual(before);
          if (!refunded)
            expect(stranded(rule, state), state).toBeLessThanOrEqual(stranded(rule, '.'.repeat(length)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(rules)('sells every run that it can sell completely: %s', (rule) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat({ max: 20 }), { minLength: 12, maxLength: 12 }),
        (length, choices) => {
          let state: State = '.'.repeat(length);
          for (const which of choices) {
            const held = at(holdsFrom(rule, state), which);
            if (held) state = sell(held, holdsOf(held)[0] as string);
          }
          expect(freeOf(state).length).toBe(
            rule === 'neverLeaveOne' || rule === 'any' ? 0 : length - reachable(rule, length),
          );
        },
      ),
    );
  });
});
