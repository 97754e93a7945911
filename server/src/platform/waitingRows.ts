/** Rows that wait for somebody, as SQL parts of the room that owns them: whoever counts them doesn't know its tables. */
export interface WaitingRows {
  /** With the aliases that the other parts use. */
  from: string;
  where: string;
  /** Since when a row waits. */
  since: string;
  /** The column of the person who looks after it; left out: nobody does. */
  owner?: string;
}
