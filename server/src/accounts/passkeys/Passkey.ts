import { TableModel } from '../../platform/db/index.ts';

/** The public key of somebody's authenticator. */
export class Passkey extends TableModel {
  static override tableName = 'passkeys';
  static override idColumn = 'id';
  declare id: string;
  declare personId: string;
  /** As the authenticator names the key, base64url. */
  declare credentialId: string;
  /** COSE. */
  declare publicKey: Buffer;
  /** Signatures that the authenticator counted; 0: it counts none. */
  declare counter: number;
  declare transports: string[];
  /** As its owner named it. */
  declare name: string;
  declare createdAt: Date;
  declare lastUsedAt: Date | null;
}
