import { TableModel } from '../platform/db/index.ts';

/** Somebody let in with a code of ours. Of a ticket one at most stands: by a unique index over those that weren't undone. */
export class Admission extends TableModel {
  static override tableName = 'gate_admissions';
  declare id: string;
  declare ticketId: string;
  declare eventId: string;
  declare reservationId: string;
  /** Where, as the person at the gate called it. */
  declare gate: string;
  declare admittedBy: string;
  declare admittedAt: Date;
  declare undoneBy: string | null;
  declare undoneAt: Date | null;
  declare undoReason: string | null;
}
