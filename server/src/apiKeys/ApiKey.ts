import type { ApiScope } from '@holdfast/shared/apiKeys';
import { TableModel } from '../platform/db/index.ts';

/** A key by which another program calls the API. */
export class ApiKey extends TableModel {
  static override tableName = 'api_keys';
  declare id: string;
  declare name: string;
  /** SHA-256 of what opens the API. */
  declare tokenHash: Buffer;
  /** How the key begins, to know it by. */
  declare prefix: string;
  declare scopes: ApiScope[];
  /** null: it is for staff. */
  declare consignorId: string | null;
  declare requestsPerMinute: number;
  declare createdAt: Date;
  declare createdBy: string;
  declare expiresAt: Date | null;
  declare revokedAt: Date | null;
  /** To within a minute. */
  declare lastUsedAt: Date | null;
}
