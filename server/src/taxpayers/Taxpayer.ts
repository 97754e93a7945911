import type { Classification, Taxpayer as Shown, TinKind } from '@holdfast/shared/taxpayers';
import { TableModel } from '../platform/db/index.ts';

/** Tax data of a consignor: the one in use, or one that was before. */
export class Taxpayer extends TableModel {
  static override tableName = 'taxpayers';
  declare id: string;
  declare consignorId: string;
  declare kind: Shown['kind'];
  declare name: string;
  declare businessName: string | null;
  declare classification: Classification | null;
  declare exemptCode: string | null;
  declare street: string | null;
  declare city: string | null;
  declare region: string | null;
  declare postalCode: string | null;
  declare country: string;
  declare tinKind: TinKind | null;
  declare lastFour: string | null;
  /** The nine digits, sealed; of a W-9 alone. */
  declare sealed: Buffer | null;
  declare keyId: string | null;
  declare isSubject: boolean;
  declare signature: string | null;
  /** `2026-11-30`. */
  declare signedOn: string | null;
  declare validUntil: string | null;
  declare givenAt: Date;
  declare givenBy: string;
  declare givenAs: Shown['givenAs'];
  /** Null: it is in use. */
  declare endedAt: Date | null;
}
