/** Rows of the views that handovers publishes; `server/rooms/views.test.ts` compares them with the schema. */
import type { HandoverState } from '@holdfast/shared/handovers';

/** Tickets that were sent to friends, by their order. */
export interface HandoversMade {
  id: string;
  reservation_id: string;
  state: HandoverState;
}
