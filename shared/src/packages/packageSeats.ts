/** A package's seats as people write them: `5–8`, or `2, 4, 6, 8` where a row counts by two. */

/** No row of neighbours is longer; it also bounds what one request makes. */
export const mostPackageSeats = 50;
const highestSeat = 9_999;

export type ReadSeats = { seats: number[] } | { problem: string };

/**
 * Reads a range or a list into neighbours of one row, ascending. A list may count by two; otherwise nothing is between
 * two of them. @returns a problem that names the remedy where it can't be read
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
  return asNeighbours(numbers);
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
  if (count > mostPackageSeats) return { problem: tooMany(count) };
  return { seats: Array.from({ length: count }, (_, index) => low + index) };
}

const tooMany = (count: number) =>
  `These are ${count} seats. At most ${mostPackageSeats} neighbours make a package.`;

function asNeighbours(numbers: number[]): ReadSeats {
  const seats = [...numbers].sort((a, b) => a - b);
  const twice = seats.find((seat, index) => seat === seats[index - 1]);
  if (twice !== undefined) return { problem: `Seat ${twice} is named twice. Name each seat once.` };
  if (seats.length > mostPackageSeats) return { problem: tooMany(seats.length) };
  const steps = new Set(seats.slice(1).map((seat, index) => seat - (seats[index] as number)));
  const [step = 1] = steps;
  if (steps.size > 1 || step > 2)
    return {
      problem: 'These seats have a gap. Make a package of each group of neighbours; a row may count by two.',
    };
  return { seats };
}

/** `5–8`, `7`, or `2, 4, 6` for a row that counts by two. */
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
