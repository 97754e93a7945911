/** Seats of one listing are neighbors: a fan who buys two sits beside whom they came with. */
import type { FieldProblem } from '@holdfast/shared/http';
import { areNeighbors, type SeatStep } from '@holdfast/shared/listings';

/**
 * @param step by how much seats of this row count up, as a person said
 * @param noun what the seats are to make
 * @returns what is wrong and the remedy; null for neighbors
 */
export function seatsApart(
  seats: readonly number[],
  step: SeatStep,
  noun: 'listing' | 'package' = 'listing',
): FieldProblem | null {
  if (areNeighbors(seats, step)) return null;
  const other = areNeighbors(seats, step === 1 ? 2 : 1);
  const group = `Make a ${noun} of each group of neighbors`;
  const message =
    step === 1
      ? `These seats have a gap. ${group}${other ? ', or say that the row counts by two' : ''}.`
      : `In a row that counts by two these seats aren’t neighbors. ${group}${other ? ', or say that the row counts by one' : ''}.`;
  return { field: 'seats', code: 'seats_apart', message };
}
