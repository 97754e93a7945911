/**
 * The seats of a package as people write them: `5–8`, or `2, 4, 6, 8` in a row that numbers every second
 * seat.
 */

import { mostSeats } from '../listings/seatList.ts';

const highestSeat = 9_999;

/** The seats, or a problem whose sentence names the remedy. */
export type ReadSeats = { seats: number[] } | { problem: string };

/**
 * Reads a range or a list into adjacent seats of one row, ascending. The step between numbers is 1 or 2, and
 * no seat between them is missing.
 * @returns a problem with the remedy when the text can't be read
 */
export function readPackageSeats(text: string): ReadSeats {
  const written = text.trim();
  if (written === '') return { problem: 'Give the seats, such as 5–8 or 2, 4, 6, 8.' };
  const range = /^([^-–,]+)[-–]([^-–,]+)$/.exec(written);
  if (range) return readRange(range[1] as string, range[2] as string);
  const parts = written.split(/[\s,]+/).filter((part) => part !== '');
  const numbers: number[] = [];
  for (const part of parts) {
    const seat = readSeat(part);
    if (seat === null) return { problem: notASeat(part) };
    numbers.push(seat);
  }
  return asNeighbors(numbers);
}

const notASeat = (part: string) =>
  `${part} isn’t a seat: seats are positive whole numbers up to ${highestSeat}. Write them as 5–8 or 2, 4, 6, 8.`;

function readSeat(part: string): number | null {
  if (!/^\d{1,4}$/.test(part.trim())) return null;
  const seat = Number(part);
  return seat >= 1 ? seat : null;
}

function readRange(lowText: string, highText: string): ReadSeats {
  const low = readSeat(lowText);
  const high = readSeat(highText);
  if (low === null) return { problem: notASeat(lowText.trim()) };
  if (high === null) return { problem: notASeat(highText.trim()) };
  if (low === high) return { problem: `One seat isn’t a range. Write ${low} for that seat alone.` };
  if (low > high) return { problem: `The low seat comes first. Write ${high}–${low}.` };
  const count = high - low + 1;
  if (count > mostSeats) return { problem: tooMany(count) };
  return { seats: Array.from({ length: count }, (_, index) => low + index) };
}

const tooMany = (count: number) => `These are ${count} seats. At most ${mostSeats} neighbors make a package.`;

function asNeighbors(numbers: number[]): ReadSeats {
  const seats = [...numbers].sort((a, b) => a - b);
  const twice = seats.find((seat, index) => seat === seats[index - 1]);
  if (twice !== undefined) return { problem: `Seat ${twice} is named twice. Name each seat once.` };
  if (seats.length > mostSeats) return { problem: tooMany(seats.length) };
  const steps = new Set(seats.slice(1).map((seat, index) => seat - (seats[index] as number)));
  const [step = 1] = steps;
  if (steps.size > 1 || step > 2)
    return {
      problem: 'These seats have a gap. Make a package of each group of neighbors; a row may count by two.',
    };
  return { seats };
}

/** Writes seats as `5–8`, `7`, or `2, 4, 6` when the step is 2. */
export function packageSeatText({
  lowSeat,
  highSeat,
  seatStep,
}: {
  lowSeat: number;
  highSeat: number;
  seatStep: number;
}): string {
  if (lowSeat === highSeat) return String(lowSeat);
  if (seatStep === 1) return `${lowSeat}–${highSeat}`;
  return packageSeats({ lowSeat, highSeat, seatStep }).join(', ');
}

/** The seat numbers of a package, ascending. */
export function packageSeats({
  lowSeat,
  highSeat,
  seatStep,
}: {
  lowSeat: number;
  highSeat: number;
  seatStep: number;
}): number[] {
  return Array.from(
    { length: (highSeat - lowSeat) / seatStep + 1 },
    (_, index) => lowSeat + index * seatStep,
  );
}
