/** Rows that wait for a person, as SQL parts from the owning room, so that counting them needs no knowledge of its tables. */
export interface WaitingRows {
  /** With the aliases that the other parts use. */
  from: string;
  where: string;
  /** Since when a row waits. */
  since: string;
  /** The column of the person who looks after it; left out: nobody does. */
  owner?: string;
}
