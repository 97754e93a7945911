import { TableModel } from '../platform/db/index.ts';

/** The login of a team's ticket site, encrypted: AES-256-GCM with the package's id as associated data. */
export class PackageAccess extends TableModel {
  static override tableName = 'package_access';
  static override idColumn = 'package_id';
  declare packageId: string;
  /** The key that encrypted it. */
  declare keyId: string;
  declare sealed: Buffer;
  declare keptBy: string;
  declare keptAt: Date;
}
