import type { MailingAudience } from '@holdfast/shared/mailings';
import { TableModel } from '../platform/db/index.ts';

/** What staff wrote to many at once. */
export class Mailing extends TableModel {
  static override tableName = 'mailings';
  declare id: string;
  declare subject: string;
  /** With placeholders, as emails' texts have them. */
  declare text: string;
  declare audience: MailingAudience;
  declare eventId: string | null;
  declare by: string;
  declare createdAt: Date;
  declare stoppedAt: Date | null;
}
