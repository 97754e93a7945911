import type { EmailRow } from '@holdfast/shared/support';
import { TableModel } from '../platform/db/index.ts';

/** An email of the outbox. Without a mail server it stays there. */
export class Email extends TableModel {
  static override tableName = 'emails';
  declare id: string;
  /** What it is about: one email per cause. */
  declare cause: string;
  declare kind: string;
  declare toAddress: string;
  declare subject: string;
  declare textBody: string;
  declare htmlBody: string;
  declare reservationId: string | null;
  declare state: EmailRow['state'];
  declare error: string | null;
  declare createdAt: Date;
  declare sentAt: Date | null;
  /** Attempts at handing it to the mail server. */
  declare attempts: number;
  /** Of those, how many got no answer after the message was handed over. */
  declare unanswered: number;
  declare nextAt: Date | null;
  /** When a person dealt with one that failed. */
  declare settledAt: Date | null;
  /** The email that was sent in its place. */
  declare againId: string | null;
}
