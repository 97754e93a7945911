/** A listing's label: "Chiefs at Cowboys 234 / 5 / 16–17". */

export interface Lot {
  eventName: string;
  /** Null for general admission. */
  section: string | null;
  row: string | null;
  seats: readonly number[];
  ticketType: string;
  quantity: number;
}

/** Ascending seats with runs joined: "3, 16–17". */
export function seatText(seats: readonly number[]): string {
  const runs: Array<[first: number, last: number]> = [];
  for (const seat of [...seats].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === seat - 1) run[1] = seat;
    else runs.push([seat, seat]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

export function listingLabel({ eventName, section, row, seats, ticketType, quantity }: Lot): string {
  return section === null || row === null
    ? `${eventName} ${ticketType} × ${quantity}`
    : `${eventName} ${section} / ${row} / ${seatText(seats)}`;
}
