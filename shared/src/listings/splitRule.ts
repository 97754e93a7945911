import type { splitRules } from './listingStates.ts';

/**
 * Which quantities of a seated listing may be sold, and which of its seats a hold gets.
 *
 * A position is a seat's index within its listing's row: positions n and n+1 are side by side. It
 * isn't the number on the seat (rows numbered 2, 4, 6 exist). A run is a sequence of adjacent free positions.
 * Seats sold together are always adjacent, and are always taken from one end of a run, so a sale leaves one run
 * behind and never two.
 * Source: domain.md, "Words".
 */

/**
 * - `any`: every quantity up to the longest run.
 * - `pairs`: even quantities only; the odd seat of an odd run stays unsold until the rule is changed.
 * - `neverLeaveOne`: every quantity that doesn't leave a run of one seat. A seat that is already alone (after
 * a release or a refund) may be sold alone.
 * - `custom:2,4`: only the listed quantities, and only where listed quantities can sell the seats left over.
 * - `allOrNothing`: a whole run. A partial refund can leave several runs; each is sold separately, because a
 * fan who buys them together would expect adjacent seats.
 */
export type SplitRule = (typeof splitRules)[number] | `custom:${string}`;

/**
 * The quantities that the runs allow, ascending and distinct, without regard to holds beside them; empty when
 * nothing can be sold under the rule.
 * @param freeRuns lengths of the adjacent free runs, in seats, each >= 1 (see `runLengths`)
 * @param max the most tickets that one fan may take, >= 0; a longer `allOrNothing` run can't be sold
 * @throws RangeError when a number isn't whole or is out of range: callers validate before
 */
export function allowedQuantities(rule: SplitRule, freeRuns: readonly number[], max: number): number[] {
  assertWhole(max, 0, 'max');
  for (const length of freeRuns) assertWhole(length, 1, 'run length');
  const upTo = Math.min(max, longest(freeRuns));
  const allowed: number[] = [];
  for (let quantity = 1; quantity <= upTo; quantity++) {
    if (freeRuns.some((length) => maySplit(rule, length, quantity))) allowed.push(quantity);
  }
  return allowed;
}

/**
 * The quantities that a fan may choose now, ascending.
 * @param freePositions as for `allocate`
 * @param max           the most tickets that one fan may take, >= 0
 * @param heldAlone     as for `allocate`
 * @throws RangeError as `allocate`
 */
export function sellableQuantities(
  rule: SplitRule,
  freePositions: readonly number[],
  max: number,
  heldAlone: readonly number[] = [],
): number[] {
  const runs = adjacentRuns(freePositions);
  return allowedQuantities(rule, runLengths(freePositions), max).filter(
    (quantity) => choose(rule, runs, quantity, heldAlone) !== null,
  );
}

/**
 * Chooses the seats for a quantity: a run that fits exactly, else an end of the shortest run that the rule
 * lets be split so, the low end first; of equal runs the lowest. This keeps long runs for larger groups.
 * @param freePositions free positions of one listing, in any order, distinct
 * @param quantity seats wanted, >= 1
 * @param heldAlone positions held as single seats, in any order: under `neverLeaveOne` each keeps a free
 * neighbor, so that the end of its hold can't leave one seat
 * @returns the positions, ascending and adjacent, or null when the rule or the free seats don't allow the
 * quantity
 * @throws RangeError when a position or the quantity isn't a whole number, or a position is given twice
 */
export function allocate(
  rule: SplitRule,
  freePositions: readonly number[],
  quantity: number,
  heldAlone: readonly number[] = [],
): number[] | null {
  assertWhole(quantity, 1, 'quantity');
  return choose(rule, adjacentRuns(freePositions), quantity, heldAlone);
}

function choose(
  rule: SplitRule,
  runs: readonly number[][],
  quantity: number,
  heldAlone: readonly number[],
): number[] | null {
  const fitting = runs
    .filter((run) => maySplit(rule, run.length, quantity))
    .sort((a, b) => a.length - b.length);
  for (const run of fitting)
    for (const seats of [run.slice(0, quantity), run.slice(-quantity)])
      if (rule !== 'neverLeaveOne' || !wouldStrandSeat(runs, seats, heldAlone)) return seats;
  return null;
}

/** Whether a seat that is held alone, and has a free neighbor, would have none after `seats` are taken. */
function wouldStrandSeat(
  runs: readonly number[][],
  seats: readonly number[],
  heldAlone: readonly number[],
): boolean {
  if (heldAlone.length === 0) return false;
  const taken = new Set(seats);
  const free = new Set(runs.flat());
  return heldAlone.some((position) => {
    const neighbors = [position - 1, position + 1].filter((neighbor) => free.has(neighbor));
    return neighbors.length > 0 && neighbors.every((neighbor) => taken.has(neighbor));
  });
}

/**
 * Whether seats may be taken out of a listing: every new run that this leaves can be sold completely. Runs
 * that existed before aren't checked.
 * @param positions those on sale, in any order, distinct
 * @param taken some of them
 * @throws RangeError as `allocate`
 */
export function mayTakeOut(rule: SplitRule, positions: readonly number[], taken: readonly number[]): boolean {
  const gone = new Set(taken);
  const before = new Set(adjacentRuns(positions).map((run) => run.join()));
  return adjacentRuns(positions.filter((position) => !gone.has(position)))
    .filter((run) => !before.has(run.join()))
    .every((run) => canSellOut(rule, run.length));
}

function canSellOut(rule: SplitRule, runLength: number): boolean {
  switch (rule) {
    case 'any':
      return true;
    case 'pairs':
      return runLength % 2 === 0;
    case 'neverLeaveOne':
      return runLength !== 1;
    case 'allOrNothing':
      // The consignor offers these seats together or not at all.
      return false;
    default:
      return mostSellable(customQuantities(rule), runLength) === runLength;
  }
}

/**
 * The groups of adjacent seats of this size that may be taken out, each ascending, in order of position.
 * @throws RangeError as `allocate`
 */
export function takeOutChoices(rule: SplitRule, positions: readonly number[], quantity: number): number[][] {
  assertWhole(quantity, 1, 'quantity');
  return adjacentRuns(positions).flatMap((run) =>
    run
      .map((_, start) => run.slice(start, start + quantity))
      .filter((seats) => seats.length === quantity && mayTakeOut(rule, positions, seats)),
  );
}

/**
 * Lengths of the adjacent free runs, in order of position: what `allowedQuantities` takes.
 * @throws RangeError as `allocate`
 */
export function runLengths(freePositions: readonly number[]): number[] {
  return adjacentRuns(freePositions).map((run) => run.length);
}

/**
 * General admission has no seats and so no runs: any quantity up to what is left.
 * @param available admissions left, >= 0
 * @param max the most tickets that one fan may take, >= 0
 */
export function allowedAdmissions(available: number, max: number): number[] {
  assertWhole(available, 0, 'available');
  assertWhole(max, 0, 'max');
  return Array.from({ length: Math.min(available, max) }, (_, index) => index + 1);
}

/** The lowest `quantity` free positions of a general admission listing, or null when fewer are free. */
export function allocateAdmissions(freePositions: readonly number[], quantity: number): number[] | null {
  assertWhole(quantity, 1, 'quantity');
  const ordered = ascending(freePositions);
  return ordered.length < quantity ? null : ordered.slice(0, quantity);
}

function maySplit(rule: SplitRule, runLength: number, quantity: number): boolean {
  if (quantity > runLength) return false;
  switch (rule) {
    case 'any':
      return true;
    case 'pairs':
      return quantity % 2 === 0;
    case 'neverLeaveOne':
      return runLength - quantity !== 1;
    case 'allOrNothing':
      return quantity === runLength;
    default: {
      const listed = customQuantities(rule);
      return (
        listed.includes(quantity) &&
        mostSellable(listed, runLength) === quantity + mostSellable(listed, runLength - quantity)
      );
    }
  }
}

/** Whether the rule is a consignor's own list of quantities. */
export const isCustom = (rule: SplitRule): rule is `custom:${string}` => rule.startsWith('custom:');

/**
 * The quantities of `custom:2,4`, ascending.
 * @throws RangeError when the list is empty or contains something else than a quantity
 */
export function customQuantities(rule: `custom:${string}`): number[] {
  const listed = rule.slice('custom:'.length).split(',').map(Number);
  for (const quantity of listed) assertWhole(quantity, 1, 'quantity');
  return [...new Set(listed)].sort((a, b) => a - b);
}

/** The most seats of a run that the listed quantities can sell together. */
function mostSellable(listed: readonly number[], runLength: number): number {
  const sellable = new Array<number>(runLength + 1).fill(0);
  for (let length = 1; length <= runLength; length++)
    for (const quantity of listed)
      if (quantity <= length)
        sellable[length] = Math.max(sellable[length] ?? 0, quantity + (sellable[length - quantity] ?? 0));
  return sellable[runLength] ?? 0;
}

function adjacentRuns(positions: readonly number[]): number[][] {
  const runs: number[][] = [];
  let current: number[] = [];
  for (const position of ascending(positions)) {
    const previous = current.at(-1);
    if (previous !== undefined && position !== previous + 1) {
      runs.push(current);
      current = [];
    }
    current.push(position);
  }
  if (current.length > 0) runs.push(current);
  return runs;
}

function ascending(positions: readonly number[]): number[] {
  const ordered = [...positions].sort((a, b) => a - b);
  ordered.forEach((position, index) => {
    assertWhole(position, 0, 'position');
    if (position === ordered[index - 1]) throw new RangeError(`position ${position} is given twice`);
  });
  return ordered;
}

// Not Math.max(...lengths): a listing of thousands would overflow the argument list.
function longest(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

function assertWhole(value: number, minimum: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw new RangeError(`${what} must be a whole number of at least ${minimum}, not ${value}`);
  }
}
