import { inWords } from '@holdfast/shared/orders';

export { inWords } from '@holdfast/shared/orders';

/** "1 game", "6 games" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** "5", "5 and 6", "5, 6 and 7" */
export function listed(words: readonly (string | number)[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "seat 5", "seats 5 and 6", "seats 5 to 8" when consecutive. */
export function seatsText(seats: readonly number[]): string {
  if (seats.length === 0) return 'any seat';
  if (seats.length === 1) return `seat ${seats[0]}`;
  const runsOn = seats.length > 2 && seats.every((seat, i) => i === 0 || seat === seats[i - 1]! + 1);
  return `seats ${runsOn ? `${seats[0]} to ${seats.at(-1)}` : listed(seats)}`;
}

/** A league as the facets of a list name it. `own` are the marketplace's own events. */
export interface NamedLeague {
  value: string;
  name: string;
  /** What fans call it by; null where that could mean another league. */
  sport: string | null;
}
/** The name of a league as a title: `Football`, `Our own events`. */
export const leagueTitle = ({ value, name, sport }: NamedLeague): string =>
  value === 'own' ? 'Our own events' : (sport ?? name);
/** The same within a sentence: `football`, `River League`. */
export const leagueInSentence = ({ value, name, sport }: NamedLeague): string =>
  value === 'own' ? 'our own events' : (sport?.toLowerCase() ?? name);

/** "both seats", "all three seats", "the seat" */
export function allSeats(count: number, noun = 'seat'): string {
  if (count === 1) return `the ${noun}`;
  return count === 2 ? `both ${noun}s` : `all ${inWords(count)} ${noun}s`;
}
