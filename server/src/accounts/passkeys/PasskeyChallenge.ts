import { TableModel } from '../../platform/db/index.ts';

/** What an authenticator is to sign, once. */
export class PasskeyChallenge extends TableModel {
  static override tableName = 'passkey_challenges';
  static override idColumn = 'challenge_hash';
  /** SHA-256. */
  declare challengeHash: Buffer;
  /** Who adds a passkey; null: somebody signs in. */
  declare personId: string | null;
  declare expiresAt: Date;
}
