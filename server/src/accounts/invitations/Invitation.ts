import type { Role } from '@holdfast/shared/accounts';
import { TableModel } from '../../platform/db/index.ts';

/** An invitation by email: to the staff, or as a consignor's sign-in. */
export class Invitation extends TableModel {
  static override tableName = 'invitations';
  declare id: string;
  /** In lower case. */
  declare email: string;
  declare roles: Role[];
  /** Set for a consignor's sign-in. */
  declare consignorId: string | null;
  declare invitedBy: string | null;
  /** SHA-256 of the token in the link that was sent last. */
  declare tokenHash: Buffer;
  /** How often a link was sent; each is another one. */
  declare sent: number;
  declare createdAt: Date;
  declare sentAt: Date;
  declare expiresAt: Date;
  declare acceptedAt: Date | null;
  /** Whose account accepted it. */
  declare personId: string | null;
  declare withdrawnAt: Date | null;
}
