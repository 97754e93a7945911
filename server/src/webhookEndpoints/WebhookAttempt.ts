import { TableModel } from '../platform/db/index.ts';

/** One try of a webhook: what was sent beside its body, and what came back. */
export class WebhookAttempt extends TableModel {
  static override tableName = 'webhook_attempts';
  static override idColumn = ['webhook_id', 'nth'];
  static override jsonAttributes = ['requestHeaders', 'answerHeaders'];
  declare webhookId: string;
  declare nth: number;
  declare at: Date;
  /** How long it took, milliseconds. */
  declare ms: number;
  declare requestHeaders: Record<string, string>;
  /** null: no answer came. */
  declare status: number | null;
  declare answerHeaders: Record<string, string> | null;
  /** Its first 4 kB. */
  declare answer: string | null;
  /** Why no answer came. */
  declare error: string | null;
}
