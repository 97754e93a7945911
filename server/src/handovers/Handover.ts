import type { HandoverState } from '@holdfast/shared/handovers';
import type { HandoverEventStatus } from '@holdfast/shared/handovers/machines';
import { TableModel } from '../platform/db/index.ts';

/** Tickets of an order that somebody sends to a friend. */
export class Handover extends TableModel {
  static override tableName = 'handovers';
  static override jsonAttributes = ['snapshot'];
  declare id: string;
  declare reservationId: string;
  declare eventId: string;
  /** The handover by which the sender got them; null: the sender is the order's fan. */
  declare fromId: string | null;
  /** The sender: an account, or the guest of that browser. */
  declare sentBy: string;
  /** Names and address are empty once they are erased. */
  declare fromName: string;
  declare toName: string;
  declare toEmail: string;
  /** The account that accepted; null: a guest, nobody yet, or the account was closed. */
  declare personId: string | null;
  /** Of the event, as the handover knows it. */
  declare startsAt: Date;
  declare eventStatus: HandoverEventStatus;
  declare createdAt: Date;
  declare acceptedAt: Date | null;
  declare endedAt: Date | null;
  declare state: HandoverState;
  declare snapshot: unknown;
  declare machineVersion: number;
  declare version: number;
}
