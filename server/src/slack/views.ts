/** Rows of the views that slack publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** Destinations of which Slack takes nothing. */
export interface SlackFailing {
  name: string;
  /** What Slack said, and what to do. */
  problem: string;
  failing_since: Date;
}
