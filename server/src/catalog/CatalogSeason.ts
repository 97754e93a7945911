import { TableModel } from '../platform/db/index.ts';

/** One team's season; its windows are days at the venue, inclusive, and null while they aren't known. */
export class CatalogSeason extends TableModel {
  static override tableName = 'seasons';
  declare id: string;
  declare performerId: string;
  declare league: string;
  declare name: string;
  declare sellingFrom: string | null;
  declare sellingUntil: string | null;
  declare regularFrom: string | null;
  declare regularUntil: string | null;
  declare playoffsFrom: string | null;
  declare playoffsUntil: string | null;
  /** Nothing new can have it. */
  declare retiredAt: Date | null;
  /** The season that it turned out to be; never one that is merged itself. */
  declare mergedInto: string | null;
}
