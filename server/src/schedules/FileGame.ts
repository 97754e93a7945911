/** A game as a file has it, before its start is told by the venue's clocks. */
export interface FileGame {
  /** Our own id, where the file is an export of ours; else empty. */
  id: string;
  /** The game in words: `Bills at Steelers`. */
  home: string;
  away: string;
  venue: string;
  /** A wall time at the venue (`2026-12-05T19:30`), a day, or an ISO instant with its offset. */
  start: string;
}
