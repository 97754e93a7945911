import { TableModel } from '../../platform/db/index.ts';

/** A link that proves an email address. */
export class EmailConfirmation extends TableModel {
  static override tableName = 'email_confirmations';
  declare id: string;
  /** In lower case; it may have an account. */
  declare email: string;
  /** Whose address it is or becomes; null: of an account to make. */
  declare personId: string | null;
  /** SHA-256 of the token in the link. */
  declare tokenHash: Buffer;
  declare createdAt: Date;
  declare expiresAt: Date;
  /** When it was used, replaced or taken back. */
  declare endedAt: Date | null;
}
