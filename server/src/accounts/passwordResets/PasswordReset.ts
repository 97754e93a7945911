import { TableModel } from '../../platform/db/index.ts';

/** A forgotten password, asked for by address. */
export class PasswordReset extends TableModel {
  static override tableName = 'password_resets';
  declare id: string;
  /** In lower case; it may have no account. */
  declare email: string;
  /** SHA-256 of the token in the link. */
  declare tokenHash: Buffer;
  declare createdAt: Date;
  declare expiresAt: Date;
  declare usedAt: Date | null;
}
