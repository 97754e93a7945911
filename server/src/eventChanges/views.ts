/** Rows of the views that eventChanges publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** Orders of moved events whose fans have or had a choice. */
export interface EventChangesChoices {
  reservation_id: string;
  change_id: string;
  event_id: string;
  decided_at: Date;
  choice_until: Date;
  /** Null: nothing was chosen; silence keeps. */
  choice: 'keep' | 'refund' | null;
  chosen_at: Date | null;
  /** Where it was to be; null: it stays there. */
  from_venue_id: string | null;
}
