/** Seats as people write them: `5–8`, `2, 4, 6`, or both, `1–4, 7`. */

/** The most seats of one listing: no row of neighbors is longer. */
export const mostSeats = 50;
const highestSeat = 99_999;

const notASeat = (part: string) =>
  `${part} isn’t a seat: seats are positive whole numbers up to ${highestSeat}. Write them as 5–8 or 2, 4, 6.`;

function readSeat(part: string): number | null {
  return /^\d{1,5}$/.test(part) && Number(part) > 0 ? Number(part) : null;
}

/** Reads one seat, or a range of them. */
function readPart(part: string): number[] | string {
  const [lowText = '', highText] = part.split(/[-–]/).map((text) => text.trim());
  const low = readSeat(lowText);
  if (low === null) return notASeat(lowText || part);
  if (highText === undefined) return [low];
  const high = readSeat(highText);
  if (high === null || part.split(/[-–]/).length > 2) return notASeat(highText || part);
  if (low > high) return `The low seat comes first. Write ${high}–${low}.`;
  if (high - low >= mostSeats) return tooMany(high - low + 1);
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

const tooMany = (count: number) => `These are ${count} seats. At most ${mostSeats} neighbors make a listing.`;

/**
 * Reads a list of seats and ranges.
 * @returns the seats, ascending and distinct, or a problem whose sentence names the remedy
 */
export function readSeatList(text: string): { seats: number[] } | { problem: string } {
  const parts = text
    .replaceAll(/\s*[-–]\s*/g, '–')
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (parts.length === 0) return { problem: 'Give the seats, such as 5–8 or 2, 4, 6.' };
  const seats: number[] = [];
  for (const part of parts) {
    const read = readPart(part);
    if (typeof read === 'string') return { problem: read };
    seats.push(...read);
  }
  seats.sort((a, b) => a - b);
  const twice = seats.find((seat, index) => seat === seats[index - 1]);
  if (twice !== undefined) return { problem: `Seat ${twice} is named twice. Name each seat once.` };
  return seats.length > mostSeats ? { problem: tooMany(seats.length) } : { seats };
}

/** By how much seats of one row count up: 2 in a row with an odd and an even side, where 1 and 3 are neighbors and 1 and 2 aren't. */
export type SeatStep = 1 | 2;

/** Whether these ascending seats are neighbors: no seat between them is missing. */
export const areNeighbors = (seats: readonly number[], step: SeatStep): boolean =>
  seats.slice(1).every((seat, index) => seat - (seats[index] as number) === step);

/** How these ascending seats, neighbors already, count; one seat alone counts by one. */
export const seatStepOf = ([first = 0, second = first + 1]: readonly number[]): SeatStep =>
  second - first === 2 ? 2 : 1;
