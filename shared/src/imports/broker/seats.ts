import { type Cell, FOREIGN_DIGIT, MAX_TICKETS } from './cells.ts';
import { damagedPlace } from './damage.ts';
import type { ProblemList } from './problems.ts';

/**
 * Reads `5,6,7`, `5-8` or both mixed into seat labels in the order of the row. Numbered seats must be
 * adjacent: they count up by one, or by two where a row has odd and even sides (reported as a notice). Labels
 * with letters are adjacent in the order given.
 * @returns null with a problem added; [] for a blank cell
 */
export function readSeats(cell: Cell, problems: ProblemList, notices: ProblemList): string[] | null {
  const { field, text } = cell;
  if (text === '') return [];
  const damage = damagedPlace(field, text);
  if (damage !== null) {
    problems.add(field, 'spreadsheet_changed', damage.message, damage.suggestion);
    return null;
  }
  if (FOREIGN_DIGIT.test(text)) {
    problems.add(field, 'foreign_digit', `${field} holds digits of another script. Use the digits 0 to 9.`);
    return null;
  }
  const refuse = (message: string) => {
    problems.add(field, 'not_seats', message);
    return null;
  };
  if (text.length > MAX_TICKETS * 8)
    return refuse(`${field} is too long. List at most ${MAX_TICKETS} seats.`);
  const seats: string[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const range = /^(\d{1,5}) ?- ?(\d{1,5})$/.exec(part);
    if (range) {
      const numbers = seatRange(Number(range[1]), Number(range[2]));
      if (numbers === null)
        return refuse(`${field} has the range ${part}. Go upwards, over at most ${MAX_TICKETS} seats.`);
      seats.push(...numbers);
    } else if (/^[A-Za-z0-9]{1,6}$/.test(part)) {
      seats.push(canonical(part));
    } else {
      return refuse(`${field} can't be read. Write seats like 5,6,7 or 5-7, with the digits 0 to 9.`);
    }
  }
  if (seats.length > MAX_TICKETS)
    return refuse(`${field} names ${seats.length} seats. List at most ${MAX_TICKETS}.`);
  if (new Set(seats).size !== seats.length) {
    problems.add(field, 'duplicate_seat', `${field} names a seat twice. Name each seat once.`);
    return null;
  }
  return inNeighborOrder(cell, seats, problems, notices);
}

/** The labels from one number up to another, or null when the range goes down or is longer than MAX_TICKETS. */
export function seatRange(from: number, thru: number): string[] | null {
  if (from < 1 || thru < from || thru - from >= MAX_TICKETS) return null;
  return Array.from({ length: thru - from + 1 }, (_, index) => String(from + index));
}

function inNeighborOrder(
  { field }: Cell,
  seats: string[],
  problems: ProblemList,
  notices: ProblemList,
): string[] | null {
  if (seats.length < 2 || !seats.every((seat) => /^\d+$/.test(seat))) return seats;
  const numbers = seats.map(Number).sort((a, b) => a - b);
  const steps = new Set(numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0)));
  const [step] = steps;
  if (steps.size !== 1 || (step !== 1 && step !== 2)) {
    problems.add(
      field,
      'seats_not_adjacent',
      `${field} has a gap. Put each group of neighbors on a line of its own.`,
    );
    return null;
  }
  if (step === 2) {
    notices.add(field, 'alternate_seats', `${field} counts by two; the seats are sold as neighbors.`);
  }
  return numbers.map(String);
}

// 07 and 7 are the same seat, and so are a1 and A1.
function canonical(label: string): string {
  return /^\d+$/.test(label) ? String(Number(label)) : label.toUpperCase();
}
