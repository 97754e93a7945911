/** The files that may name other rooms' tables, each with its reason. Everything else goes through functions and views. */

export interface Exception {
  /** A file or folder (with `/` at its end) of `server/src`. */
  path: string;
  reason: string;
  /** The tables that it may name; absent: any. */
  tables?: readonly string[];
  /** Whether it may write them too. */
  writes?: true;
}

/** What stays. */
export const exceptions: readonly Exception[] = [
  {
    path: 'verify/',
    reason: 'compares every room with the others from the outside: it must not trust their views',
  },
  {
    path: 'reservations/loadStock.ts',
    reason:
      'the hold locks its listings and reads their stock in one round trip; measured in the bench `reserve`',
  },
  {
    path: 'reservations/writeHolds.ts',
    writes: true,
    reason:
      'the hold writes counters, seats, reservation, log and answer in one statement; measured in the bench `reserve`',
  },
  {
    path: 'statistics/recount.ts',
    writes: true,
    reason:
      'recounts every figure from the rows themselves, in one snapshot: it proves what the rooms have counted',
  },
];

/** To move: these read foreign tables only until their owners publish what they need. */
export const toMove: readonly Exception[] = [];
