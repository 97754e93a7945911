import type { ConsignorProfile } from '@holdfast/shared/consignors';
import { TableModel } from '../platform/db/index.ts';

/** An owner of consigned tickets; one of them is the marketplace itself, for its own events. */
export class Consignor extends TableModel {
  static override tableName = 'consignors';
  declare id: string;
  declare name: string;
  declare email: string;
  declare isMarketplace: boolean;
  declare legalName: string | null;
  declare otherEmails: string[];
  declare phone: string | null;
  declare address: string | null;
  declare city: string | null;
  declare region: string | null;
  declare postalCode: string | null;
  declare country: string | null;
  declare timeZone: string | null;
  declare language: ConsignorProfile['language'];
  declare notes: string | null;
  declare tags: string[];
  declare payoutDays: number;
  /** Set: nothing of theirs is on sale, nothing new is taken in, and nobody signs in for them. */
  declare deactivatedAt: Date | null;
  /** The consignor that has everything of this one. */
  declare mergedInto: string | null;
  declare createdAt: Date;
}
