import type { ConsignedWay } from '@holdfast/shared/deliveries';
import type { SplitRule } from '@holdfast/shared/listings';
import type { SeasonPackage } from '@holdfast/shared/packages';
import { TableModel } from '../platform/db/index.ts';
import { PackageAccess } from './PackageAccess.ts';

/** One consignor's seats for all or some games of a season. Amounts are of one ticket, minor units. */
export class Package extends TableModel {
  static override tableName = 'packages';
  static override jsonAttributes = ['price', 'opponents'];
  static override relationMappings = {
    access: {
      relation: TableModel.HasOneRelation,
      modelClass: PackageAccess,
      join: { from: 'packages.id', to: 'package_access.package_id' },
    },
  };
  declare id: string;
  declare consignorId: string;
  declare seasonId: string;
  declare section: string;
  declare row: string;
  declare lowSeat: number;
  declare highSeat: number;
  /** 2: seat numbers of the row count by two. */
  declare seatStep: number;
  /** How the price of an event is computed; null: not agreed, so nothing can be consigned. */
  declare price: SeasonPackage['terms']['price'];
  declare opponents: SeasonPackage['terms']['opponents'];
  declare faceValueAmount: number | null;
  declare floorAmount: number | null;
  declare ceilingAmount: number | null;
  declare splitRule: SplitRule;
  declare delivery: string;
  declare deliveryWay: ConsignedWay;
  declare disclosure: string | null;
  declare createdBy: string;
  declare createdAt: Date;
  declare confirmedAt: Date | null;
  declare confirmedBy: string | null;
  declare endedAt: Date | null;
  declare endedReason: string | null;
  declare access?: PackageAccess;
}
