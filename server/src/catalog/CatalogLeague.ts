import { TableModel } from '../platform/db/index.ts';

/** A league, a tour or a kind of show. */
export class CatalogLeague extends TableModel {
  static override tableName = 'leagues';
  /** Its code. */
  declare id: string;
  declare name: string;
  /** What fans call it by, such as Football. */
  declare sport: string | null;
  declare logoId: string | null;
  declare retiredAt: Date | null;
  /** The league that it turned out to be. */
  declare mergedInto: string | null;
}
