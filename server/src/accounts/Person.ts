import type { Role } from '@holdfast/shared/accounts';
import { TableModel } from '../platform/db/index.ts';

/** Somebody who signs in. The email address is unique, whatever its case. */
export class Person extends TableModel {
  static override tableName = 'people';
  declare id: string;
  declare name: string;
  declare email: string;
  /** As it was typed; null: none given. */
  declare phone: string | null;
  declare passwordHash: string;
  declare roles: Role[];
  /** Set for a consignor's own account. */
  declare consignorId: string | null;
  /** When a link that was sent to the address was opened; null: not since this is recorded. */
  declare emailVerifiedAt: Date | null;
  declare createdAt: Date;
  /** null: not since this is recorded. */
  declare lastSignInAt: Date | null;
  /** When its owner closed the account; name, address and password are gone since then. */
  declare closedAt: Date | null;
  /** Since when they can't sign in; null: they can. */
  declare deactivatedAt: Date | null;
}
